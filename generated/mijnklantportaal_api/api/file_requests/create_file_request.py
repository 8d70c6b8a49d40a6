from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.FileRequest] = _operation.Operation(
    id="create-file-request",
    method="POST",
    path="/file-requests",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("customer_id", "customerId", _codecs.STRING, False),
            _model.Field("description", "description", _codecs.STRING, False),
            _model.Field("directory_id", "directoryId", _codecs.STRING, False),
            _model.Field("name", "name", _codecs.STRING, True),
            _model.Field(
                "requested_files", "requestedFiles", _codecs.Array(_codecs.Object(lambda: _models.FileToRequest)), True
            ),
        ),
    ),
    answer=_codecs.Object(lambda: _models.FileRequest),
)
