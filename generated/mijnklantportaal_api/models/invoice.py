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

_InvoiceLineCodec = codecs.Object(lambda: models.InvoiceLine)


@define(kw_only=True)
class Invoice(Model):
    """Invoice."""

    id: str
    """Invoice ID, prefix `fac_`. Example: `fac_abc12345def678`."""
    invoice_number: str
    """Invoice number. Example: `MKP-2025.0010`."""
    lines: list[models.InvoiceLine]
    """Lines."""
    currency: str
    """Currency; always EUR for now. Example: `EUR`."""
    subtotal_amount: Decimal
    """Total without VAT, in EUR. Example: `12.95`."""
    vat_amount: Decimal
    """Total VAT, in EUR. Example: `2.72`."""
    total_amount: Decimal
    """Total with VAT, in EUR. Example: `15.67`."""
    issued_at: datetime.date
    """Issue date. Example: `2025-04-12`."""
    is_paid: bool
    """Whether it is paid. Example: `True`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("invoice_number", "invoiceNumber", codecs.STRING, True),
        Field("lines", "lines", codecs.Array(_InvoiceLineCodec), True),
        Field("currency", "currency", codecs.STRING, True),
        Field("subtotal_amount", "subtotalAmount", codecs.MONEY, True),
        Field("vat_amount", "vatAmount", codecs.MONEY, True),
        Field("total_amount", "totalAmount", codecs.MONEY, True),
        Field("issued_at", "issuedAt", codecs.DATE, True),
        Field("is_paid", "isPaid", codecs.BOOLEAN, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not Invoice:
            raise DeviationError
        id = _data["id"]
        invoice_number = _data["invoiceNumber"]
        currency = _data["currency"]
        is_paid = _data["isPaid"]
        if not (type(id) is str and type(invoice_number) is str and type(currency) is str and type(is_paid) is bool):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.invoice_number = invoice_number
        _self.lines = [_InvoiceLineCodec.model_parser(_element) for _element in codecs.strict_list(_data["lines"])]
        _self.currency = intern(currency)
        _self.subtotal_amount = codecs.strict_amount(_data["subtotalAmount"])
        _self.vat_amount = codecs.strict_amount(_data["vatAmount"])
        _self.total_amount = codecs.strict_amount(_data["totalAmount"])
        _self.issued_at = codecs.strict_date(_data["issuedAt"])
        _self.is_paid = is_paid
        _self._additional = None if len(_data) == 9 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not Invoice or _self._additional:
            raise DeviationError
        id = _self.id
        invoice_number = _self.invoice_number
        currency = _self.currency
        issued_at = _self.issued_at
        is_paid = _self.is_paid
        if not (
            type(id) is str
            and type(invoice_number) is str
            and type(currency) is str
            and type(issued_at) is datetime.date
            and type(is_paid) is bool
        ):
            raise DeviationError
        return {
            "id": id,
            "invoiceNumber": invoice_number,
            "lines": [_InvoiceLineCodec.model_serializer(_element) for _element in codecs.strict_list(_self.lines)],
            "currency": currency,
            "subtotalAmount": codecs.strict_amount_text(_self.subtotal_amount),
            "vatAmount": codecs.strict_amount_text(_self.vat_amount),
            "totalAmount": codecs.strict_amount_text(_self.total_amount),
            "issuedAt": issued_at.isoformat(),
            "isPaid": is_paid,
        }
