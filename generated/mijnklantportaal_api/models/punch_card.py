from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class PunchCard(_model.Model):
    """Punch Card."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("punches", "punches", _codecs.INTEGER, True),
        _model.Field("punch_label", "punchLabel", _codecs.STRING, True),
        _model.Field("for_sale", "forSale", _codecs.BOOLEAN, True),
        _model.Field("price", "price", _codecs.Nullable(_codecs.MONEY), True),
        _model.Field("vat_rate", "vatRate", _codecs.Nullable(_codecs.INTEGER), True),
        _model.Field("expiry_value", "expiryValue", _codecs.Nullable(_codecs.INTEGER), True),
        _model.Field("expiry_periode", "expiryPeriode", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
    )

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
    price: _decimal.Decimal | None
    """Price in EUR with VAT; `null` when not for sale. Example: `229.95`."""
    vat_rate: int | None
    """VAT percentage: `21`, `9` or `0`; `null` when not for sale. Example: `21`."""
    expiry_value: int | None
    """Number of units until expiry. Example: `3`."""
    expiry_periode: str | None
    """Unit of expiry: `days`, `months` or `years`. Example: `years`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2025-11-19T21:00:00+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
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
        created_at = _data["createdAt"]
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
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            name=name,
            description=description,
            punches=punches,
            punch_label=punch_label,
            for_sale=for_sale,
            price=None if price is None else _codecs.exact_amount(price),
            vat_rate=vat_rate,
            expiry_value=expiry_value,
            expiry_periode=expiry_periode,
            created_at=_codecs.exact_moment(created_at),
            additional_properties={} if len(_data) == 11 else _cls._unknown(_data),
        )
