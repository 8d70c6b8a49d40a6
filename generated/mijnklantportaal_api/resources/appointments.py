"""The methods of `portal.appointments` and the operations that they send."""

from __future__ import annotations

import builtins
import datetime
from collections.abc import Mapping

from mijnklantportaal._send import (
    AsyncRawSender,
    AsyncSender,
    RawSender,
    Sender,
    returns_raw_response,
    returns_raw_response_async,
)
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field
from mijnklantportaal._wire.operation import Body, CallOptions, Location, MediaType, Operation, Parameter
from mijnklantportaal.types import UNSET, Unset

from .. import models


class Appointments:
    """Appointments API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        start_at: datetime.datetime | Unset = UNSET,
        days: int | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> builtins.list[models.Appointment]:
        """List the appointments in a time range (not paginated).

        `GET /appointments`

        Args:
            start_at (datetime.datetime, optional): Start of the range, `YYYY-mm-dd HH:ii`; now by default. In the
                portal's time zone; the client converts an aware time.
            days (int, optional): Days to add to `start_at`; 7 by default.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The appointments.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            LIST,
            {"start_at": start_at, "days": days},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def schedule(
        self,
        *,
        name: str,
        starts_at: datetime.datetime,
        ends_at: datetime.datetime,
        customer_id: str | Unset = UNSET,
        attendee_name: str | Unset = UNSET,
        attendee_email: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Schedule an appointment.

        `POST /appointments`

        Args:
            name (str): Name shown in the calendar. Example: `Contract extension`.
            starts_at (datetime.datetime): Start, `Y-m-d H:i`. In the portal's time zone; the client converts an
                aware time. Example: `datetime(2025, 3, 5, 14, 30)`.
            ends_at (datetime.datetime): End, `Y-m-d H:i`. In the portal's time zone; the client converts an aware
                time. Example: `datetime(2025, 3, 5, 16, 0)`.
            customer_id (str, optional): Customer, if one of the portal. Example: `cst_abcde123fgh`.
            attendee_name (str, optional): Name of the other person; needed without `customer_id`. Example: `John
                Doe`.
            attendee_email (str, optional): Email of the other person; needed without `customer_id`. Example:
                `johndoe@example.com`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            SCHEDULE,
            {
                "name": name,
                "customer_id": customer_id,
                "attendee_name": attendee_name,
                "attendee_email": attendee_email,
                "starts_at": starts_at,
                "ends_at": ends_at,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Fetch one appointment.

        `GET /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown appointment ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"appointment_id": appointment_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def cancel(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Cancel an appointment.

        `DELETE /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The canceled appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown appointment ID.
            ConflictError: Status 409. Already canceled.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CANCEL,
            {"appointment_id": appointment_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def change_status(
        self,
        appointment_id: str,
        *,
        status: models.AppointmentStatusChange,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Confirm or cancel a pending appointment.

        `PATCH /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            status (models.AppointmentStatusChange): New status. One of `scheduled`, `canceled`. Example:
                `scheduled`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown appointment ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CHANGE_STATUS,
            {"appointment_id": appointment_id, "status": status},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncAppointments:
    """Appointments API (asynchronous)."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(
        self,
        *,
        start_at: datetime.datetime | Unset = UNSET,
        days: int | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> builtins.list[models.Appointment]:
        """List the appointments in a time range (not paginated).

        `GET /appointments`

        Args:
            start_at (datetime.datetime, optional): Start of the range, `YYYY-mm-dd HH:ii`; now by default. In the
                portal's time zone; the client converts an aware time.
            days (int, optional): Days to add to `start_at`; 7 by default.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The appointments.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            LIST,
            {"start_at": start_at, "days": days},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def schedule(
        self,
        *,
        name: str,
        starts_at: datetime.datetime,
        ends_at: datetime.datetime,
        customer_id: str | Unset = UNSET,
        attendee_name: str | Unset = UNSET,
        attendee_email: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Schedule an appointment.

        `POST /appointments`

        Args:
            name (str): Name shown in the calendar. Example: `Contract extension`.
            starts_at (datetime.datetime): Start, `Y-m-d H:i`. In the portal's time zone; the client converts an
                aware time. Example: `datetime(2025, 3, 5, 14, 30)`.
            ends_at (datetime.datetime): End, `Y-m-d H:i`. In the portal's time zone; the client converts an aware
                time. Example: `datetime(2025, 3, 5, 16, 0)`.
            customer_id (str, optional): Customer, if one of the portal. Example: `cst_abcde123fgh`.
            attendee_name (str, optional): Name of the other person; needed without `customer_id`. Example: `John
                Doe`.
            attendee_email (str, optional): Email of the other person; needed without `customer_id`. Example:
                `johndoe@example.com`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            SCHEDULE,
            {
                "name": name,
                "customer_id": customer_id,
                "attendee_name": attendee_name,
                "attendee_email": attendee_email,
                "starts_at": starts_at,
                "ends_at": ends_at,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Fetch one appointment.

        `GET /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown appointment ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"appointment_id": appointment_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def cancel(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Cancel an appointment.

        `DELETE /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The canceled appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown appointment ID.
            ConflictError: Status 409. Already canceled.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CANCEL,
            {"appointment_id": appointment_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def change_status(
        self,
        appointment_id: str,
        *,
        status: models.AppointmentStatusChange,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Appointment:
        """Confirm or cancel a pending appointment.

        `PATCH /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            status (models.AppointmentStatusChange): New status. One of `scheduled`, `canceled`. Example:
                `scheduled`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed appointment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown appointment ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CHANGE_STATUS,
            {"appointment_id": appointment_id, "status": status},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AppointmentsWithRawResponse:
    """Appointments API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(Appointments.list)
    schedule = returns_raw_response(Appointments.schedule)
    get = returns_raw_response(Appointments.get)
    cancel = returns_raw_response(Appointments.cancel)
    change_status = returns_raw_response(Appointments.change_status)


class AsyncAppointmentsWithRawResponse:
    """Appointments API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_response_async(AsyncAppointments.list)
    schedule = returns_raw_response_async(AsyncAppointments.schedule)
    get = returns_raw_response_async(AsyncAppointments.get)
    cancel = returns_raw_response_async(AsyncAppointments.cancel)
    change_status = returns_raw_response_async(AsyncAppointments.change_status)


LIST: Operation[builtins.list[models.Appointment]] = Operation(
    id="list-appointments",
    method="GET",
    path="/appointments",
    parameters=(
        Parameter("start_at", "start_at", codecs.LOCAL_MINUTE, Location.QUERY),
        Parameter("days", "days", codecs.INTEGER, Location.QUERY),
    ),
    response=codecs.Items(codecs.Object(lambda: models.Appointment)),
)
SCHEDULE: Operation[models.Appointment] = Operation(
    id="schedule-appointment",
    method="POST",
    path="/appointments",
    body=Body(
        MediaType.JSON,
        (
            Field("name", "name", codecs.STRING, True),
            Field("customer_id", "customerId", codecs.STRING, False),
            Field("attendee_name", "attendeeName", codecs.STRING, False),
            Field("attendee_email", "attendeeEmail", codecs.STRING, False),
            Field("starts_at", "startsAt", codecs.LOCAL_MINUTE, True),
            Field("ends_at", "endsAt", codecs.LOCAL_MINUTE, True),
        ),
    ),
    response=codecs.Object(lambda: models.Appointment),
)
GET: Operation[models.Appointment] = Operation(
    id="get-appointment",
    method="GET",
    path="/appointments/{appointmentId}",
    parameters=(Parameter("appointment_id", "appointmentId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.Appointment),
)
CANCEL: Operation[models.Appointment] = Operation(
    id="cancel-appointment",
    method="DELETE",
    path="/appointments/{appointmentId}",
    parameters=(Parameter("appointment_id", "appointmentId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.Appointment),
)
CHANGE_STATUS: Operation[models.Appointment] = Operation(
    id="change-appointment-status",
    method="PATCH",
    path="/appointments/{appointmentId}",
    parameters=(Parameter("appointment_id", "appointmentId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (Field("status", "status", codecs.STRING, True),),
    ),
    response=codecs.Object(lambda: models.Appointment),
)
