from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.FileRequest] = _operation.Operation(
    id="get-file-request",
    method="GET",
    path="/file-requests/{requestId}",
    parameters=(_operation.Parameter("request_id", "requestId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.FileRequest),
)
