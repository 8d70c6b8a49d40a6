from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

DOWNLOAD: _operation.Operation[_models.DownloadLink] = _operation.Operation(
    id="download-file",
    method="GET",
    path="/files/{fileId}/download",
    parameters=(_operation.Parameter("file_id", "fileId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.DownloadLink),
)
