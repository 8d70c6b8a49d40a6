from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import download_file as _download_file_operation
from . import get_file as _get_file_operation
from . import post_files as _post_files_operation


class Files:
    """The Files API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def create_directory(
        self,
        *,
        name: str,
        directory: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            directory (str): ID of the directory to put it in. Example: `fsd_abc12345678`.
            name (str): Name of the directory.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _post_files_operation.CREATE_DIRECTORY,
            {
                "directory": directory,
                "name": name,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def upload(
        self,
        *,
        file: _types.FileInput,
        directory: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            directory (str): ID of the directory to put it in. Example: `fsd_abc12345678`.
            file (FileInput): The file.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _post_files_operation.UPLOAD,
            {
                "directory": directory,
                "file": file,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def download(
        self,
        file_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.DownloadLink:
        """Get a download URL for a file; it works for 5 minutes; files only.

        `GET /files/{fileId}/download`

        Args:
            file_id (str): ID of the file. Example: `fsf_abc12345678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown file ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _download_file_operation.DOWNLOAD,
            {
                "file_id": file_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        file_or_dir_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileOrDirectory:
        """Fetch one file or directory.

        `GET /files/{fileOrDirId}`

        Args:
            file_or_dir_id (str): ID of the file or directory. Example: `fsf_abc12345678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The file or directory.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown file or directory.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_file_operation.GET,
            {
                "file_or_dir_id": file_or_dir_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncFiles:
    """The Files API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    async def create_directory(
        self,
        *,
        name: str,
        directory: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            directory (str): ID of the directory to put it in. Example: `fsd_abc12345678`.
            name (str): Name of the directory.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _post_files_operation.CREATE_DIRECTORY,
            {
                "directory": directory,
                "name": name,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def upload(
        self,
        *,
        file: _types.FileInput,
        directory: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            directory (str): ID of the directory to put it in. Example: `fsd_abc12345678`.
            file (FileInput): The file.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _post_files_operation.UPLOAD,
            {
                "directory": directory,
                "file": file,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def download(
        self,
        file_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.DownloadLink:
        """Get a download URL for a file; it works for 5 minutes; files only.

        `GET /files/{fileId}/download`

        Args:
            file_id (str): ID of the file. Example: `fsf_abc12345678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown file ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _download_file_operation.DOWNLOAD,
            {
                "file_id": file_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        file_or_dir_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.FileOrDirectory:
        """Fetch one file or directory.

        `GET /files/{fileOrDirId}`

        Args:
            file_or_dir_id (str): ID of the file or directory. Example: `fsf_abc12345678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The file or directory.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown file or directory.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_file_operation.GET,
            {
                "file_or_dir_id": file_or_dir_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class FilesWithRawResponse:
    """The Files API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = Files(caller)
        self.create_directory = _ports.raw(resource.create_directory)
        self.upload = _ports.raw(resource.upload)
        self.download = _ports.raw(resource.download)
        self.get = _ports.raw(resource.get)


class AsyncFilesWithRawResponse:
    """The Files API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncFiles(caller)
        self.create_directory = _ports.async_raw(resource.create_directory)
        self.upload = _ports.async_raw(resource.upload)
        self.download = _ports.async_raw(resource.download)
        self.get = _ports.async_raw(resource.get)
