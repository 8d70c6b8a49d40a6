from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE_MANUAL: _operation.Operation[_models.CustomerInvoice] = _operation.Operation(
    id="create-customer-invoice-manual",
    method="POST",
    path="/customer-invoices/manual",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("customer_id", "customerId", _codecs.STRING, True),
            _model.Field("invoice_number", "invoiceNumber", _codecs.STRING, True),
            _model.Field("issued_at", "issuedAt", _codecs.DATE, True),
            _model.Field("lines", "lines", _codecs.Array(_codecs.Object(lambda: _models.CustomerInvoiceLine)), True),
            _model.Field("send_notification", "sendNotification", _codecs.BOOLEAN, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerInvoice),
)
