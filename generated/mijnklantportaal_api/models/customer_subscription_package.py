from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class CustomerSubscriptionPackage(_model.Model):
    """Customer Subscription Package."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("amount", "amount", _codecs.MONEY, True),
        _model.Field("available_for_sale", "availableForSale", _codecs.BOOLEAN, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("interval", "interval", _codecs.STRING, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("vat_rate", "vatRate", _codecs.INTEGER, True),
    )

    id: str
    """Package ID, prefix `spg_`. Example: `spg_abc12345def678`."""
    amount: _decimal.Decimal
    """Amount, in EUR. Example: `12.95`."""
    available_for_sale: bool
    """Whether it is sold in the portal and on the public page. Example: `True`."""
    currency: str
    """Currency of the amount. Example: `EUR`."""
    description: str
    """Description, mainly for terms. Example: `1GB per month, 300min per month`."""
    interval: str
    """Renewal interval: `14 days`, `1 month`, `2 months`, `6 months` or `1 year`. Example: `1 year`."""
    name: str
    """Name. Example: `Phone subscription`."""
    vat_rate: int
    """VAT percentage: `0`, `9` or `21`. Example: `21`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        amount = _data["amount"]
        available_for_sale = _data["availableForSale"]
        currency = _data["currency"]
        description = _data["description"]
        interval = _data["interval"]
        name = _data["name"]
        vat_rate = _data["vatRate"]
        if not (
            type(id) is str
            and type(available_for_sale) is bool
            and type(currency) is str
            and type(description) is str
            and type(interval) is str
            and type(name) is str
            and type(vat_rate) is int
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            amount=_codecs.exact_amount(amount),
            available_for_sale=available_for_sale,
            currency=currency,
            description=description,
            interval=interval,
            name=name,
            vat_rate=vat_rate,
            additional_properties={} if len(_data) == 8 else _cls._unknown(_data),
        )
