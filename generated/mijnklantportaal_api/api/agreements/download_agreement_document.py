from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

DOWNLOAD_DOCUMENT: _operation.Operation[_models.DownloadLink] = _operation.Operation(
    id="download-agreement-document",
    method="GET",
    path="/agreements/{agreementId}/documents/{documentId}/download",
    parameters=(
        _operation.Parameter("agreement_id", "agreementId", _codecs.STRING, _operation.Location.PATH),
        _operation.Parameter("document_id", "documentId", _codecs.STRING, _operation.Location.PATH),
    ),
    answer=_codecs.Object(lambda: _models.DownloadLink),
)
