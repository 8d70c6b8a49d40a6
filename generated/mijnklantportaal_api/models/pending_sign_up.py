from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class PendingSignUp(Model):
    """Sign-up that waits for its first payment."""

    id: str
    """UUID of the temporary record. Example: `6aec2555-f3e7-4afe-a061-8bfe9687b470`."""
    payment_link: str
    """URL to send the user to for paying the first term. Example: `https://mollie.com/checkout/abc123`."""
    expires_at: datetime.datetime
    """When link and record expire, in ATOM format. Example: `2025-03-05T16:30:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("payment_link", "paymentLink", codecs.STRING, True),
        Field("expires_at", "expiresAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not PendingSignUp:
            raise DeviationError
        id = _data["id"]
        payment_link = _data["paymentLink"]
        expires_at = codecs.parse_time(_data["expiresAt"])
        if not (type(id) is str and type(payment_link) is str and expires_at.tzinfo is not None):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.payment_link = payment_link
        _self.expires_at = expires_at
        _self._additional = None if len(_data) == 3 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not PendingSignUp or _self._additional:
            raise DeviationError
        id = _self.id
        payment_link = _self.payment_link
        expires_at = _self.expires_at
        if not (
            type(id) is str
            and type(payment_link) is str
            and (type(expires_at) is datetime.datetime and expires_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "paymentLink": payment_link,
            "expiresAt": expires_at.isoformat(),
        }
