from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.AgreementWithDetails] = _operation.Operation(
    id="get-agreement",
    method="GET",
    path="/agreements/{agreementId}",
    parameters=(_operation.Parameter("agreement_id", "agreementId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.AgreementWithDetails),
)
