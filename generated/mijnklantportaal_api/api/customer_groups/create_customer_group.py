from __future__ import annotations

from ... import codecs as _codecs
from ... import model as _model
from ... import models as _models
from ... import operation as _operation

CREATE: _operation.Operation[_models.CustomerGroup] = _operation.Operation(
    id="create-customer-group",
    method="POST",
    path="/customer-groups",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("customers", "customers", _codecs.Array(_codecs.STRING), False),
            _model.Field("name", "name", _codecs.STRING, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerGroup),
)
