from __future__ import annotations

import builtins as _builtins
import datetime as _datetime
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class IssuedPunchCard(_model.Model):
    """A bought punch card."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("punch_card_id", "punchCardId", _codecs.STRING, True),
        _model.Field("customer_id", "customerId", _codecs.STRING, True),
        _model.Field("punches_left", "punchesLeft", _codecs.INTEGER, True),
        _model.Field("status", "status", _codecs.STRING, True),
        _model.Field("expires_at", "expiresAt", _codecs.Nullable(_codecs.DATE_TIME), True),
        _model.Field("issued_at", "issuedAt", _codecs.DATE_TIME, True),
    )

    id: str
    """Issued card ID, prefix `pcb_`. Example: `pcb_abc12345def678`."""
    punch_card_id: str
    """ID of the punch card. Example: `pcd_abc12345def678`."""
    customer_id: str
    """ID of the owner. Example: `cst_abc12345def678`."""
    punches_left: int
    """Punches left. Example: `17`."""
    status: str
    """`active`, `expired` or `fully_used`. Example: `active`."""
    expires_at: _datetime.datetime | None
    """When it expires, in ATOM format; `null` when never. Example: `2028-11-19T21:00:00+02:00`."""
    issued_at: _datetime.datetime
    """When it was issued or bought, in ATOM format. Example: `2025-11-19T21:00:00+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
