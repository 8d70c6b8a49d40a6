from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class IssuedPunchCard(_model.Model):
    """A bought punch card."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("customer_id", "customerId", _codecs.STRING, True),
        _model.Field("expires_at", "expiresAt", _codecs.Nullable(_codecs.DATE_TIME), True),
        _model.Field("issued_at", "issuedAt", _codecs.DATE_TIME, True),
        _model.Field("punch_card_id", "punchCardId", _codecs.STRING, True),
        _model.Field("punches_left", "punchesLeft", _codecs.INTEGER, True),
        _model.Field("status", "status", _codecs.STRING, True),
    )

    id: str
    """Issued card ID, prefix `pcb_`. Example: `pcb_abc12345def678`."""
    customer_id: str
    """ID of the owner. Example: `cst_abc12345def678`."""
    expires_at: _datetime.datetime | None
    """When it expires, in ATOM format; `null` when never. Example: `2028-11-19T21:00:00+02:00`."""
    issued_at: _datetime.datetime
    """When it was issued or bought, in ATOM format. Example: `2025-11-19T21:00:00+02:00`."""
    punch_card_id: str
    """ID of the punch card. Example: `pcd_abc12345def678`."""
    punches_left: int
    """Punches left. Example: `17`."""
    status: str
    """`active`, `expired` or `fully_used`. Example: `active`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        customer_id = _data["customerId"]
        expires_at = _data["expiresAt"]
        issued_at = _data["issuedAt"]
        punch_card_id = _data["punchCardId"]
        punches_left = _data["punchesLeft"]
        status = _data["status"]
        if not (
            type(id) is str
            and type(customer_id) is str
            and type(punch_card_id) is str
            and type(punches_left) is int
            and type(status) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            customer_id=customer_id,
            expires_at=None if expires_at is None else _codecs.exact_moment(expires_at),
            issued_at=_codecs.exact_moment(issued_at),
            punch_card_id=punch_card_id,
            punches_left=punches_left,
            status=status,
            additional_properties={} if len(_data) == 7 else _cls._unknown(_data),
        )
