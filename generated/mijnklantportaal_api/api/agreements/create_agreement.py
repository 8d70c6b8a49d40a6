from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.AgreementWithDetails] = _operation.Operation(
    id="create-agreement",
    method="POST",
    path="/agreements",
    body=_operation.Body(
        _operation.MediaType.MULTIPART,
        (
            _model.Field("documents", "documents", _codecs.Array(_codecs.FILE), True),
            _model.Field("name", "name", _codecs.STRING, True),
            _model.Field("signer_name", "signerName", _codecs.STRING, True),
            _model.Field("signer_signature_data", "signerSignatureData", _codecs.STRING, True),
            _model.Field(
                "signers", "signers", _codecs.Array(_codecs.Object(lambda: _models.AgreementSignerInvitation)), True
            ),
        ),
    ),
    answer=_codecs.Object(lambda: _models.AgreementWithDetails),
)
