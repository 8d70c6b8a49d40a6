from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_CustomerInvoiceLinksCodec = codecs.Object(lambda: models.CustomerInvoiceLinks)


@define(kw_only=True)
class CustomerInvoice(Model):
    """Customer Invoice."""

    id: str
    """ID of the invoice, always starting with `inv_`. Example: `inv_abc12345def678`."""
    customer_id: str
    """ID of the customer which the invoice belongs to. Example: `cst_abc12345def678`."""
    invoice_number: str
    """Number of the invoice as `string`. Example: `2024-001`."""
    issued_at: datetime.date
    """Issue date of the invoice. Formatted as `YYYY-mm-dd`. Example: `2024-04-29`."""
    due_at: datetime.date | None
    """Due date for the invoice, if available. Formatted as `YYYY-mm-dd`. Example: `2024-05-28`."""
    currency: str
    """Currency of the invoice amount. Example: `EUR`."""
    amount: Decimal
    """Amount, in EUR. Example: `12.95`."""
    paid_at: datetime.datetime | None
    """Date the invoice is marked as paid. Written in ATOM format. Example: `2024-05-28T21:00:00+02:00`."""
    created_at: datetime.datetime
    """Date and time when the invoice was added to MijnKlantportaal. Written in ATOM format. Example:
    `2024-04-29T21:00:00+02:00`.
    """
    links: models.CustomerInvoiceLinks
    """Links to what belongs to it."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("customer_id", "customerId", codecs.STRING, True),
        Field("invoice_number", "invoiceNumber", codecs.STRING, True),
        Field("issued_at", "issuedAt", codecs.DATE, True),
        Field("due_at", "dueAt", codecs.Nullable(codecs.DATE), True),
        Field("currency", "currency", codecs.STRING, True),
        Field("amount", "amount", codecs.MONEY, True),
        Field("paid_at", "paidAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("links", "links", _CustomerInvoiceLinksCodec, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not CustomerInvoice:
            raise DeviationError
        id = _data["id"]
        customer_id = _data["customerId"]
        invoice_number = _data["invoiceNumber"]
        due_at = _data["dueAt"]
        currency = _data["currency"]
        paid_at = _data["paidAt"]
        if paid_at is not None:
            paid_at = codecs.parse_time(paid_at)
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(customer_id) is str
            and type(invoice_number) is str
            and type(currency) is str
            and (paid_at is None or paid_at.tzinfo is not None)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.customer_id = customer_id
        _self.invoice_number = invoice_number
        _self.issued_at = codecs.strict_date(_data["issuedAt"])
        _self.due_at = None if due_at is None else codecs.strict_date(due_at)
        _self.currency = intern(currency)
        _self.amount = codecs.strict_amount(_data["amount"])
        _self.paid_at = paid_at
        _self.created_at = created_at
        _self.links = _CustomerInvoiceLinksCodec.model_parser(_data["links"])
        _self._additional = None if len(_data) == 10 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not CustomerInvoice or _self._additional:
            raise DeviationError
        id = _self.id
        customer_id = _self.customer_id
        invoice_number = _self.invoice_number
        issued_at = _self.issued_at
        due_at = _self.due_at
        currency = _self.currency
        paid_at = _self.paid_at
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(customer_id) is str
            and type(invoice_number) is str
            and type(issued_at) is datetime.date
            and (due_at is None or type(due_at) is datetime.date)
            and type(currency) is str
            and (paid_at is None or (type(paid_at) is datetime.datetime and paid_at.tzinfo is not None))
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "customerId": customer_id,
            "invoiceNumber": invoice_number,
            "issuedAt": issued_at.isoformat(),
            "dueAt": None if due_at is None else due_at.isoformat(),
            "currency": currency,
            "amount": codecs.strict_amount_text(_self.amount),
            "paidAt": None if paid_at is None else paid_at.isoformat(),
            "createdAt": created_at.isoformat(),
            "links": _CustomerInvoiceLinksCodec.model_serializer(_self.links),
        }
