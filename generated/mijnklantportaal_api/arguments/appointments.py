"""The keyword arguments of the methods of `portal.appointments` with a body, as `TypedDict` classes."""

import datetime
from typing import NotRequired, TypedDict

from .. import models


class ScheduleAppointmentArguments(TypedDict):
    """The keyword arguments of `portal.appointments.schedule`."""

    name: str
    """Name shown in the calendar. Example: `Contract extension`."""
    starts_at: datetime.datetime
    """Start, `Y-m-d H:i`. In the portal's time zone; the client converts an aware time. Example: `datetime(2025, 3, 5,
    14, 30)`.
    """
    ends_at: datetime.datetime
    """End, `Y-m-d H:i`. In the portal's time zone; the client converts an aware time. Example: `datetime(2025, 3, 5,
    16, 0)`.
    """
    customer_id: NotRequired[str]
    """Customer, if one of the portal. Example: `cst_abcde123fgh`."""
    attendee_name: NotRequired[str]
    """Name of the other person; needed without `customer_id`. Example: `John Doe`."""
    attendee_email: NotRequired[str]
    """Email of the other person; needed without `customer_id`. Example: `johndoe@example.com`."""


class ChangeAppointmentStatusArguments(TypedDict):
    """The keyword arguments of `portal.appointments.change_status`."""

    status: models.AppointmentStatusChange
    """New status. One of `scheduled`, `canceled`. Example: `scheduled`."""
