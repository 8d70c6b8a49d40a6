from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_agreement as _create_agreement_operation
from . import download_agreement_document as _download_agreement_document_operation
from . import get_agreement as _get_agreement_operation
from . import list_agreements as _list_agreements_operation


class Agreements:
    """The Agreements API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.Agreement]:
        """List all agreements, page by page.

        `GET /agreements`

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
            _list_agreements_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        documents: _abc.Sequence[_types.FileInput],
        name: str,
        signer_name: str,
        signer_signature_data: str,
        signers: _abc.Sequence[_models.AgreementSignerInvitation],
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.AgreementWithDetails:
        """Create an agreement; only `multipart/form-data` is accepted.

        `POST /agreements`

        Args:
            documents (list[FileInput]): Documents, at most 5 and 5MB together.
            name (str): Name of the agreement. Example: `Service contract`.
            signer_name (str): Who signs for the portal company. Example: `John Doe`.
            signer_signature_data (str): Signature image as Base64 data string. Example:
                `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`.
            signers (list[AgreementSignerInvitation]): Signers needed, at most 5.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created agreement.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_agreement_operation.CREATE,
            {
                "documents": documents,
                "name": name,
                "signer_name": signer_name,
                "signer_signature_data": signer_signature_data,
                "signers": signers,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        agreement_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.AgreementWithDetails:
        """Fetch one agreement.

        `GET /agreements/{agreementId}`

        Args:
            agreement_id (str): ID of the agreement.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The agreement.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown agreement ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_agreement_operation.GET,
            {
                "agreement_id": agreement_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def download_document(
        self,
        agreement_id: str,
        document_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.DownloadLink:
        """Get a download URL for a document; it works for 5 minutes.

        `GET /agreements/{agreementId}/documents/{documentId}/download`

        Args:
            agreement_id (str): ID of the agreement.
            document_id (str): ID of the document.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown record.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _download_agreement_document_operation.DOWNLOAD_DOCUMENT,
            {
                "agreement_id": agreement_id,
                "document_id": document_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncAgreements:
    """The Agreements API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.Agreement]:
        """List all agreements, page by page.

        `GET /agreements`

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
            _list_agreements_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        documents: _abc.Sequence[_types.FileInput],
        name: str,
        signer_name: str,
        signer_signature_data: str,
        signers: _abc.Sequence[_models.AgreementSignerInvitation],
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.AgreementWithDetails:
        """Create an agreement; only `multipart/form-data` is accepted.

        `POST /agreements`

        Args:
            documents (list[FileInput]): Documents, at most 5 and 5MB together.
            name (str): Name of the agreement. Example: `Service contract`.
            signer_name (str): Who signs for the portal company. Example: `John Doe`.
            signer_signature_data (str): Signature image as Base64 data string. Example:
                `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`.
            signers (list[AgreementSignerInvitation]): Signers needed, at most 5.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created agreement.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_agreement_operation.CREATE,
            {
                "documents": documents,
                "name": name,
                "signer_name": signer_name,
                "signer_signature_data": signer_signature_data,
                "signers": signers,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        agreement_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.AgreementWithDetails:
        """Fetch one agreement.

        `GET /agreements/{agreementId}`

        Args:
            agreement_id (str): ID of the agreement.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The agreement.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown agreement ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_agreement_operation.GET,
            {
                "agreement_id": agreement_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def download_document(
        self,
        agreement_id: str,
        document_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.DownloadLink:
        """Get a download URL for a document; it works for 5 minutes.

        `GET /agreements/{agreementId}/documents/{documentId}/download`

        Args:
            agreement_id (str): ID of the agreement.
            document_id (str): ID of the document.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Link to the file.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown record.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _download_agreement_document_operation.DOWNLOAD_DOCUMENT,
            {
                "agreement_id": agreement_id,
                "document_id": document_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AgreementsWithRawResponse:
    """The Agreements API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = Agreements(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)
        self.download_document = _ports.raw(resource.download_document)


class AsyncAgreementsWithRawResponse:
    """The Agreements API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncAgreements(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
        self.download_document = _ports.async_raw(resource.download_document)
