"""The methods of `portal.file_shares` and the operations that they send."""

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


class FileShares:
    """File Shares API."""

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
    ) -> Page[models.FileShare]:
        """List the file shares, page by page.

        `GET /file-shares`

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
        content: Sequence[str],
        customer_id: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileShare:
        """Share files and directories with a customer or by public link.

        `POST /file-shares`

        Args:
            content (Sequence[str]): IDs of directories and files to share.
            customer_id (str, optional): Customer to share with; left out for a public link. Example:
                `cst_abc123456789`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file share.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {"content": content, "customer_id": customer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncFileShares:
    """File Shares API (asynchronous)."""

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
    ) -> AsyncPager[models.FileShare]:
        """List the file shares, page by page.

        `GET /file-shares`

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
        content: Sequence[str],
        customer_id: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileShare:
        """Share files and directories with a customer or by public link.

        `POST /file-shares`

        Args:
            content (Sequence[str]): IDs of directories and files to share.
            customer_id (str, optional): Customer to share with; left out for a public link. Example:
                `cst_abc123456789`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file share.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {"content": content, "customer_id": customer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class FileSharesWithRawResponse:
    """File Shares API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(FileShares.list)
    create = returns_raw_response(FileShares.create)


class AsyncFileSharesWithRawResponse:
    """File Shares API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncFileShares.list)
    create = returns_raw_response_async(AsyncFileShares.create)


LIST: Operation[codecs.PageData[models.FileShare]] = Operation(
    id="list-file-shares",
    method="GET",
    path="/file-shares",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.FileShare)),
)
CREATE: Operation[models.FileShare] = Operation(
    id="create-file-share",
    method="POST",
    path="/file-shares",
    body=Body(
        MediaType.JSON,
        (
            Field("content", "content", codecs.Array(codecs.STRING), True),
            Field("customer_id", "customerId", codecs.STRING, False),
        ),
    ),
    response=codecs.Object(lambda: models.FileShare),
)
