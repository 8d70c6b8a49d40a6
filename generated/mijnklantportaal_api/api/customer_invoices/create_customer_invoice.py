from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.CustomerInvoice] = _operation.Operation(
    id="create-customer-invoice",
    method="POST",
    path="/customer-invoices",
    body=_operation.Body(
        _operation.MediaType.MULTIPART,
        (
            _model.Field("amount", "amount", _codecs.MONEY, True),
            _model.Field("customer_id", "customerId", _codecs.STRING, True),
            _model.Field("invoice_number", "invoiceNumber", _codecs.STRING, True),
            _model.Field("issued_at", "issuedAt", _codecs.DATE, True),
            _model.Field("paid_at", "paidAt", _codecs.LOCAL_DATE_TIME, False),
            _model.Field("pdf", "pdf", _codecs.FILE, True),
            _model.Field("send_notification", "sendNotification", _codecs.BOOLEAN, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerInvoice),
)
