from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.FileOrDirectory] = _operation.Operation(
    id="get-file",
    method="GET",
    path="/files/{fileOrDirId}",
    parameters=(_operation.Parameter("file_or_dir_id", "fileOrDirId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.FileOrDirectory),
)
