from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.Invoice] = _operation.Operation(
    id="get-invoice",
    method="GET",
    path="/invoices/{invoiceId}",
    parameters=(_operation.Parameter("invoice_id", "invoiceId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.Invoice),
)
