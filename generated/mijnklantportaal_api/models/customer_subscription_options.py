from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class CustomerSubscriptionOptions(_model.Model):
    """Settings of a subscription."""

    _fields = (
        _model.Field("create_invoice", "createInvoice", _codecs.BOOLEAN, True),
        _model.Field("create_payment", "createPayment", _codecs.BOOLEAN, True),
        _model.Field("follow_up_failed_payment", "followUpFailedPayment", _codecs.BOOLEAN, True),
        _model.Field("invoice_description", "invoiceDescription", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("payment_integration", "paymentIntegration", _codecs.Nullable(_codecs.STRING), True),
        _model.Field(
            "payment_integration_mandate_id", "paymentIntegrationMandateId", _codecs.Nullable(_codecs.STRING), True
        ),
    )

    create_invoice: bool
    """Whether an invoice is made at renewal. Example: `True`."""
    create_payment: bool
    """Whether a payment is made at renewal. Example: `True`."""
    follow_up_failed_payment: bool
    """Whether a failed payment is tried again. Example: `True`."""
    invoice_description: str | None
    """Text of the invoice line. Example: `Extending subscription`."""
    payment_integration: str | None
    """Payment integration used. Example: `mollie`."""
    payment_integration_mandate_id: str | None
    """Mandate used at that integration. Example: `mdt_123abc`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        create_invoice = _data["createInvoice"]
        create_payment = _data["createPayment"]
        follow_up_failed_payment = _data["followUpFailedPayment"]
        invoice_description = _data["invoiceDescription"]
        payment_integration = _data["paymentIntegration"]
        payment_integration_mandate_id = _data["paymentIntegrationMandateId"]
        if not (
            type(create_invoice) is bool
            and type(create_payment) is bool
            and type(follow_up_failed_payment) is bool
            and (invoice_description is None or type(invoice_description) is str)
            and (payment_integration is None or type(payment_integration) is str)
            and (payment_integration_mandate_id is None or type(payment_integration_mandate_id) is str)
        ):
            raise _codecs.DifferenceError
        return _cls(
            create_invoice=create_invoice,
            create_payment=create_payment,
            follow_up_failed_payment=follow_up_failed_payment,
            invoice_description=invoice_description,
            payment_integration=payment_integration,
            payment_integration_mandate_id=payment_integration_mandate_id,
            additional_properties={} if len(_data) == 6 else _cls._unknown(_data),
        )
