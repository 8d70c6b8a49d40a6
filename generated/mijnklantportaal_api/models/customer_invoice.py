from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerInvoice(_model.Model):
    """Customer Invoice."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("amount", "amount", _codecs.MONEY, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("customer_id", "customerId", _codecs.STRING, True),
        _model.Field("due_at", "dueAt", _codecs.Nullable(_codecs.DATE), True),
        _model.Field("invoice_number", "invoiceNumber", _codecs.STRING, True),
        _model.Field("issued_at", "issuedAt", _codecs.DATE, True),
        _model.Field("links", "links", _codecs.Object(lambda: _models.CustomerInvoiceLinks), True),
        _model.Field("paid_at", "paidAt", _codecs.Nullable(_codecs.DATE_TIME), True),
    )

    id: str
    """ID of the invoice, always starting with `inv_`. Example: `inv_abc12345def678`."""
    amount: _decimal.Decimal
    """Amount, in EUR. Example: `12.95`."""
    created_at: _datetime.datetime
    """Date and time when the invoice was added to MijnKlantportaal. Written in ATOM format. Example:
    `2024-04-29T21:00:00+02:00`.
    """
    currency: str
    """Currency of the invoice amount. Example: `EUR`."""
    customer_id: str
    """ID of the customer which the invoice belongs to. Example: `cst_abc12345def678`."""
    due_at: _datetime.date | None
    """Due date for the invoice, if available. Formatted as `YYYY-mm-dd`. Example: `2024-05-28`."""
    invoice_number: str
    """Number of the invoice as `string`. Example: `2024-001`."""
    issued_at: _datetime.date
    """Issue date of the invoice. Formatted as `YYYY-mm-dd`. Example: `2024-04-29`."""
    links: _models.CustomerInvoiceLinks
    """Links to what belongs to it."""
    paid_at: _datetime.datetime | None
    """Date the invoice is marked as paid. Written in ATOM format. Example: `2024-05-28T21:00:00+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
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
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            amount=_codecs.exact_amount(amount),
            created_at=_codecs.exact_moment(created_at),
            currency=currency,
            customer_id=customer_id,
            due_at=None if due_at is None else _codecs.exact_date(due_at),
            invoice_number=invoice_number,
            issued_at=_codecs.exact_date(issued_at),
            links=_models.CustomerInvoiceLinks.exactly(links),
            paid_at=None if paid_at is None else _codecs.exact_moment(paid_at),
            additional_properties={} if len(_data) == 10 else _cls._unknown(_data),
        )
