from __future__ import annotations

from ... import codecs as _codecs
from ... import model as _model
from ... import models as _models
from ... import operation as _operation

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
