from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class PendingSignUp(_model.Model):
    """Sign-up that waits for its first payment."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("expires_at", "expiresAt", _codecs.DATE_TIME, True),
        _model.Field("payment_link", "paymentLink", _codecs.STRING, True),
    )

    id: str
    """UUID of the temporary record. Example: `6aec2555-f3e7-4afe-a061-8bfe9687b470`."""
    expires_at: _datetime.datetime
    """When link and record expire, in ATOM format. Example: `2025-03-05T16:30:00+02:00`."""
    payment_link: str
    """URL to send the user to for paying the first term. Example: `https://mollie.com/checkout/abc123`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        expires_at = _data["expiresAt"]
        payment_link = _data["paymentLink"]
        if not (type(id) is str and type(payment_link) is str):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            expires_at=_codecs.exact_moment(expires_at),
            payment_link=payment_link,
            additional_properties={} if len(_data) == 3 else _cls._unknown(_data),
        )
