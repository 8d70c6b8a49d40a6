from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class PunchCard(Model):
    """Punch Card."""

    id: str
    """Card ID, prefix `pcd_`. Example: `pcd_abc12345def678`."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2025-11-19T21:00:00+02:00`."""
    description: str | None
    """Description shown in the portal. Example: `Lessons in a BMW, Mon-Fri 09AM-05PM`."""
    expiry_periode: str | None
    """Unit of expiry: `days`, `months` or `years`. Example: `years`."""
    expiry_value: int | None
    """Number of units until expiry. Example: `3`."""
    for_sale: bool
    """Whether it is sold online in the portal. Example: `True`."""
    name: str
    """Name. Example: `Driving lessons`."""
    price: Decimal | None
    """Price in EUR with VAT; `null` when not for sale. Example: `229.95`."""
    punch_label: str
    """What a punch stands for. Example: `lessons`."""
    punches: int
    """Punches on the card. Example: `20`."""
    vat_rate: int | None
    """VAT percentage: `21`, `9` or `0`; `null` when not for sale. Example: `21`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that the spec does not know, as JSON values."""

    _fields = (
        Field("id", "id", codecs.STRING, True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("description", "description", codecs.Nullable(codecs.STRING), True),
        Field("expiry_periode", "expiryPeriode", codecs.Nullable(codecs.STRING), True),
        Field("expiry_value", "expiryValue", codecs.Nullable(codecs.INTEGER), True),
        Field("for_sale", "forSale", codecs.BOOLEAN, True),
        Field("name", "name", codecs.STRING, True),
        Field("price", "price", codecs.Nullable(codecs.MONEY), True),
        Field("punch_label", "punchLabel", codecs.STRING, True),
        Field("punches", "punches", codecs.INTEGER, True),
        Field("vat_rate", "vatRate", codecs.Nullable(codecs.INTEGER), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        id = _data["id"]
        created_at = _data["createdAt"]
        description = _data["description"]
        expiry_periode = _data["expiryPeriode"]
        expiry_value = _data["expiryValue"]
        for_sale = _data["forSale"]
        name = _data["name"]
        price = _data["price"]
        punch_label = _data["punchLabel"]
        punches = _data["punches"]
        vat_rate = _data["vatRate"]
        if not (
            type(id) is str
            and (description is None or type(description) is str)
            and (expiry_periode is None or type(expiry_periode) is str)
            and (expiry_value is None or type(expiry_value) is int)
            and type(for_sale) is bool
            and type(name) is str
            and type(punch_label) is str
            and type(punches) is int
            and (vat_rate is None or type(vat_rate) is int)
        ):
            raise DeviationError
        return _cls(
            id=id,
            created_at=codecs.strict_date_time(created_at),
            description=description,
            expiry_periode=expiry_periode,
            expiry_value=expiry_value,
            for_sale=for_sale,
            name=name,
            price=None if price is None else codecs.strict_amount(price),
            punch_label=punch_label,
            punches=punches,
            vat_rate=vat_rate,
            additional_properties={} if len(_data) == 11 else _cls._unknown(_data),
        )
