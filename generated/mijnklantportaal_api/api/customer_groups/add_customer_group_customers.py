from __future__ import annotations

import builtins as _builtins

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

ADD_CUSTOMERS: _operation.Operation[_builtins.list[_models.Customer]] = _operation.Operation(
    id="add-customer-group-customers",
    method="POST",
    path="/customer-groups/{customerGroupId}/customers",
    parameters=(
        _operation.Parameter("customer_group_id", "customerGroupId", _codecs.STRING, _operation.Location.PATH),
    ),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("customers", "customers", _codecs.Array(_codecs.STRING), True),),
    ),
    answer=_codecs.Items(_codecs.Object(lambda: _models.Customer)),
)
