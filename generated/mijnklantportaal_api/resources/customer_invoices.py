"""The methods of `portal.customer_invoices` and the operations that they send."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

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


class CustomerInvoices:
    """Customer Invoices API."""

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
    ) -> Page[models.CustomerInvoice]:
        """List the customer invoices, page by page.

        `GET /customer-invoices`

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
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        amount: Decimal,
        pdf: FileInput,
        paid_at: datetime.datetime | Unset = UNSET,
        send_notification: bool | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Add a customer invoice with its PDF; `multipart/form-data`, not JSON.

        `POST /customer-invoices`

        Args:
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2014-001`.
            issued_at (datetime.date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            pdf (FileInput): PDF of the invoice.
            paid_at (datetime.datetime, optional): When it was paid, `YYYY-mm-dd HH:mm:ss`; empty while due. In the
                portal's time zone; the client converts an aware time. Example: `datetime(2024, 5, 11, 12, 59)`.
            send_notification (bool, optional): Whether to notify the customer. Example: `True`.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            UpgradeRequiredError: Status 426. Monthly invoice limit of the licence reached.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "paid_at": paid_at,
                "amount": amount,
                "send_notification": send_notification,
                "pdf": pdf,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    def create_manual(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        lines: Sequence[models.CustomerInvoiceLine],
        send_notification: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Create a customer invoice from its lines.

        `POST /customer-invoices/manual`

        Args:
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2015-001`.
            issued_at (datetime.date): Issue date, `YYYY-mm-dd`. Example: `date(2025, 4, 14)`.
            lines (Sequence[models.CustomerInvoiceLine]): Lines.
            send_notification (bool, optional): Whether to notify the customer. Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            UpgradeRequiredError: Status 426. Monthly invoice limit of the licence reached.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "send_notification": send_notification,
                "lines": lines,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        invoice_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Get a Customer Invoice by ID.

        `GET /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the Customer Invoice to get.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customer invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. No Customer Invoice can be found for the given ID.
            UnprocessableEntityError: Status 422. Something is wrong with the request.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"invoice_id": invoice_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def mark_paid(
        self,
        invoice_id: str,
        *,
        paid_at: datetime.datetime,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Mark an invoice as paid, also in the connected integration.

        `PATCH /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the invoice.
            paid_at (datetime.datetime): When it was paid, `YYYY-mm-dd H:i:s`. In the portal's time zone; the client
                converts an aware time. Example: `datetime(2024, 4, 30, 14, 0)`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The marked invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown invoice ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            MARK_PAID,
            {"invoice_id": invoice_id, "paid_at": paid_at},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncCustomerInvoices:
    """Customer Invoices API (asynchronous)."""

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
    ) -> AsyncPager[models.CustomerInvoice]:
        """List the customer invoices, page by page.

        `GET /customer-invoices`

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
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        amount: Decimal,
        pdf: FileInput,
        paid_at: datetime.datetime | Unset = UNSET,
        send_notification: bool | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Add a customer invoice with its PDF; `multipart/form-data`, not JSON.

        `POST /customer-invoices`

        Args:
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2014-001`.
            issued_at (datetime.date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            pdf (FileInput): PDF of the invoice.
            paid_at (datetime.datetime, optional): When it was paid, `YYYY-mm-dd HH:mm:ss`; empty while due. In the
                portal's time zone; the client converts an aware time. Example: `datetime(2024, 5, 11, 12, 59)`.
            send_notification (bool, optional): Whether to notify the customer. Example: `True`.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            UpgradeRequiredError: Status 426. Monthly invoice limit of the licence reached.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "paid_at": paid_at,
                "amount": amount,
                "send_notification": send_notification,
                "pdf": pdf,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    async def create_manual(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        lines: Sequence[models.CustomerInvoiceLine],
        send_notification: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Create a customer invoice from its lines.

        `POST /customer-invoices/manual`

        Args:
            customer_id (str): Customer the invoice is for. Example: `cst_abc12345def678`.
            invoice_number (str): Invoice number, a `string`. Example: `2015-001`.
            issued_at (datetime.date): Issue date, `YYYY-mm-dd`. Example: `date(2025, 4, 14)`.
            lines (Sequence[models.CustomerInvoiceLine]): Lines.
            send_notification (bool, optional): Whether to notify the customer. Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            UpgradeRequiredError: Status 426. Monthly invoice limit of the licence reached.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "invoice_number": invoice_number,
                "issued_at": issued_at,
                "send_notification": send_notification,
                "lines": lines,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        invoice_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Get a Customer Invoice by ID.

        `GET /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the Customer Invoice to get.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customer invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. No Customer Invoice can be found for the given ID.
            UnprocessableEntityError: Status 422. Something is wrong with the request.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"invoice_id": invoice_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def mark_paid(
        self,
        invoice_id: str,
        *,
        paid_at: datetime.datetime,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerInvoice:
        """Mark an invoice as paid, also in the connected integration.

        `PATCH /customer-invoices/{invoiceId}`

        Args:
            invoice_id (str): ID of the invoice.
            paid_at (datetime.datetime): When it was paid, `YYYY-mm-dd H:i:s`. In the portal's time zone; the client
                converts an aware time. Example: `datetime(2024, 4, 30, 14, 0)`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The marked invoice.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown invoice ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            MARK_PAID,
            {"invoice_id": invoice_id, "paid_at": paid_at},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class CustomerInvoicesWithRawResponse:
    """Customer Invoices API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(CustomerInvoices.list)
    create = returns_raw_response(CustomerInvoices.create)
    create_manual = returns_raw_response(CustomerInvoices.create_manual)
    get = returns_raw_response(CustomerInvoices.get)
    mark_paid = returns_raw_response(CustomerInvoices.mark_paid)


class AsyncCustomerInvoicesWithRawResponse:
    """Customer Invoices API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncCustomerInvoices.list)
    create = returns_raw_response_async(AsyncCustomerInvoices.create)
    create_manual = returns_raw_response_async(AsyncCustomerInvoices.create_manual)
    get = returns_raw_response_async(AsyncCustomerInvoices.get)
    mark_paid = returns_raw_response_async(AsyncCustomerInvoices.mark_paid)


