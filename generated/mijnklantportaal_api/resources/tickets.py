"""The methods of `portal.tickets` and the operations that they send."""

from __future__ import annotations

from collections.abc import Mapping

from mijnklantportaal._send import (
    AsyncRawSender,
    AsyncSender,
    RawSender,
    Sender,
    returns_raw_page_async,
    returns_raw_response,
    returns_raw_response_async,
)
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field
from mijnklantportaal._wire.operation import Body, CallOptions, Location, MediaType, Operation, Parameter
from mijnklantportaal.pagination import AsyncPager, Page
from mijnklantportaal.progress import ProgressOption
from mijnklantportaal.types import UNSET, FileInput, Unset

from .. import models


class Tickets:
    """Tickets API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> Page[models.Ticket]:
        """List the tickets made by customers, page by page.

        `GET /tickets`

        Args:
            page (int, optional): Number of the page; the first one when left out. At least 1.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The requested page; by default, the first page. Iterating over it yields the items of all pages from
                there on.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST,
            {"page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    def get(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Fetch one ticket with its messages.

        `GET /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The ticket.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ticket ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"ticket_id": ticket_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def add_message(
        self,
        ticket_id: str,
        *,
        message: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Reply to a ticket; a closed ticket opens again; not possible for live-chat tickets.

        `POST /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            message (str): Text of the message, may be HTML. Example: `<p>We will look into it!</p>`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The ticket with the new message.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ticket ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            ADD_MESSAGE,
            {"ticket_id": ticket_id, "message": message},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def close(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Close a ticket.

        `PATCH /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The closed ticket.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ticket ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CLOSE,
            {"ticket_id": ticket_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def upload_attachment(
        self,
        ticket_id: str,
        message_id: str,
        *,
        attachment: FileInput,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Attach a file to a message; only within 5 minutes after posting; not for chats.

        `POST /tickets/{ticketId}/message/{messageId}/attachment`

        Args:
            ticket_id (str): ID of the ticket.
            message_id (str): ID of the message.
            attachment (FileInput): The file.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The ticket with the attachment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            UPLOAD_ATTACHMENT,
            {"ticket_id": ticket_id, "message_id": message_id, "attachment": attachment},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class AsyncTickets:
    """Tickets API (asynchronous)."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> AsyncPager[models.Ticket]:
        """List the tickets made by customers, page by page.

        `GET /tickets`

        Args:
            page (int, optional): Number of the page; the first one when left out. At least 1.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            A list: `await` it to get the requested page, by default the first one, or use `async for` to get all
                items.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST,
            {"page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    async def get(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Fetch one ticket with its messages.

        `GET /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The ticket.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ticket ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"ticket_id": ticket_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def add_message(
        self,
        ticket_id: str,
        *,
        message: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Reply to a ticket; a closed ticket opens again; not possible for live-chat tickets.

        `POST /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            message (str): Text of the message, may be HTML. Example: `<p>We will look into it!</p>`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The ticket with the new message.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ticket ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            ADD_MESSAGE,
            {"ticket_id": ticket_id, "message": message},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def close(
        self,
        ticket_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Close a ticket.

        `PATCH /tickets/{ticketId}`

        Args:
            ticket_id (str): ID of the ticket.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The closed ticket.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ticket ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CLOSE,
            {"ticket_id": ticket_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def upload_attachment(
        self,
        ticket_id: str,
        message_id: str,
        *,
        attachment: FileInput,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.TicketWithMessages:
        """Attach a file to a message; only within 5 minutes after posting; not for chats.

        `POST /tickets/{ticketId}/message/{messageId}/attachment`

        Args:
            ticket_id (str): ID of the ticket.
            message_id (str): ID of the message.
            attachment (FileInput): The file.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The ticket with the attachment.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            UPLOAD_ATTACHMENT,
            {"ticket_id": ticket_id, "message_id": message_id, "attachment": attachment},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class TicketsWithRawResponse:
    """Tickets API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(Tickets.list)
    get = returns_raw_response(Tickets.get)
    add_message = returns_raw_response(Tickets.add_message)
    close = returns_raw_response(Tickets.close)
    upload_attachment = returns_raw_response(Tickets.upload_attachment)


class AsyncTicketsWithRawResponse:
    """Tickets API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncTickets.list)
    get = returns_raw_response_async(AsyncTickets.get)
    add_message = returns_raw_response_async(AsyncTickets.add_message)
    close = returns_raw_response_async(AsyncTickets.close)
    upload_attachment = returns_raw_response_async(AsyncTickets.upload_attachment)


LIST: Operation[codecs.PageData[models.Ticket]] = Operation(
    id="list-tickets",
    method="GET",
    path="/tickets",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.Ticket)),
)
GET: Operation[models.TicketWithMessages] = Operation(
    id="get-ticket",
    method="GET",
    path="/tickets/{ticketId}",
    parameters=(Parameter("ticket_id", "ticketId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.TicketWithMessages),
)
ADD_MESSAGE: Operation[models.TicketWithMessages] = Operation(
    id="add-ticket-message",
    method="POST",
    path="/tickets/{ticketId}",
    parameters=(Parameter("ticket_id", "ticketId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (Field("message", "message", codecs.STRING, True),),
    ),
    response=codecs.Object(lambda: models.TicketWithMessages),
)
CLOSE: Operation[models.TicketWithMessages] = Operation(
    id="close-ticket",
    method="PATCH",
    path="/tickets/{ticketId}",
    parameters=(Parameter("ticket_id", "ticketId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.TicketWithMessages),
)
UPLOAD_ATTACHMENT: Operation[models.TicketWithMessages] = Operation(
    id="upload-ticket-attachment",
    method="POST",
    path="/tickets/{ticketId}/message/{messageId}/attachment",
    parameters=(
        Parameter("ticket_id", "ticketId", codecs.STRING, Location.PATH),
        Parameter("message_id", "messageId", codecs.STRING, Location.PATH),
    ),
    body=Body(
        MediaType.MULTIPART,
        (Field("attachment", "attachment", codecs.FILE, True),),
    ),
    response=codecs.Object(lambda: models.TicketWithMessages),
)
