from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

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
