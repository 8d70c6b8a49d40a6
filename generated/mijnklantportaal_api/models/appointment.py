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
class Appointment(Model):
    """Appointment."""

    id: str
    """Appointment ID, prefix `apt_`. Example: `apt_abc12346def678`."""
    customer_id: str | None
    """Customer involved, if any. Example: `cst_abc12345def678`."""
    attendee_name: str
    """Name of the attendee. Example: `John Doe`."""
    attendee_email: str
    """Email of the attendee. Example: `john.doe@example.com`."""
    starts_at: datetime.datetime
    """Start, in ATOM format. Example: `2025-03-05T16:00:00+02:00`."""
    ends_at: datetime.datetime
    """End, in ATOM format. Example: `2025-03-05T16:30:00+02:00`."""
    status: models.AppointmentStatus | str
    """Status. One of `scheduled`, `canceled`, `pending`. Example: `scheduled`."""
    online_meeting_link: str | None
    """Link to the online meeting, if any. Example: `https://meet.google.com/abc-123`."""
    created_at: datetime.datetime
    """When it was added, in ATOM format. Example: `2025-03-04T17:23:14+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("customer_id", "customerId", codecs.Nullable(codecs.STRING), True),
        Field("attendee_name", "attendeeName", codecs.STRING, True),
        Field("attendee_email", "attendeeEmail", codecs.STRING, True),
        Field("starts_at", "startsAt", codecs.DATE_TIME, True),
        Field("ends_at", "endsAt", codecs.DATE_TIME, True),
        Field("status", "status", codecs.STRING, True),
        Field("online_meeting_link", "onlineMeetingLink", codecs.Nullable(codecs.STRING), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not Appointment:
            raise DeviationError
        id = _data["id"]
        customer_id = _data["customerId"]
        attendee_name = _data["attendeeName"]
        attendee_email = _data["attendeeEmail"]
        starts_at = codecs.parse_time(_data["startsAt"])
        ends_at = codecs.parse_time(_data["endsAt"])
        status = _data["status"]
        online_meeting_link = _data["onlineMeetingLink"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and (customer_id is None or type(customer_id) is str)
            and type(attendee_name) is str
            and type(attendee_email) is str
            and starts_at.tzinfo is not None
            and ends_at.tzinfo is not None
            and type(status) is str
            and (online_meeting_link is None or type(online_meeting_link) is str)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.customer_id = customer_id
        _self.attendee_name = attendee_name
        _self.attendee_email = attendee_email
        _self.starts_at = starts_at
        _self.ends_at = ends_at
        _self.status = intern(status)
        _self.online_meeting_link = online_meeting_link
        _self.created_at = created_at
        _self._additional = None if len(_data) == 9 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not Appointment or _self._additional:
            raise DeviationError
        id = _self.id
        customer_id = _self.customer_id
        attendee_name = _self.attendee_name
        attendee_email = _self.attendee_email
        starts_at = _self.starts_at
        ends_at = _self.ends_at
        status = _self.status
        online_meeting_link = _self.online_meeting_link
        created_at = _self.created_at
        if not (
            type(id) is str
            and (customer_id is None or type(customer_id) is str)
            and type(attendee_name) is str
            and type(attendee_email) is str
            and (type(starts_at) is datetime.datetime and starts_at.tzinfo is not None)
            and (type(ends_at) is datetime.datetime and ends_at.tzinfo is not None)
            and type(status) is str
            and (online_meeting_link is None or type(online_meeting_link) is str)
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "customerId": customer_id,
            "attendeeName": attendee_name,
            "attendeeEmail": attendee_email,
            "startsAt": starts_at.isoformat(),
            "endsAt": ends_at.isoformat(),
            "status": status,
            "onlineMeetingLink": online_meeting_link,
            "createdAt": created_at.isoformat(),
        }
