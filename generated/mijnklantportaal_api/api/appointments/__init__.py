from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import cancel_appointment as _cancel_appointment_operation
from . import change_appointment_status as _change_appointment_status_operation
from . import get_appointment as _get_appointment_operation
from . import list_appointments as _list_appointments_operation
from . import schedule_appointment as _schedule_appointment_operation


class Appointments:
    """The Appointments API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        days: int | _types.Unset = _types.UNSET,
        start_at: _datetime.datetime | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _builtins.list[_models.Appointment]:
        """List the appointments in a time range (not paginated).

        `GET /appointments`

        Args:
            days (int): Days to add to `start_at`; 7 by default.
            start_at (datetime): Start of the range, `YYYY-mm-dd HH:ii`; now by default. In the portal's zone, to
                which one with a zone is converted.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The appointments.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _list_appointments_operation.LIST,
            {
                "days": days,
                "start_at": start_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def schedule(
        self,
        *,
        ends_at: _datetime.datetime,
        name: str,
        starts_at: _datetime.datetime,
        attendee_email: str | _types.Unset = _types.UNSET,
        attendee_name: str | _types.Unset = _types.UNSET,
        customer_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Schedule an appointment.

        `POST /appointments`

        Args:
            attendee_email (str): Email of the other person; needed without `customer_id`. Example:
                `johndoe@example.com`.
            attendee_name (str): Name of the other person; needed without `customer_id`. Example: `John Doe`.
            customer_id (str): Customer, if one of the portal. Example: `cst_abcde123fgh`.
            ends_at (datetime): End, `Y-m-d H:i`. In the portal's zone, to which one with a zone is converted.
                Example: `datetime(2025, 3, 5, 16, 0)`.
            name (str): Name shown in the calendar. Example: `Contract extension`.
            starts_at (datetime): Start, `Y-m-d H:i`. In the portal's zone, to which one with a zone is converted.
                Example: `datetime(2025, 3, 5, 14, 30)`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _schedule_appointment_operation.SCHEDULE,
            {
                "attendee_email": attendee_email,
                "attendee_name": attendee_name,
                "customer_id": customer_id,
                "ends_at": ends_at,
                "name": name,
                "starts_at": starts_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Fetch one appointment.

        `GET /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown appointment ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_appointment_operation.GET,
            {
                "appointment_id": appointment_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def cancel(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Cancel an appointment.

        `DELETE /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The canceled appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown appointment ID.
            ConflictError: 409, Already canceled.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _cancel_appointment_operation.CANCEL,
            {
                "appointment_id": appointment_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def change_status(
        self,
        appointment_id: str,
        *,
        status: _models.AppointmentStatusChange,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Confirm or cancel a pending appointment.

        `PATCH /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            status (AppointmentStatusChange): New status. One of `scheduled`, `canceled`. Example: `scheduled`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown appointment ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _change_appointment_status_operation.CHANGE_STATUS,
            {
                "appointment_id": appointment_id,
                "status": status,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncAppointments:
    """The Appointments API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    async def list(
        self,
        *,
        days: int | _types.Unset = _types.UNSET,
        start_at: _datetime.datetime | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _builtins.list[_models.Appointment]:
        """List the appointments in a time range (not paginated).

        `GET /appointments`

        Args:
            days (int): Days to add to `start_at`; 7 by default.
            start_at (datetime): Start of the range, `YYYY-mm-dd HH:ii`; now by default. In the portal's zone, to
                which one with a zone is converted.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The appointments.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _list_appointments_operation.LIST,
            {
                "days": days,
                "start_at": start_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def schedule(
        self,
        *,
        ends_at: _datetime.datetime,
        name: str,
        starts_at: _datetime.datetime,
        attendee_email: str | _types.Unset = _types.UNSET,
        attendee_name: str | _types.Unset = _types.UNSET,
        customer_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Schedule an appointment.

        `POST /appointments`

        Args:
            attendee_email (str): Email of the other person; needed without `customer_id`. Example:
                `johndoe@example.com`.
            attendee_name (str): Name of the other person; needed without `customer_id`. Example: `John Doe`.
            customer_id (str): Customer, if one of the portal. Example: `cst_abcde123fgh`.
            ends_at (datetime): End, `Y-m-d H:i`. In the portal's zone, to which one with a zone is converted.
                Example: `datetime(2025, 3, 5, 16, 0)`.
            name (str): Name shown in the calendar. Example: `Contract extension`.
            starts_at (datetime): Start, `Y-m-d H:i`. In the portal's zone, to which one with a zone is converted.
                Example: `datetime(2025, 3, 5, 14, 30)`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _schedule_appointment_operation.SCHEDULE,
            {
                "attendee_email": attendee_email,
                "attendee_name": attendee_name,
                "customer_id": customer_id,
                "ends_at": ends_at,
                "name": name,
                "starts_at": starts_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Fetch one appointment.

        `GET /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown appointment ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_appointment_operation.GET,
            {
                "appointment_id": appointment_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def cancel(
        self,
        appointment_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Cancel an appointment.

        `DELETE /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The canceled appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown appointment ID.
            ConflictError: 409, Already canceled.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _cancel_appointment_operation.CANCEL,
            {
                "appointment_id": appointment_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def change_status(
        self,
        appointment_id: str,
        *,
        status: _models.AppointmentStatusChange,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Appointment:
        """Confirm or cancel a pending appointment.

        `PATCH /appointments/{appointmentId}`

        Args:
            appointment_id (str): ID of the appointment.
            status (AppointmentStatusChange): New status. One of `scheduled`, `canceled`. Example: `scheduled`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed appointment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown appointment ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _change_appointment_status_operation.CHANGE_STATUS,
            {
                "appointment_id": appointment_id,
                "status": status,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AppointmentsWithRawResponse:
    """The Appointments API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = Appointments(caller)
        self.list = _ports.raw(resource.list)
        self.schedule = _ports.raw(resource.schedule)
        self.get = _ports.raw(resource.get)
        self.cancel = _ports.raw(resource.cancel)
        self.change_status = _ports.raw(resource.change_status)


class AsyncAppointmentsWithRawResponse:
    """The Appointments API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncAppointments(caller)
        self.list = _ports.async_raw(resource.list)
        self.schedule = _ports.async_raw(resource.schedule)
        self.get = _ports.async_raw(resource.get)
        self.cancel = _ports.async_raw(resource.cancel)
        self.change_status = _ports.async_raw(resource.change_status)
