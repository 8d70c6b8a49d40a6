from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import add_ticket_message as _add_ticket_message_operation
from . import close_ticket as _close_ticket_operation
from . import get_ticket as _get_ticket_operation
from . import list_tickets as _list_tickets_operation
from . import upload_ticket_attachment as _upload_ticket_attachment_operation


class Tickets:
    """The Tickets API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.Ticket]:
        """List the tickets made by customers, page by page.

        `GET /tickets`

        Args:
            page (int): Number of the page; the first one when left out.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The first page, or the page asked for; iterating over it walks over all items from there on.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.list(
            _list_tickets_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Fetch one ticket with its messages.

        `GET /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The ticket.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ticket ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_ticket_operation.GET,
            {
                "ticket_id": ticket_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def add_message(
        self,
        ticket_id: str,
        *,
        message: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Reply to a ticket; a closed ticket opens again; not possible for live-chat tickets.

        `POST /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            message (str): Text of the message, may be HTML. Example: `<p>We will look into it!</p>`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The ticket with the new message.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ticket ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _add_ticket_message_operation.ADD_MESSAGE,
            {
                "ticket_id": ticket_id,
                "message": message,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def close(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Close a ticket.

        `PATCH /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The closed ticket.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ticket ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _close_ticket_operation.CLOSE,
            {
                "ticket_id": ticket_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def upload_attachment(
        self,
        ticket_id: str,
        message_id: str,
        *,
        attachment: _types.FileInput,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Attach a file to a message; only within 5 minutes after posting; not for chats.

        `POST /tickets/{ticketId}/message/{messageId}/attachment`

        Args:
            ticket_id (str): ID of the ticket.
            message_id (str): ID of the message.
            attachment (FileInput): The file.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The ticket with the attachment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _upload_ticket_attachment_operation.UPLOAD_ATTACHMENT,
            {
                "ticket_id": ticket_id,
                "message_id": message_id,
                "attachment": attachment,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncTickets:
    """The Tickets API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.Ticket]:
        """List the tickets made by customers, page by page.

        `GET /tickets`

        Args:
            page (int): Number of the page; the first one when left out.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The first page, or the page asked for; iterating over it walks over all items from there on.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.list(
            _list_tickets_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Fetch one ticket with its messages.

        `GET /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The ticket.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ticket ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_ticket_operation.GET,
            {
                "ticket_id": ticket_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def add_message(
        self,
        ticket_id: str,
        *,
        message: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Reply to a ticket; a closed ticket opens again; not possible for live-chat tickets.

        `POST /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            message (str): Text of the message, may be HTML. Example: `<p>We will look into it!</p>`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The ticket with the new message.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ticket ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _add_ticket_message_operation.ADD_MESSAGE,
            {
                "ticket_id": ticket_id,
                "message": message,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def close(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Close a ticket.

        `PATCH /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The closed ticket.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ticket ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _close_ticket_operation.CLOSE,
            {
                "ticket_id": ticket_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def upload_attachment(
        self,
        ticket_id: str,
        message_id: str,
        *,
        attachment: _types.FileInput,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.TicketWithMessages:
        """Attach a file to a message; only within 5 minutes after posting; not for chats.

        `POST /tickets/{ticketId}/message/{messageId}/attachment`

        Args:
            ticket_id (str): ID of the ticket.
            message_id (str): ID of the message.
            attachment (FileInput): The file.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The ticket with the attachment.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _upload_ticket_attachment_operation.UPLOAD_ATTACHMENT,
            {
                "ticket_id": ticket_id,
                "message_id": message_id,
                "attachment": attachment,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class TicketsWithRawResponse:
    """The Tickets API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = Tickets(caller)
        self.list = _ports.raw(resource.list)
        self.get = _ports.raw(resource.get)
        self.add_message = _ports.raw(resource.add_message)
        self.close = _ports.raw(resource.close)
        self.upload_attachment = _ports.raw(resource.upload_attachment)


class AsyncTicketsWithRawResponse:
    """The Tickets API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncTickets(caller)
        self.list = _ports.async_raw(resource.list)
        self.get = _ports.async_raw(resource.get)
        self.add_message = _ports.async_raw(resource.add_message)
        self.close = _ports.async_raw(resource.close)
        self.upload_attachment = _ports.async_raw(resource.upload_attachment)
