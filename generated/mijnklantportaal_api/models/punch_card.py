from __future__ import annotations

import datetime
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
class PunchCard(Model):
    """Punch Card."""

    id: str
    """Card ID, prefix `pcd_`. Example: `pcd_abc12345def678`."""
    name: str
    """Name. Example: `Driving lessons`."""
    description: str | None
    """Description shown in the portal. Example: `Lessons in a BMW, Mon-Fri 09AM-05PM`."""
    punches: int
    """Punches on the card. Example: `20`."""
    punch_label: str
    """What a punch stands for. Example: `lessons`."""
    for_sale: bool
    """Whether it is sold online in the portal. Example: `True`."""
    price: Decimal | None
    """Price in EUR with VAT; `null` when not for sale. Example: `229.95`."""
    vat_rate: models.VatRate | int | None
    """VAT percentage; `null` when not for sale. One of `0`, `9`, `21`. Example: `21`."""
    expiry_value: int | None
    """Number of units until expiry. Example: `3`."""
    expiry_periode: models.ExpiryPeriod | str | None
    """Unit of expiry. One of `days`, `months`, `years`. Example: `years`."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2025-11-19T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("description", "description", codecs.Nullable(codecs.STRING), True),
        Field("punches", "punches", codecs.INTEGER, True),
        Field("punch_label", "punchLabel", codecs.STRING, True),
        Field("for_sale", "forSale", codecs.BOOLEAN, True),
        Field("price", "price", codecs.Nullable(codecs.MONEY), True),
        Field("vat_rate", "vatRate", codecs.Nullable(codecs.INTEGER), True),
        Field("expiry_value", "expiryValue", codecs.Nullable(codecs.INTEGER), True),
        Field("expiry_periode", "expiryPeriode", codecs.Nullable(codecs.STRING), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not PunchCard:
            raise DeviationError
        id = _data["id"]
        name = _data["name"]
        description = _data["description"]
        punches = _data["punches"]
        punch_label = _data["punchLabel"]
        for_sale = _data["forSale"]
        price = _data["price"]
        vat_rate = _data["vatRate"]
        expiry_value = _data["expiryValue"]
        expiry_periode = _data["expiryPeriode"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(name) is str
            and (description is None or type(description) is str)
            and type(punches) is int
            and type(punch_label) is str
            and type(for_sale) is bool
            and (vat_rate is None or type(vat_rate) is int)
            and (expiry_value is None or type(expiry_value) is int)
            and (expiry_periode is None or type(expiry_periode) is str)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.punches = punches
        _self.punch_label = punch_label
        _self.for_sale = for_sale
        _self.price = None if price is None else codecs.strict_amount(price)
        _self.vat_rate = vat_rate
        _self.expiry_value = expiry_value
        _self.expiry_periode = None if expiry_periode is None else intern(expiry_periode)
        _self.created_at = created_at
        _self._additional = None if len(_data) == 11 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not PunchCard or _self._additional:
            raise DeviationError
        id = _self.id
        name = _self.name
        description = _self.description
        punches = _self.punches
        punch_label = _self.punch_label
        for_sale = _self.for_sale
        price = _self.price
        vat_rate = _self.vat_rate
        expiry_value = _self.expiry_value
        expiry_periode = _self.expiry_periode
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(name) is str
            and (description is None or type(description) is str)
            and type(punches) is int
            and type(punch_label) is str
            and type(for_sale) is bool
            and (vat_rate is None or type(vat_rate) is int)
            and (expiry_value is None or type(expiry_value) is int)
            and (expiry_periode is None or type(expiry_periode) is str)
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "name": name,
            "description": description,
            "punches": punches,
            "punchLabel": punch_label,
            "forSale": for_sale,
            "price": None if price is None else codecs.strict_amount_text(price),
            "vatRate": vat_rate,
            "expiryValue": expiry_value,
            "expiryPeriode": expiry_periode,
            "createdAt": created_at.isoformat(),
        }
