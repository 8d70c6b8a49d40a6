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
class Invoice(_model.Model):
    """Invoice."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("invoice_number", "invoiceNumber", _codecs.STRING, True),
        _model.Field("is_paid", "isPaid", _codecs.BOOLEAN, True),
        _model.Field("issued_at", "issuedAt", _codecs.DATE, True),
        _model.Field("lines", "lines", _codecs.Array(_codecs.Object(lambda: _models.InvoiceLine)), True),
        _model.Field("subtotal_amount", "subtotalAmount", _codecs.MONEY, True),
        _model.Field("total_amount", "totalAmount", _codecs.MONEY, True),
        _model.Field("vat_amount", "vatAmount", _codecs.MONEY, True),
    )

    id: str
    """Invoice ID, prefix `fac_`. Example: `fac_abc12345def678`."""
    currency: str
    """Currency; always EUR for now. Example: `EUR`."""
    invoice_number: str
    """Invoice number. Example: `MKP-2025.0010`."""
    is_paid: bool
    """Whether it is paid. Example: `True`."""
    issued_at: _datetime.date
    """Issue date. Example: `2025-04-12`."""
    lines: _builtins.list[_models.InvoiceLine]
    """Lines."""
    subtotal_amount: _decimal.Decimal
    """Total without VAT, in EUR. Example: `12.95`."""
    total_amount: _decimal.Decimal
    """Total with VAT, in EUR. Example: `15.67`."""
    vat_amount: _decimal.Decimal
    """Total VAT, in EUR. Example: `2.72`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        currency = _data["currency"]
        invoice_number = _data["invoiceNumber"]
        is_paid = _data["isPaid"]
        issued_at = _data["issuedAt"]
        lines = _data["lines"]
        subtotal_amount = _data["subtotalAmount"]
        total_amount = _data["totalAmount"]
        vat_amount = _data["vatAmount"]
        if not (type(id) is str and type(currency) is str and type(invoice_number) is str and type(is_paid) is bool):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            currency=currency,
            invoice_number=invoice_number,
            is_paid=is_paid,
            issued_at=_codecs.exact_date(issued_at),
            lines=[_models.InvoiceLine.exactly(_one) for _one in _codecs.exact_list(lines)],
            subtotal_amount=_codecs.exact_amount(subtotal_amount),
            total_amount=_codecs.exact_amount(total_amount),
            vat_amount=_codecs.exact_amount(vat_amount),
            additional_properties={} if len(_data) == 9 else _cls._unknown(_data),
        )
