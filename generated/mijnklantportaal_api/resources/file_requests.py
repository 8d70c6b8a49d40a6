"""The methods of `portal.file_requests` and the operations that they send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from mijnklantportaal.types import UNSET, Unset

from .. import models


class FileRequests:
    """File Requests API."""

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
    ) -> Page[models.FileRequest]:
        """List the file requests, page by page.

        `GET /file-requests`

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

    def create(
        self,
        *,
        name: str,
        requested_files: Sequence[models.FileToRequest],
        description: str | Unset = UNSET,
        customer_id: str | Unset = UNSET,
        directory_id: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileRequest:
        """Ask a customer, or anyone by public link, for files.

        `POST /file-requests`

        Args:
            name (str): Name shown in the managing portal. Example: `Contract renewal`.
            requested_files (Sequence[models.FileToRequest]): Files asked for, at most 10.
            description (str, optional): Reason, shown to the uploader. Example: `We need these files to complete
                your contract renewal`.
            customer_id (str, optional): Customer to ask; left out for a public link. Example: `cst_abc123456789`.
            directory_id (str, optional): Directory for the uploads. Example: `fsd_abc123456789`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file request.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {
                "name": name,
                "description": description,
                "customer_id": customer_id,
                "directory_id": directory_id,
                "requested_files": requested_files,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileRequest:
        """Fetch one file request.

        `GET /file-requests/{requestId}`

        Args:
            request_id (str): ID of the file request. Example: `frq_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The file request.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file request.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"request_id": request_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncFileRequests:
    """File Requests API (asynchronous)."""

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
    ) -> AsyncPager[models.FileRequest]:
        """List the file requests, page by page.

        `GET /file-requests`

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

    async def create(
        self,
        *,
        name: str,
        requested_files: Sequence[models.FileToRequest],
        description: str | Unset = UNSET,
        customer_id: str | Unset = UNSET,
        directory_id: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileRequest:
        """Ask a customer, or anyone by public link, for files.

        `POST /file-requests`

        Args:
            name (str): Name shown in the managing portal. Example: `Contract renewal`.
            requested_files (Sequence[models.FileToRequest]): Files asked for, at most 10.
            description (str, optional): Reason, shown to the uploader. Example: `We need these files to complete
                your contract renewal`.
            customer_id (str, optional): Customer to ask; left out for a public link. Example: `cst_abc123456789`.
            directory_id (str, optional): Directory for the uploads. Example: `fsd_abc123456789`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file request.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {
                "name": name,
                "description": description,
                "customer_id": customer_id,
                "directory_id": directory_id,
                "requested_files": requested_files,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileRequest:
        """Fetch one file request.

        `GET /file-requests/{requestId}`

        Args:
            request_id (str): ID of the file request. Example: `frq_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The file request.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file request.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"request_id": request_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class FileRequestsWithRawResponse:
    """File Requests API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(FileRequests.list)
    create = returns_raw_response(FileRequests.create)
    get = returns_raw_response(FileRequests.get)


class AsyncFileRequestsWithRawResponse:
    """File Requests API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncFileRequests.list)
    create = returns_raw_response_async(AsyncFileRequests.create)
    get = returns_raw_response_async(AsyncFileRequests.get)


LIST: Operation[codecs.PageData[models.FileRequest]] = Operation(
    id="list-file-requests",
    method="GET",
    path="/file-requests",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.FileRequest)),
)
CREATE: Operation[models.FileRequest] = Operation(
    id="create-file-request",
    method="POST",
    path="/file-requests",
    body=Body(
        MediaType.JSON,
        (
            Field("name", "name", codecs.STRING, True),
            Field("description", "description", codecs.STRING, False),
            Field("customer_id", "customerId", codecs.STRING, False),
            Field("directory_id", "directoryId", codecs.STRING, False),
            Field("requested_files", "requestedFiles", codecs.Array(codecs.Object(lambda: models.FileToRequest)), True),
        ),
    ),
    response=codecs.Object(lambda: models.FileRequest),
)
GET: Operation[models.FileRequest] = Operation(
    id="get-file-request",
    method="GET",
    path="/file-requests/{requestId}",
    parameters=(Parameter("request_id", "requestId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.FileRequest),
)
