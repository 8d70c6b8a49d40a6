from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.FileOrDirectory] = _operation.Operation(
    id="get-file",
    method="GET",
    path="/files/{fileOrDirId}",
    parameters=(_operation.Parameter("file_or_dir_id", "fileOrDirId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.FileOrDirectory),
)