LIST: Operation[codecs.PageData[models.CustomerInvoice]] = Operation(
    id="list-customer-invoices",
    method="GET",
    path="/customer-invoices",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.CustomerInvoice)),
)
CREATE: Operation[models.CustomerInvoice] = Operation(
    id="create-customer-invoice",
    method="POST",
    path="/customer-invoices",
    body=Body(
        MediaType.MULTIPART,
        (
            Field("customer_id", "customerId", codecs.STRING, True),
            Field("invoice_number", "invoiceNumber", codecs.STRING, True),
            Field("issued_at", "issuedAt", codecs.DATE, True),
            Field("paid_at", "paidAt", codecs.LOCAL_DATE_TIME, False),
            Field("amount", "amount", codecs.MONEY, True),
            Field("send_notification", "sendNotification", codecs.BOOLEAN, False),
            Field("pdf", "pdf", codecs.FILE, True),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerInvoice),
)
CREATE_MANUAL: Operation[models.CustomerInvoice] = Operation(
    id="create-customer-invoice-manual",
    method="POST",
    path="/customer-invoices/manual",
    body=Body(
        MediaType.JSON,
        (
            Field("customer_id", "customerId", codecs.STRING, True),
            Field("invoice_number", "invoiceNumber", codecs.STRING, True),
            Field("issued_at", "issuedAt", codecs.DATE, True),
            Field("send_notification", "sendNotification", codecs.BOOLEAN, False),
            Field("lines", "lines", codecs.Array(codecs.Object(lambda: models.CustomerInvoiceLine)), True),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerInvoice),
)
GET: Operation[models.CustomerInvoice] = Operation(
    id="get-customer-invoice",
    method="GET",
    path="/customer-invoices/{invoiceId}",
    parameters=(Parameter("invoice_id", "invoiceId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.CustomerInvoice),
)
MARK_PAID: Operation[models.CustomerInvoice] = Operation(
    id="mark-customer-invoice-paid",
    method="PATCH",
    path="/customer-invoices/{invoiceId}",
    parameters=(Parameter("invoice_id", "invoiceId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (Field("paid_at", "paidAt", codecs.LOCAL_DATE_TIME, True),),
    ),
    response=codecs.Object(lambda: models.CustomerInvoice),
)
