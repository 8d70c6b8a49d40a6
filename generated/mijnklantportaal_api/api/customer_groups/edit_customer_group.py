from __future__ import annotations

from ... import codecs as _codecs
from ... import model as _model
from ... import models as _models
from ... import operation as _operation

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
