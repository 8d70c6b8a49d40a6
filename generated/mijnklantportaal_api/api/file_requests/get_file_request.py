from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.FileRequest] = _operation.Operation(
    id="get-file-request",
    method="GET",
    path="/file-requests/{requestId}",
    parameters=(_operation.Parameter("request_id", "requestId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.FileRequest),
)
