from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class CustomerSubscriptionOptions(_model.Model):
    """Settings of a subscription."""

    _fields = (
        _model.Field("create_invoice", "createInvoice", _codecs.BOOLEAN, True),
        _model.Field("create_payment", "createPayment", _codecs.BOOLEAN, True),
        _model.Field("invoice_description", "invoiceDescription", _codecs.STRING, True),
        _model.Field("payment_integration", "paymentIntegration", _codecs.STRING, True),
        _model.Field("payment_integration_mandate_id", "paymentIntegrationMandateId", _codecs.STRING, True),
        _model.Field("follow_up_failed_payment", "followUpFailedPayment", _codecs.BOOLEAN, True),
    )

    create_invoice: bool
    """Whether an invoice is made at renewal. Example: `True`."""
    create_payment: bool
    """Whether a payment is made at renewal. Example: `True`."""
    invoice_description: str
    """Text of the invoice line. Example: `Extending subscription`."""
    payment_integration: str
    """Payment integration used. Example: `mollie`."""
    payment_integration_mandate_id: str
    """Mandate used at that integration. Example: `mdt_123abc`."""
    follow_up_failed_payment: bool
    """Whether a failed payment is tried again. Example: `True`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
