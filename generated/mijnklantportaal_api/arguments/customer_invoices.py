"""The keyword arguments of the methods of `portal.customer_invoices` with a body, as `TypedDict` classes."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import NotRequired, TypedDict

from mijnklantportaal.types import FileInput

from .. import models


class CreateCustomerInvoiceArguments(TypedDict):
    """The keyword arguments of `portal.customer_invoices.create`."""

    customer_id: str
    """Customer the invoice is for. Example: `cst_abc12345def678`."""
    invoice_number: str
    """Invoice number, a `string`. Example: `2014-001`."""
    issued_at: datetime.date
    """Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`."""
    amount: Decimal
    """Amount, in EUR. Example: `Decimal("12.95")`."""
    pdf: FileInput
    """PDF of the invoice."""
    paid_at: NotRequired[datetime.datetime]
    """When it was paid, `YYYY-mm-dd HH:mm:ss`; empty while due. In the portal's time zone; the client converts an
    aware time. Example: `datetime(2024, 5, 11, 12, 59)`.
    """
    send_notification: NotRequired[bool]
    """Whether to notify the customer. Example: `True`."""


class CreateCustomerInvoiceManualArguments(TypedDict):
    """The keyword arguments of `portal.customer_invoices.create_manual`."""

    customer_id: str
    """Customer the invoice is for. Example: `cst_abc12345def678`."""
    invoice_number: str
    """Invoice number, a `string`. Example: `2015-001`."""
    issued_at: datetime.date
    """Issue date, `YYYY-mm-dd`. Example: `date(2025, 4, 14)`."""
    lines: Sequence[models.CustomerInvoiceLine]
    """Lines."""
    send_notification: NotRequired[bool]
    """Whether to notify the customer. Example: `True`."""


class MarkCustomerInvoicePaidArguments(TypedDict):
    """The keyword arguments of `portal.customer_invoices.mark_paid`."""

    paid_at: datetime.datetime
    """When it was paid, `YYYY-mm-dd H:i:s`. In the portal's time zone; the client converts an aware time. Example:
    `datetime(2024, 4, 30, 14, 0)`.
    """
