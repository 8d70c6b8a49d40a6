from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class InvoiceLine(_model.Model):
    """Line of an invoice."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("amount_excl_vat", "amountExclVat", _codecs.MONEY, True),
        _model.Field("amount_incl_vat", "amountInclVat", _codecs.MONEY, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("quantity", "quantity", _codecs.INTEGER, True),
        _model.Field("vat_amount", "vatAmount", _codecs.MONEY, True),
        _model.Field("vat_rate", "vatRate", _codecs.INTEGER, True),
    )

    id: str
    """Line ID, prefix `fcl_`. Example: `fcl_abc12345def678`."""
    amount_excl_vat: _decimal.Decimal
    """Amount without VAT, in EUR. Example: `12.95`."""
    amount_incl_vat: _decimal.Decimal
    """Amount with VAT, in EUR. Example: `15.67`."""
    currency: str
    """Currency. Example: `EUR`."""
    description: str
    """Text. Example: `Pro subscription`."""
    quantity: int
    """Quantity. Example: `1`."""
    vat_amount: _decimal.Decimal
    """VAT amount, in EUR. Example: `2.72`."""
    vat_rate: int
    """VAT percentage. Example: `21`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        amount_excl_vat = _data["amountExclVat"]
        amount_incl_vat = _data["amountInclVat"]
        currency = _data["currency"]
        description = _data["description"]
        quantity = _data["quantity"]
        vat_amount = _data["vatAmount"]
        vat_rate = _data["vatRate"]
        if not (
            type(id) is str
            and type(currency) is str
            and type(description) is str
            and type(quantity) is int
            and type(vat_rate) is int
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            amount_excl_vat=_codecs.exact_amount(amount_excl_vat),
            amount_incl_vat=_codecs.exact_amount(amount_incl_vat),
            currency=currency,
            description=description,
            quantity=quantity,
            vat_amount=_codecs.exact_amount(vat_amount),
            vat_rate=vat_rate,
            additional_properties={} if len(_data) == 8 else _cls._unknown(_data),
        )
