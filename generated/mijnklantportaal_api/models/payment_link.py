from __future__ import annotations

import builtins as _builtins
import datetime as _datetime
import decimal as _decimal
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class PaymentLink(_model.Model):
    """Payment Link."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("amount", "amount", _codecs.MONEY, True),
        _model.Field("reusable", "reusable", _codecs.BOOLEAN, True),
        _model.Field("expires_at", "expiresAt", _codecs.Nullable(_codecs.DATE_TIME), True),
        _model.Field("status", "status", _codecs.STRING, True),
        _model.Field("checkout_url", "checkoutUrl", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
    )

    id: str
    """Payment link ID, prefix `plk_`. Example: `plk_abc12345def678`."""
    description: str
    """Text on the bank statement of the payer. Example: `Contribution costs`."""
    currency: str
    """Currency. Example: `EUR`."""
    amount: _decimal.Decimal
    """Amount, in EUR. Example: `12.95`."""
    reusable: bool
    """Whether it can be used again after a payment. Example: `True`."""
    expires_at: _datetime.datetime | None
    """When it expires, if set, in ATOM format. Example: `2024-05-14T21:00:00+02:00`."""
    status: str
    """`open`, `paid`, `expired` or `closed`. Example: `open`."""
    checkout_url: str | None
    """URL to send the payer to; `null` once unusable. Example:
    `https://demo.mijnklantportaal.nl/payment-link/plk_abc12345def678`.
    """
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
