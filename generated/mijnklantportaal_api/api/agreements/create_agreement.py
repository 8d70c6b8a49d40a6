from __future__ import annotations

from ... import codecs as _codecs
from ... import model as _model
from ... import models as _models
from ... import operation as _operation

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
