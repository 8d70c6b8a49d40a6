from __future__ import annotations

import builtins as _builtins
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerInvoiceLine(_model.Model):
    """Line of an invoice to create."""

    _fields = (
        _model.Field("amount_excl_vat", "amountExclVat", _codecs.MONEY, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("vat_rate", "vatRate", _codecs.INTEGER, True),
    )

    amount_excl_vat: _decimal.Decimal
    """Amount of the line without VAT, in EUR. Example: `Decimal("12.95")`."""
    description: str
    """Text of the line. Example: `Website template`."""
    vat_rate: _models.VatRate
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
