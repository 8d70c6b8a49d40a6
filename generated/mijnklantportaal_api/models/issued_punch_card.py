from __future__ import annotations

import datetime
from collections.abc import Mapping
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models


@define(kw_only=True)
class IssuedPunchCard(Model):
    """A bought punch card."""

    id: str
    """Issued card ID, prefix `pcb_`. Example: `pcb_abc12345def678`."""
    punch_card_id: str
    """ID of the punch card. Example: `pcd_abc12345def678`."""
    customer_id: str
    """ID of the owner. Example: `cst_abc12345def678`."""
    punches_left: int
    """Punches left. Example: `17`."""
    status: models.IssuedPunchCardStatus | str
    """Status. One of `active`, `expired`, `fully_used`. Example: `active`."""
    expires_at: datetime.datetime | None
    """When it expires, in ATOM format; `null` when never. Example: `2028-11-19T21:00:00+02:00`."""
    issued_at: datetime.datetime
    """When it was issued or bought, in ATOM format. Example: `2025-11-19T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("punch_card_id", "punchCardId", codecs.STRING, True),
        Field("customer_id", "customerId", codecs.STRING, True),
        Field("punches_left", "punchesLeft", codecs.INTEGER, True),
        Field("status", "status", codecs.STRING, True),
        Field("expires_at", "expiresAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("issued_at", "issuedAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not IssuedPunchCard:
            raise DeviationError
        id = _data["id"]
        punch_card_id = _data["punchCardId"]
        customer_id = _data["customerId"]
        punches_left = _data["punchesLeft"]
        status = _data["status"]
        expires_at = _data["expiresAt"]
        if expires_at is not None:
            expires_at = codecs.parse_time(expires_at)
        issued_at = codecs.parse_time(_data["issuedAt"])
        if not (
            type(id) is str
            and type(punch_card_id) is str
            and type(customer_id) is str
            and type(punches_left) is int
            and type(status) is str
            and (expires_at is None or expires_at.tzinfo is not None)
            and issued_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.punch_card_id = punch_card_id
        _self.customer_id = customer_id
        _self.punches_left = punches_left
        _self.status = intern(status)
        _self.expires_at = expires_at
        _self.issued_at = issued_at
        _self._additional = None if len(_data) == 7 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not IssuedPunchCard or _self._additional:
            raise DeviationError
        id = _self.id
        punch_card_id = _self.punch_card_id
        customer_id = _self.customer_id
        punches_left = _self.punches_left
        status = _self.status
        expires_at = _self.expires_at
        issued_at = _self.issued_at
        if not (
            type(id) is str
            and type(punch_card_id) is str
            and type(customer_id) is str
            and type(punches_left) is int
            and type(status) is str
            and (expires_at is None or (type(expires_at) is datetime.datetime and expires_at.tzinfo is not None))
            and (type(issued_at) is datetime.datetime and issued_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "punchCardId": punch_card_id,
            "customerId": customer_id,
            "punchesLeft": punches_left,
            "status": status,
            "expiresAt": None if expires_at is None else expires_at.isoformat(),
            "issuedAt": issued_at.isoformat(),
        }
