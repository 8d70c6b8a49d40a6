from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.Webhook] = _operation.Operation(
    id="create-webhook",
    method="POST",
    path="/webhooks",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("type_", "type", _codecs.STRING, True),
            _model.Field("url", "url", _codecs.STRING, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.Webhook),
)
