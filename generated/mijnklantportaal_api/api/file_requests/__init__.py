from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_file_request as _create_file_request_operation
from . import get_file_request as _get_file_request_operation
from . import list_file_requests as _list_file_requests_operation


class FileRequests:
    """The File Requests API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.FileRequest]:
        """List the file requests, page by page.

        `GET /file-requests`

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
            _list_file_requests_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        name: str,
        requested_files: _abc.Sequence[_models.FileToRequest],
        customer_id: str | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        directory_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileRequest:
        """Ask a customer, or anyone by public link, for files.

        `POST /file-requests`

        Args:
            customer_id (str): Customer to ask; left out for a public link. Example: `cst_abc123456789`.
            description (str): Reason, shown to the uploader. Example: `We need these files to complete your
                contract renewal`.
            directory_id (str): Directory for the uploads. Example: `fsd_abc123456789`.
            name (str): Name shown in the managing portal. Example: `Contract renewal`.
            requested_files (list[FileToRequest]): Files asked for, at most 10.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file request.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_file_request_operation.CREATE,
            {
                "customer_id": customer_id,
                "description": description,
                "directory_id": directory_id,
                "name": name,
                "requested_files": requested_files,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileRequest:
        """Fetch one file request.

        `GET /file-requests/{requestId}`

        Args:
            request_id (str): ID of the file request. Example: `frq_abc12345678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The file request.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown file request.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_file_request_operation.GET,
            {
                "request_id": request_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncFileRequests:
    """The File Requests API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.FileRequest]:
        """List the file requests, page by page.

        `GET /file-requests`

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
            _list_file_requests_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        name: str,
        requested_files: _abc.Sequence[_models.FileToRequest],
        customer_id: str | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        directory_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileRequest:
        """Ask a customer, or anyone by public link, for files.

        `POST /file-requests`

        Args:
            customer_id (str): Customer to ask; left out for a public link. Example: `cst_abc123456789`.
            description (str): Reason, shown to the uploader. Example: `We need these files to complete your
                contract renewal`.
            directory_id (str): Directory for the uploads. Example: `fsd_abc123456789`.
            name (str): Name shown in the managing portal. Example: `Contract renewal`.
            requested_files (list[FileToRequest]): Files asked for, at most 10.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file request.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_file_request_operation.CREATE,
            {
                "customer_id": customer_id,
                "description": description,
                "directory_id": directory_id,
                "name": name,
                "requested_files": requested_files,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        request_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileRequest:
        """Fetch one file request.

        `GET /file-requests/{requestId}`

        Args:
            request_id (str): ID of the file request. Example: `frq_abc12345678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The file request.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown file request.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_file_request_operation.GET,
            {
                "request_id": request_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class FileRequestsWithRawResponse:
    """The File Requests API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = FileRequests(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)


class AsyncFileRequestsWithRawResponse:
    """The File Requests API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncFileRequests(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
