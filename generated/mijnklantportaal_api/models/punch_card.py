from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class PunchCard(_model.Model):
    """Punch Card."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("description", "description", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("expiry_periode", "expiryPeriode", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("expiry_value", "expiryValue", _codecs.Nullable(_codecs.INTEGER), True),
        _model.Field("for_sale", "forSale", _codecs.BOOLEAN, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("price", "price", _codecs.Nullable(_codecs.MONEY), True),
        _model.Field("punch_label", "punchLabel", _codecs.STRING, True),
        _model.Field("punches", "punches", _codecs.INTEGER, True),
        _model.Field("vat_rate", "vatRate", _codecs.Nullable(_codecs.INTEGER), True),
    )

    id: str
    """Card ID, prefix `pcd_`. Example: `pcd_abc12345def678`."""
    created_at: _datetime.datetime
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
    price: _decimal.Decimal | None
    """Price in EUR with VAT; `null` when not for sale. Example: `229.95`."""
    punch_label: str
    """What a punch stands for. Example: `lessons`."""
    punches: int
    """Punches on the card. Example: `20`."""
    vat_rate: int | None
    """VAT percentage: `21`, `9` or `0`; `null` when not for sale. Example: `21`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
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
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            created_at=_codecs.exact_moment(created_at),
            description=description,
            expiry_periode=expiry_periode,
            expiry_value=expiry_value,
            for_sale=for_sale,
            name=name,
            price=None if price is None else _codecs.exact_amount(price),
            punch_label=punch_label,
            punches=punches,
            vat_rate=vat_rate,
            additional_properties={} if len(_data) == 11 else _cls._unknown(_data),
        )
