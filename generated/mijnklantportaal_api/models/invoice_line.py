from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class InvoiceLine(Model):
    """Line of an invoice."""

    id: str
    """Line ID, prefix `fcl_`. Example: `fcl_abc12345def678`."""
    description: str
    """Text. Example: `Pro subscription`."""
    quantity: int
    """Quantity. Example: `1`."""
    currency: str
    """Currency. Example: `EUR`."""
    amount_excl_vat: Decimal
    """Amount without VAT, in EUR. Example: `12.95`."""
    vat_rate: int
    """VAT percentage. Example: `21`."""
    vat_amount: Decimal
    """VAT amount, in EUR. Example: `2.72`."""
    amount_incl_vat: Decimal
    """Amount with VAT, in EUR. Example: `15.67`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("description", "description", codecs.STRING, True),
        Field("quantity", "quantity", codecs.INTEGER, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("amount_excl_vat", "amountExclVat", codecs.MONEY, True),
        Field("vat_rate", "vatRate", codecs.INTEGER, True),
        Field("vat_amount", "vatAmount", codecs.MONEY, True),
        Field("amount_incl_vat", "amountInclVat", codecs.MONEY, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not InvoiceLine:
            raise DeviationError
        id = _data["id"]
        description = _data["description"]
        quantity = _data["quantity"]
        currency = _data["currency"]
        vat_rate = _data["vatRate"]
        if not (
            type(id) is str
            and type(description) is str
            and type(quantity) is int
            and type(currency) is str
            and type(vat_rate) is int
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.description = description
        _self.quantity = quantity
        _self.currency = intern(currency)
        _self.amount_excl_vat = codecs.strict_amount(_data["amountExclVat"])
        _self.vat_rate = vat_rate
        _self.vat_amount = codecs.strict_amount(_data["vatAmount"])
        _self.amount_incl_vat = codecs.strict_amount(_data["amountInclVat"])
        _self._additional = None if len(_data) == 8 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not InvoiceLine or _self._additional:
            raise DeviationError
        id = _self.id
        description = _self.description
        quantity = _self.quantity
        currency = _self.currency
        vat_rate = _self.vat_rate
        if not (
            type(id) is str
            and type(description) is str
            and type(quantity) is int
            and type(currency) is str
            and type(vat_rate) is int
        ):
            raise DeviationError
        return {
            "id": id,
            "description": description,
            "quantity": quantity,
            "currency": currency,
            "amountExclVat": codecs.strict_amount_text(_self.amount_excl_vat),
            "vatRate": vat_rate,
            "vatAmount": codecs.strict_amount_text(_self.vat_amount),
            "amountInclVat": codecs.strict_amount_text(_self.amount_incl_vat),
        }
