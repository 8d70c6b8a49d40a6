from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

EDIT: _operation.Operation[_models.CustomerGroup] = _operation.Operation(
    id="edit-customer-group",
    method="PATCH",
    path="/customer-groups/{customerGroupId}",
    parameters=(
        _operation.Parameter("customer_group_id", "customerGroupId", _codecs.STRING, _operation.Location.PATH),
    ),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("name", "name", _codecs.STRING, True),),
    ),
    answer=_codecs.Object(lambda: _models.CustomerGroup),
)
