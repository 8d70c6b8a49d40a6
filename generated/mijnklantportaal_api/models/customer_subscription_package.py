from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models


@define(kw_only=True)
class CustomerSubscriptionPackage(Model):
    """Customer Subscription Package."""

    id: str
    """Package ID, prefix `spg_`. Example: `spg_abc12345def678`."""
    name: str
    """Name. Example: `Phone subscription`."""
    description: str
    """Description, mainly for terms. Example: `1GB per month, 300min per month`."""
    interval: models.SubscriptionInterval | str
    """Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`, `1 year`. Example: `1 year`."""
    currency: str
    """Currency of the amount. Example: `EUR`."""
    amount: Decimal
    """Amount, in EUR. Example: `12.95`."""
    vat_rate: models.VatRate | int
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    available_for_sale: bool
    """Whether it is sold in the portal and on the public page. Example: `True`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("description", "description", codecs.STRING, True),
        Field("interval", "interval", codecs.STRING, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("amount", "amount", codecs.MONEY, True),
        Field("vat_rate", "vatRate", codecs.INTEGER, True),
        Field("available_for_sale", "availableForSale", codecs.BOOLEAN, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not CustomerSubscriptionPackage:
            raise DeviationError
        id = _data["id"]
        name = _data["name"]
        description = _data["description"]
        interval = _data["interval"]
        currency = _data["currency"]
        vat_rate = _data["vatRate"]
        available_for_sale = _data["availableForSale"]
        if not (
            type(id) is str
            and type(name) is str
            and type(description) is str
            and type(interval) is str
            and type(currency) is str
            and type(vat_rate) is int
            and type(available_for_sale) is bool
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.interval = intern(interval)
        _self.currency = intern(currency)
        _self.amount = codecs.strict_amount(_data["amount"])
        _self.vat_rate = vat_rate
        _self.available_for_sale = available_for_sale
        _self._additional = None if len(_data) == 8 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not CustomerSubscriptionPackage or _self._additional:
            raise DeviationError
        id = _self.id
        name = _self.name
        description = _self.description
        interval = _self.interval
        currency = _self.currency
        vat_rate = _self.vat_rate
        available_for_sale = _self.available_for_sale
        if not (
            type(id) is str
            and type(name) is str
            and type(description) is str
            and type(interval) is str
            and type(currency) is str
            and type(vat_rate) is int
            and type(available_for_sale) is bool
        ):
            raise DeviationError
        return {
            "id": id,
            "name": name,
            "description": description,
            "interval": interval,
            "currency": currency,
            "amount": codecs.strict_amount_text(_self.amount),
            "vatRate": vat_rate,
            "availableForSale": available_for_sale,
        }
