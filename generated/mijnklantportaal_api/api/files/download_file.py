from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

DOWNLOAD: _operation.Operation[_models.DownloadLink] = _operation.Operation(
    id="download-file",
    method="GET",
    path="/files/{fileId}/download",
    parameters=(_operation.Parameter("file_id", "fileId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.DownloadLink),
)
