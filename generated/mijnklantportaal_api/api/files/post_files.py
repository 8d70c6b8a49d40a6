from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE_DIRECTORY: _operation.Operation[_models.FileOrDirectory] = _operation.Operation(
    id="post-files",
    method="POST",
    path="/files",
    parameters=(_operation.Parameter("directory", "directory", _codecs.STRING, _operation.Location.QUERY),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("name", "name", _codecs.STRING, True),),
    ),
    answer=_codecs.Object(lambda: _models.FileOrDirectory),
)

UPLOAD: _operation.Operation[_models.FileOrDirectory] = _operation.Operation(
    id="post-files",
    method="POST",
    path="/files",
    parameters=(_operation.Parameter("directory", "directory", _codecs.STRING, _operation.Location.QUERY),),
    body=_operation.Body(
        _operation.MediaType.MULTIPART,
        (_model.Field("file", "file", _codecs.FILE, True),),
    ),
    answer=_codecs.Object(lambda: _models.FileOrDirectory),
)
