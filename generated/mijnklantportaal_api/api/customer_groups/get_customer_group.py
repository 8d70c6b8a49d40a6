from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.CustomerGroup] = _operation.Operation(
    id="get-customer-group",
    method="GET",
    path="/customer-groups/{customerGroupId}",
    parameters=(
        _operation.Parameter("customer_group_id", "customerGroupId", _codecs.STRING, _operation.Location.PATH),
    ),
    answer=_codecs.Object(lambda: _models.CustomerGroup),
)
