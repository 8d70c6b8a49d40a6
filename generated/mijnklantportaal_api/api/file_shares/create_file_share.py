from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.FileShare] = _operation.Operation(
    id="create-file-share",
    method="POST",
    path="/file-shares",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("content", "content", _codecs.Array(_codecs.STRING), True),
            _model.Field("customer_id", "customerId", _codecs.STRING, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.FileShare),
)
