from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.Customer] = _operation.Operation(
    id="get-customer",
    method="GET",
    path="/customers/{customerId}",
    parameters=(_operation.Parameter("customer_id", "customerId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.Customer),
)
