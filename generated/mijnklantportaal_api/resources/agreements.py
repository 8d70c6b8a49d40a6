"""The methods of `portal.agreements` and the operations that they send."""

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
from mijnklantportaal.downloads import DownloadedFile, DownloadOptions, DownloadTarget
from mijnklantportaal.pagination import AsyncPager, Page
from mijnklantportaal.progress import ProgressOption
from mijnklantportaal.types import UNSET, FileInput, Unset

from .. import models


class Agreements:
    """Agreements API."""

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
    ) -> Page[models.Agreement]:
        """List all agreements, page by page.

        `GET /agreements`

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
        signer_name: str,
        signer_signature_data: str,
        signers: Sequence[models.AgreementSignerInvitation],
        documents: Sequence[FileInput],
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.AgreementWithDetails:
        """Create an agreement; only `multipart/form-data` is accepted.

        `POST /agreements`

        Args:
            name (str): Name of the agreement. Example: `Service contract`.
            signer_name (str): Who signs for the portal company. Example: `John Doe`.
            signer_signature_data (str): Signature image as Base64 data string. Example:
                `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`.
            signers (Sequence[models.AgreementSignerInvitation]): Signers needed, at most 5.
            documents (Sequence[FileInput]): Documents, at most 5 and 5MB together.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created agreement.

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
                "signer_name": signer_name,
                "signer_signature_data": signer_signature_data,
                "signers": signers,
                "documents": documents,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    def get(
        self,
        agreement_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.AgreementWithDetails:
        """Fetch one agreement.

        `GET /agreements/{agreementId}`

        Args:
            agreement_id (str): ID of the agreement.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The agreement.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown agreement ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"agreement_id": agreement_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get_document_download_link(
        self,
        agreement_id: str,
        document_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.DownloadLink:
        """Get a download URL for a document; it works for 5 minutes.

        `GET /agreements/{agreementId}/documents/{documentId}/download`

        Args:
            agreement_id (str): ID of the agreement.
            document_id (str): ID of the document.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown record.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET_DOCUMENT_DOWNLOAD_LINK,
            {"agreement_id": agreement_id, "document_id": document_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def download_document(
        self,
        agreement_id: str,
        document_id: str,
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
        """Download the file that `get_document_download_link` returns a link to.

        `GET /agreements/{agreementId}/documents/{documentId}/download`

        Args:
            agreement_id (str): ID of the agreement.
            document_id (str): ID of the document.
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
            NotFoundError: Status 404. Unknown record.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
            DownloadError: The file could not be downloaded from its link.
            FileExistsError: The file exists, and `overwrite` is `False`.
            OSError: The file cannot be written.
        """
        return self._sender.download(
            GET_DOCUMENT_DOWNLOAD_LINK,
            {"agreement_id": agreement_id, "document_id": document_id},
            DownloadOptions("link", to, overwrite, max_size),
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class AsyncAgreements:
    """Agreements API (asynchronous)."""

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
    ) -> AsyncPager[models.Agreement]:
        """List all agreements, page by page.

        `GET /agreements`

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
        signer_name: str,
        signer_signature_data: str,
        signers: Sequence[models.AgreementSignerInvitation],
        documents: Sequence[FileInput],
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.AgreementWithDetails:
        """Create an agreement; only `multipart/form-data` is accepted.

        `POST /agreements`

        Args:
            name (str): Name of the agreement. Example: `Service contract`.
            signer_name (str): Who signs for the portal company. Example: `John Doe`.
            signer_signature_data (str): Signature image as Base64 data string. Example:
                `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`.
            signers (Sequence[models.AgreementSignerInvitation]): Signers needed, at most 5.
            documents (Sequence[FileInput]): Documents, at most 5 and 5MB together.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created agreement.

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
                "signer_name": signer_name,
                "signer_signature_data": signer_signature_data,
                "signers": signers,
                "documents": documents,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    async def get(
        self,
        agreement_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.AgreementWithDetails:
        """Fetch one agreement.

        `GET /agreements/{agreementId}`

        Args:
            agreement_id (str): ID of the agreement.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The agreement.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown agreement ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"agreement_id": agreement_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get_document_download_link(
        self,
        agreement_id: str,
        document_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.DownloadLink:
        """Get a download URL for a document; it works for 5 minutes.

        `GET /agreements/{agreementId}/documents/{documentId}/download`

        Args:
            agreement_id (str): ID of the agreement.
            document_id (str): ID of the document.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown record.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET_DOCUMENT_DOWNLOAD_LINK,
            {"agreement_id": agreement_id, "document_id": document_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def download_document(
        self,
        agreement_id: str,
        document_id: str,
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
        """Download the file that `get_document_download_link` returns a link to.

        `GET /agreements/{agreementId}/documents/{documentId}/download`

        Args:
            agreement_id (str): ID of the agreement.
            document_id (str): ID of the document.
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
            NotFoundError: Status 404. Unknown record.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
            DownloadError: The file could not be downloaded from its link.
            FileExistsError: The file exists, and `overwrite` is `False`.
            OSError: The file cannot be written.
        """
        return await self._sender.download(
            GET_DOCUMENT_DOWNLOAD_LINK,
            {"agreement_id": agreement_id, "document_id": document_id},
            DownloadOptions("link", to, overwrite, max_size),
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class AgreementsWithRawResponse:
    """Agreements API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(Agreements.list)
    create = returns_raw_response(Agreements.create)
    get = returns_raw_response(Agreements.get)
    get_document_download_link = returns_raw_response(Agreements.get_document_download_link)


class AsyncAgreementsWithRawResponse:
    """Agreements API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncAgreements.list)
    create = returns_raw_response_async(AsyncAgreements.create)
    get = returns_raw_response_async(AsyncAgreements.get)
    get_document_download_link = returns_raw_response_async(AsyncAgreements.get_document_download_link)


LIST: Operation[codecs.PageData[models.Agreement]] = Operation(
    id="list-agreements",
    method="GET",
    path="/agreements",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.Agreement)),
)
CREATE: Operation[models.AgreementWithDetails] = Operation(
    id="create-agreement",
    method="POST",
    path="/agreements",
    body=Body(
        MediaType.MULTIPART,
        (
            Field("name", "name", codecs.STRING, True),
            Field("signer_name", "signerName", codecs.STRING, True),
            Field("signer_signature_data", "signerSignatureData", codecs.STRING, True),
            Field("signers", "signers", codecs.Array(codecs.Object(lambda: models.AgreementSignerInvitation)), True),
            Field("documents", "documents", codecs.Array(codecs.FILE), True),
        ),
    ),
    response=codecs.Object(lambda: models.AgreementWithDetails),
)
GET: Operation[models.AgreementWithDetails] = Operation(
    id="get-agreement",
    method="GET",
    path="/agreements/{agreementId}",
    parameters=(Parameter("agreement_id", "agreementId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.AgreementWithDetails),
)
GET_DOCUMENT_DOWNLOAD_LINK: Operation[models.DownloadLink] = Operation(
    id="download-agreement-document",
    method="GET",
    path="/agreements/{agreementId}/documents/{documentId}/download",
    parameters=(
        Parameter("agreement_id", "agreementId", codecs.STRING, Location.PATH),
        Parameter("document_id", "documentId", codecs.STRING, Location.PATH),
    ),
    response=codecs.Object(lambda: models.DownloadLink),
)
