from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class Appointment(_model.Model):
    """Appointment."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("attendee_email", "attendeeEmail", _codecs.STRING, True),
        _model.Field("attendee_name", "attendeeName", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("customer_id", "customerId", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("ends_at", "endsAt", _codecs.DATE_TIME, True),
        _model.Field("online_meeting_link", "onlineMeetingLink", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("starts_at", "startsAt", _codecs.DATE_TIME, True),
        _model.Field("status", "status", _codecs.STRING, True),
    )

    id: str
    """Appointment ID, prefix `apt_`. Example: `apt_abc12346def678`."""
    attendee_email: str
    """Email of the attendee. Example: `john.doe@example.com`."""
    attendee_name: str
    """Name of the attendee. Example: `John Doe`."""
    created_at: _datetime.datetime
    """When it was added, in ATOM format. Example: `2025-03-04T17:23:14+02:00`."""
    customer_id: str | None
    """Customer involved, if any. Example: `cst_abc12345def678`."""
    ends_at: _datetime.datetime
    """End, in ATOM format. Example: `2025-03-05T16:30:00+02:00`."""
    online_meeting_link: str | None
    """Link to the online meeting, if any. Example: `https://meet.google.com/abc-123`."""
    starts_at: _datetime.datetime
    """Start, in ATOM format. Example: `2025-03-05T16:00:00+02:00`."""
    status: str
    """`scheduled`, `canceled` or `pending`. Example: `scheduled`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        attendee_email = _data["attendeeEmail"]
        attendee_name = _data["attendeeName"]
        created_at = _data["createdAt"]
        customer_id = _data["customerId"]
        ends_at = _data["endsAt"]
        online_meeting_link = _data["onlineMeetingLink"]
        starts_at = _data["startsAt"]
        status = _data["status"]
        if not (
            type(id) is str
            and type(attendee_email) is str
            and type(attendee_name) is str
            and (customer_id is None or type(customer_id) is str)
            and (online_meeting_link is None or type(online_meeting_link) is str)
            and type(status) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            attendee_email=attendee_email,
            attendee_name=attendee_name,
            created_at=_codecs.exact_moment(created_at),
            customer_id=customer_id,
            ends_at=_codecs.exact_moment(ends_at),
            online_meeting_link=online_meeting_link,
            starts_at=_codecs.exact_moment(starts_at),
            status=status,
            additional_properties={} if len(_data) == 9 else _cls._unknown(_data),
        )
