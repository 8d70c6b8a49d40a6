from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_file_share as _create_file_share_operation
from . import list_file_shares as _list_file_shares_operation


class FileShares:
    """The File Shares API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.FileShare]:
        """List the file shares, page by page.

        `GET /file-shares`

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
            _list_file_shares_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        content: _abc.Sequence[str],
        customer_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileShare:
        """Share files and directories with a customer or by public link.

        `POST /file-shares`

        Args:
            content (list[str]): IDs of directories and files to share.
            customer_id (str): Customer to share with; left out for a public link. Example: `cst_abc123456789`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file share.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_file_share_operation.CREATE,
            {
                "content": content,
                "customer_id": customer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncFileShares:
    """The File Shares API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.FileShare]:
        """List the file shares, page by page.

        `GET /file-shares`

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
            _list_file_shares_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        content: _abc.Sequence[str],
        customer_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileShare:
        """Share files and directories with a customer or by public link.

        `POST /file-shares`

        Args:
            content (list[str]): IDs of directories and files to share.
            customer_id (str): Customer to share with; left out for a public link. Example: `cst_abc123456789`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file share.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_file_share_operation.CREATE,
            {
                "content": content,
                "customer_id": customer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class FileSharesWithRawResponse:
    """The File Shares API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = FileShares(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)


class AsyncFileSharesWithRawResponse:
    """The File Shares API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncFileShares(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
