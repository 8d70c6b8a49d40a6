"""The methods of `portal.files` and the operations that they send."""

from __future__ import annotations

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
from mijnklantportaal.downloads import DownloadedFile, DownloadOptions, DownloadTarget
from mijnklantportaal.progress import ProgressOption
from mijnklantportaal.types import UNSET, FileInput, Unset

from .. import models


class Files:
    """Files API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create_directory(
        self,
        *,
        name: str,
        directory: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            name (str): Name of the directory.
            directory (str, optional): ID of the directory to put it in. Example: `fsd_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE_DIRECTORY,
            {"directory": directory, "name": name},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def upload(
        self,
        *,
        file: FileInput,
        directory: str | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            file (FileInput): The file.
            directory (str, optional): ID of the directory to put it in. Example: `fsd_abc12345678`.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            UPLOAD,
            {"directory": directory, "file": file},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    def get(
        self,
        file_or_dir_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileOrDirectory:
        """Fetch one file or directory.

        `GET /files/{fileOrDirId}`

        Args:
            file_or_dir_id (str): ID of the file or directory. Example: `fsf_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The file or directory.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file or directory.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"file_or_dir_id": file_or_dir_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get_download_link(
        self,
        file_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.DownloadLink:
        """Get a download URL for a file; it works for 5 minutes; files only.

        `GET /files/{fileId}/download`

        Args:
            file_id (str): ID of the file. Example: `fsf_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET_DOWNLOAD_LINK,
            {"file_id": file_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def download(
        self,
        file_id: str,
        *,
        to: DownloadTarget,
        overwrite: bool = False,
        max_size: int | None = None,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> DownloadedFile:
        """Download the file that `get_download_link` returns a link to.

        `GET /files/{fileId}/download`

        Args:
            file_id (str): ID of the file. Example: `fsf_abc12345678`.
            to (DownloadTarget): The path of the file, an existing folder, or a binary file object. In a folder, the
                file gets the name that the server sends.
            overwrite (bool): Whether an existing file is replaced.
            max_size (int | None): The largest size of the file in bytes; by default 2 GiB.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt to get the link, and for the longest time without data
                of the file, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The path and the size of the file, and the name and the media type that the server sent.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
            DownloadError: The file could not be downloaded from its link.
            FileExistsError: The file exists, and `overwrite` is `False`.
            OSError: The file cannot be written.
        """
        return self._sender.download(
            GET_DOWNLOAD_LINK,
            {"file_id": file_id},
            DownloadOptions("link", to, overwrite, max_size),
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class AsyncFiles:
    """Files API (asynchronous)."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create_directory(
        self,
        *,
        name: str,
        directory: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            name (str): Name of the directory.
            directory (str, optional): ID of the directory to put it in. Example: `fsd_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE_DIRECTORY,
            {"directory": directory, "name": name},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def upload(
        self,
        *,
        file: FileInput,
        directory: str | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileOrDirectory:
        """Upload a file (`multipart/form-data`) or create a directory (`application/json`); one of the two per call.

        `POST /files`

        Args:
            file (FileInput): The file.
            directory (str, optional): ID of the directory to put it in. Example: `fsd_abc12345678`.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created file or directory.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            UPLOAD,
            {"directory": directory, "file": file},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    async def get(
        self,
        file_or_dir_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.FileOrDirectory:
        """Fetch one file or directory.

        `GET /files/{fileOrDirId}`

        Args:
            file_or_dir_id (str): ID of the file or directory. Example: `fsf_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The file or directory.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file or directory.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"file_or_dir_id": file_or_dir_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get_download_link(
        self,
        file_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.DownloadLink:
        """Get a download URL for a file; it works for 5 minutes; files only.

        `GET /files/{fileId}/download`

        Args:
            file_id (str): ID of the file. Example: `fsf_abc12345678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET_DOWNLOAD_LINK,
            {"file_id": file_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def download(
        self,
        file_id: str,
        *,
        to: DownloadTarget,
        overwrite: bool = False,
        max_size: int | None = None,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> DownloadedFile:
        """Download the file that `get_download_link` returns a link to.

        `GET /files/{fileId}/download`

        Args:
            file_id (str): ID of the file. Example: `fsf_abc12345678`.
            to (DownloadTarget): The path of the file, an existing folder, or a binary file object. In a folder, the
                file gets the name that the server sends.
            overwrite (bool): Whether an existing file is replaced.
            max_size (int | None): The largest size of the file in bytes; by default 2 GiB.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt to get the link, and for the longest time without data
                of the file, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The path and the size of the file, and the name and the media type that the server sent.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown file ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
            DownloadError: The file could not be downloaded from its link.
            FileExistsError: The file exists, and `overwrite` is `False`.
            OSError: The file cannot be written.
        """
        return await self._sender.download(
            GET_DOWNLOAD_LINK,
            {"file_id": file_id},
            DownloadOptions("link", to, overwrite, max_size),
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class FilesWithRawResponse:
    """Files API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    create_directory = returns_raw_response(Files.create_directory)
    upload = returns_raw_response(Files.upload)
    get = returns_raw_response(Files.get)
    get_download_link = returns_raw_response(Files.get_download_link)


class AsyncFilesWithRawResponse:
    """Files API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    create_directory = returns_raw_response_async(AsyncFiles.create_directory)
    upload = returns_raw_response_async(AsyncFiles.upload)
    get = returns_raw_response_async(AsyncFiles.get)
    get_download_link = returns_raw_response_async(AsyncFiles.get_download_link)


CREATE_DIRECTORY: Operation[models.FileOrDirectory] = Operation(
    id="post-files",
    method="POST",
    path="/files",
    parameters=(Parameter("directory", "directory", codecs.STRING, Location.QUERY),),
    body=Body(
        MediaType.JSON,
        (Field("name", "name", codecs.STRING, True),),
    ),
    response=codecs.Object(lambda: models.FileOrDirectory),
)
UPLOAD: Operation[models.FileOrDirectory] = Operation(
    id="post-files",
    method="POST",
    path="/files",
    parameters=(Parameter("directory", "directory", codecs.STRING, Location.QUERY),),
    body=Body(
        MediaType.MULTIPART,
        (Field("file", "file", codecs.FILE, True),),
    ),
    response=codecs.Object(lambda: models.FileOrDirectory),
)
GET: Operation[models.FileOrDirectory] = Operation(
    id="get-file",
    method="GET",
    path="/files/{fileOrDirId}",
    parameters=(Parameter("file_or_dir_id", "fileOrDirId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.FileOrDirectory),
)
GET_DOWNLOAD_LINK: Operation[models.DownloadLink] = Operation(
    id="download-file",
    method="GET",
    path="/files/{fileId}/download",
    parameters=(Parameter("file_id", "fileId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.DownloadLink),
)
