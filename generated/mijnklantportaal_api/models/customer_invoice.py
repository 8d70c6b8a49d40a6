from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal._wire.parsing import DeviationError

from .. import models


@define(kw_only=True)
class CustomerInvoice(Model):
    """Customer Invoice."""

    id: str
    """ID of the invoice, always starting with `inv_`. Example: `inv_abc12345def678`."""
    amount: Decimal
    """Amount, in EUR. Example: `12.95`."""
    created_at: datetime.datetime
    """Date and time when the invoice was added to MijnKlantportaal. Written in ATOM format. Example:
    `2024-04-29T21:00:00+02:00`.
    """
    currency: str
    """Currency of the invoice amount. Example: `EUR`."""
    customer_id: str
    """ID of the customer which the invoice belongs to. Example: `cst_abc12345def678`."""
    due_at: datetime.date | None
    """Due date for the invoice, if available. Formatted as `YYYY-mm-dd`. Example: `2024-05-28`."""
    invoice_number: str
    """Number of the invoice as `string`. Example: `2024-001`."""
    issued_at: datetime.date
    """Issue date of the invoice. Formatted as `YYYY-mm-dd`. Example: `2024-04-29`."""
    links: models.CustomerInvoiceLinks
    """Links to what belongs to it."""
    paid_at: datetime.datetime | None
    """Date the invoice is marked as paid. Written in ATOM format. Example: `2024-05-28T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that the spec does not know, as JSON values."""

    _fields = (
        Field("id", "id", codecs.STRING, True),
        Field("amount", "amount", codecs.MONEY, True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("customer_id", "customerId", codecs.STRING, True),
        Field("due_at", "dueAt", codecs.Nullable(codecs.DATE), True),
        Field("invoice_number", "invoiceNumber", codecs.STRING, True),
        Field("issued_at", "issuedAt", codecs.DATE, True),
        Field("links", "links", codecs.Object(lambda: models.CustomerInvoiceLinks), True),
        Field("paid_at", "paidAt", codecs.Nullable(codecs.DATE_TIME), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        id = _data["id"]
        amount = _data["amount"]
        created_at = _data["createdAt"]
        currency = _data["currency"]
        customer_id = _data["customerId"]
        due_at = _data["dueAt"]
        invoice_number = _data["invoiceNumber"]
        issued_at = _data["issuedAt"]
        links = _data["links"]
        paid_at = _data["paidAt"]
        if not (type(id) is str and type(currency) is str and type(customer_id) is str and type(invoice_number) is str):
            raise DeviationError
        return _cls(
            id=id,
            amount=codecs.strict_amount(amount),
            created_at=codecs.strict_date_time(created_at),
            currency=currency,
            customer_id=customer_id,
            due_at=None if due_at is None else codecs.strict_date(due_at),
            invoice_number=invoice_number,
            issued_at=codecs.strict_date(issued_at),
            links=models.CustomerInvoiceLinks._parse_strict(links),
            paid_at=None if paid_at is None else codecs.strict_date_time(paid_at),
            additional_properties={} if len(_data) == 10 else _cls._unknown(_data),
        )
