from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.CustomerInvoice] = _operation.Operation(
    id="get-customer-invoice",
    method="GET",
    path="/customer-invoices/{invoiceId}",
    parameters=(_operation.Parameter("invoice_id", "invoiceId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.CustomerInvoice),
)
