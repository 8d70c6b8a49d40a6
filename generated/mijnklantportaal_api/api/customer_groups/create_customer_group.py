from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

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
