from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.Webhook] = _operation.Operation(
    id="get-webhook",
    method="GET",
    path="/webhooks/{webhookId}",
    parameters=(_operation.Parameter("webhook_id", "webhookId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.Webhook),
)
