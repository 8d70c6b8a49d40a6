from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.AgreementWithDetails] = _operation.Operation(
    id="get-agreement",
    method="GET",
    path="/agreements/{agreementId}",
    parameters=(_operation.Parameter("agreement_id", "agreementId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.AgreementWithDetails),
)
