from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_customer_invoice as _create_customer_invoice_operation
from . import create_customer_invoice_manual as _create_customer_invoice_manual_operation
from . import get_customer_invoice as _get_customer_invoice_operation
from . import list_customer_invoices as _list_customer_invoices_operation
from . import mark_customer_invoice_paid as _mark_customer_invoice_paid_operation


class CustomerInvoices:
    """The Customer Invoices API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.CustomerInvoice]:
        """List the customer invoices, page by page.

        `GET /customer-invoices`

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
            _list_customer_invoices_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        amount: _decimal.Decimal,
        customer_id: str,
        invoice_number: str,
        issued_at: _datetime.date,
        pdf: _types.FileInput,
        paid_at: _datetime.datetime | _types.Unset = _types.UNSET,
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Add a customer invoice with its PDF; `multipart/form-data`, not JSON.

        `POST /customer-invoices`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2014-001`.
            issued_at (date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            paid_at (datetime): When it was paid, `YYYY-mm-dd HH:mm:ss`; empty while due. In the portal's zone, to
                which one with a zone is converted. Example: `datetime(2024, 5, 11, 12, 59)`.
            pdf (FileInput): PDF of the invoice.
            send_notification (bool): Whether to notify the customer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            UpgradeRequiredError: 426, Monthly invoice limit of the licence reached.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_invoice_operation.CREATE,
            {
                "amount": amount,
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "paid_at": paid_at,
                "pdf": pdf,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create_manual(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: _datetime.date,
        lines: _abc.Sequence[_models.CustomerInvoiceLine],
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Create a customer invoice from its lines.

        `POST /customer-invoices/manual`

        Args:
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2015-001`.
            issued_at (date): Issue date, `YYYY-mm-dd`. Example: `date(2025, 4, 14)`.
            lines (list[CustomerInvoiceLine]): Lines.
            send_notification (bool): Whether to notify the customer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            UpgradeRequiredError: 426, Monthly invoice limit of the licence reached.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_invoice_manual_operation.CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "lines": lines,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        invoice_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Get a Customer Invoice by ID.

        `GET /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the Customer Invoice to get.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Getting the requested Customer Invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, No Customer Invoice can be found for the given ID.
            UnprocessableEntityError: 422, Something is wrong with the request.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_customer_invoice_operation.GET,
            {
                "invoice_id": invoice_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def mark_paid(
        self,
        invoice_id: str,
        *,
        paid_at: _datetime.datetime,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Mark an invoice as paid, also in the connected integration.

        `PATCH /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the invoice.
            paid_at (datetime): When it was paid, `YYYY-mm-dd H:i:s`. In the portal's zone, to which one with a zone
                is converted. Example: `datetime(2024, 4, 30, 14, 0)`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The marked invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown invoice ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _mark_customer_invoice_paid_operation.MARK_PAID,
            {
                "invoice_id": invoice_id,
                "paid_at": paid_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncCustomerInvoices:
    """The Customer Invoices API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.CustomerInvoice]:
        """List the customer invoices, page by page.

        `GET /customer-invoices`

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
            _list_customer_invoices_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        amount: _decimal.Decimal,
        customer_id: str,
        invoice_number: str,
        issued_at: _datetime.date,
        pdf: _types.FileInput,
        paid_at: _datetime.datetime | _types.Unset = _types.UNSET,
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Add a customer invoice with its PDF; `multipart/form-data`, not JSON.

        `POST /customer-invoices`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2014-001`.
            issued_at (date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            paid_at (datetime): When it was paid, `YYYY-mm-dd HH:mm:ss`; empty while due. In the portal's zone, to
                which one with a zone is converted. Example: `datetime(2024, 5, 11, 12, 59)`.
            pdf (FileInput): PDF of the invoice.
            send_notification (bool): Whether to notify the customer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            UpgradeRequiredError: 426, Monthly invoice limit of the licence reached.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_invoice_operation.CREATE,
            {
                "amount": amount,
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "paid_at": paid_at,
                "pdf": pdf,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create_manual(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: _datetime.date,
        lines: _abc.Sequence[_models.CustomerInvoiceLine],
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Create a customer invoice from its lines.

        `POST /customer-invoices/manual`

        Args:
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2015-001`.
            issued_at (date): Issue date, `YYYY-mm-dd`. Example: `date(2025, 4, 14)`.
            lines (list[CustomerInvoiceLine]): Lines.
            send_notification (bool): Whether to notify the customer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            UpgradeRequiredError: 426, Monthly invoice limit of the licence reached.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_invoice_manual_operation.CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "lines": lines,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        invoice_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Get a Customer Invoice by ID.

        `GET /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the Customer Invoice to get.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Getting the requested Customer Invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, No Customer Invoice can be found for the given ID.
            UnprocessableEntityError: 422, Something is wrong with the request.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_customer_invoice_operation.GET,
            {
                "invoice_id": invoice_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def mark_paid(
        self,
        invoice_id: str,
        *,
        paid_at: _datetime.datetime,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerInvoice:
        """Mark an invoice as paid, also in the connected integration.

        `PATCH /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the invoice.
            paid_at (datetime): When it was paid, `YYYY-mm-dd H:i:s`. In the portal's zone, to which one with a zone
                is converted. Example: `datetime(2024, 4, 30, 14, 0)`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The marked invoice.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown invoice ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _mark_customer_invoice_paid_operation.MARK_PAID,
            {
                "invoice_id": invoice_id,
                "paid_at": paid_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class CustomerInvoicesWithRawResponse:
    """The Customer Invoices API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = CustomerInvoices(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.create_manual = _ports.raw(resource.create_manual)
        self.get = _ports.raw(resource.get)
        self.mark_paid = _ports.raw(resource.mark_paid)


class AsyncCustomerInvoicesWithRawResponse:
    """The Customer Invoices API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncCustomerInvoices(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.create_manual = _ports.async_raw(resource.create_manual)
        self.get = _ports.async_raw(resource.get)
        self.mark_paid = _ports.async_raw(resource.mark_paid)
