from __future__ import annotations

import builtins as _builtins
import datetime as _datetime
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class PendingSignUp(_model.Model):
    """Sign-up that waits for its first payment."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("payment_link", "paymentLink", _codecs.STRING, True),
        _model.Field("expires_at", "expiresAt", _codecs.DATE_TIME, True),
    )

    id: str
    """UUID of the temporary record. Example: `6aec2555-f3e7-4afe-a061-8bfe9687b470`."""
    payment_link: str
    """URL to send the user to for paying the first term. Example: `https://mollie.com/checkout/abc123`."""
    expires_at: _datetime.datetime
    """When link and record expire, in ATOM format. Example: `2025-03-05T16:30:00+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
