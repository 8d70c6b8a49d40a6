from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.CustomerSubscription] = _operation.Operation(
    id="create-customer-subscription",
    method="POST",
    path="/customer-subscriptions",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("amount", "amount", _codecs.MONEY, True),
            _model.Field("create_invoice", "createInvoice", _codecs.BOOLEAN, False),
            _model.Field("create_payment", "createPayment", _codecs.BOOLEAN, False),
            _model.Field("customer_id", "customerId", _codecs.STRING, True),
            _model.Field("description", "description", _codecs.STRING, True),
            _model.Field("follow_up_failed_payment", "followUpFailedPayment", _codecs.BOOLEAN, False),
            _model.Field("interval", "interval", _codecs.STRING, True),
            _model.Field("invoice_description", "invoiceDescription", _codecs.STRING, False),
            _model.Field("payment_integration_mandate_id", "paymentIntegrationMandateId", _codecs.STRING, False),
            _model.Field("start_date", "startDate", _codecs.DATE, True),
            _model.Field("vat_rate", "vatRate", _codecs.INTEGER, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerSubscription),
)
