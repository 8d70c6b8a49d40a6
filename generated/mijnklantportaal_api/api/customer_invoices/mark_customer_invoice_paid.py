from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

MARK_PAID: _operation.Operation[_models.CustomerInvoice] = _operation.Operation(
    id="mark-customer-invoice-paid",
    method="PATCH",
    path="/customer-invoices/{invoiceId}",
    parameters=(_operation.Parameter("invoice_id", "invoiceId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("paid_at", "paidAt", _codecs.LOCAL_DATE_TIME, True),),
    ),
    answer=_codecs.Object(lambda: _models.CustomerInvoice),
)
