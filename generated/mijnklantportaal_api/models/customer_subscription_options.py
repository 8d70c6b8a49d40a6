from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class CustomerSubscriptionOptions(Model):
    """Settings of a subscription."""

    create_invoice: bool
    """Whether an invoice is made at renewal. Example: `True`."""
    create_payment: bool
    """Whether a payment is made at renewal. Example: `True`."""
    invoice_description: str | None
    """Text of the invoice line. Example: `Extending subscription`."""
    payment_integration: str | None
    """Payment integration used. Example: `mollie`."""
    payment_integration_mandate_id: str | None
    """Mandate used at that integration. Example: `mdt_123abc`."""
    follow_up_failed_payment: bool
    """Whether a failed payment is tried again. Example: `True`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("create_invoice", "createInvoice", codecs.BOOLEAN, True),
        Field("create_payment", "createPayment", codecs.BOOLEAN, True),
        Field("invoice_description", "invoiceDescription", codecs.Nullable(codecs.STRING), True),
        Field("payment_integration", "paymentIntegration", codecs.Nullable(codecs.STRING), True),
        Field("payment_integration_mandate_id", "paymentIntegrationMandateId", codecs.Nullable(codecs.STRING), True),
        Field("follow_up_failed_payment", "followUpFailedPayment", codecs.BOOLEAN, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not CustomerSubscriptionOptions:
            raise DeviationError
        create_invoice = _data["createInvoice"]
        create_payment = _data["createPayment"]
        invoice_description = _data["invoiceDescription"]
        payment_integration = _data["paymentIntegration"]
        payment_integration_mandate_id = _data["paymentIntegrationMandateId"]
        follow_up_failed_payment = _data["followUpFailedPayment"]
        if not (
            type(create_invoice) is bool
            and type(create_payment) is bool
            and (invoice_description is None or type(invoice_description) is str)
            and (payment_integration is None or type(payment_integration) is str)
            and (payment_integration_mandate_id is None or type(payment_integration_mandate_id) is str)
            and type(follow_up_failed_payment) is bool
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.create_invoice = create_invoice
        _self.create_payment = create_payment
        _self.invoice_description = invoice_description
        _self.payment_integration = payment_integration
        _self.payment_integration_mandate_id = payment_integration_mandate_id
        _self.follow_up_failed_payment = follow_up_failed_payment
        _self._additional = None if len(_data) == 6 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not CustomerSubscriptionOptions or _self._additional:
            raise DeviationError
        create_invoice = _self.create_invoice
        create_payment = _self.create_payment
        invoice_description = _self.invoice_description
        payment_integration = _self.payment_integration
        payment_integration_mandate_id = _self.payment_integration_mandate_id
        follow_up_failed_payment = _self.follow_up_failed_payment
        if not (
            type(create_invoice) is bool
            and type(create_payment) is bool
            and (invoice_description is None or type(invoice_description) is str)
            and (payment_integration is None or type(payment_integration) is str)
            and (payment_integration_mandate_id is None or type(payment_integration_mandate_id) is str)
            and type(follow_up_failed_payment) is bool
        ):
            raise DeviationError
        return {
            "createInvoice": create_invoice,
            "createPayment": create_payment,
            "invoiceDescription": invoice_description,
            "paymentIntegration": payment_integration,
            "paymentIntegrationMandateId": payment_integration_mandate_id,
            "followUpFailedPayment": follow_up_failed_payment,
        }
