from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.Customer] = _operation.Operation(
    id="get-customer",
    method="GET",
    path="/customers/{customerId}",
    parameters=(_operation.Parameter("customer_id", "customerId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.Customer),
)
