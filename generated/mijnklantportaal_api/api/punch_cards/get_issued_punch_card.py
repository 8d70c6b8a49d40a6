from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET_ISSUED: _operation.Operation[_models.IssuedPunchCard] = _operation.Operation(
    id="get-issued-punch-card",
    method="GET",
    path="/punch-cards/{punchCardId}/issued/{issuedPunchCardId}",
    parameters=(
        _operation.Parameter("punch_card_id", "punchCardId", _codecs.STRING, _operation.Location.PATH),
        _operation.Parameter("issued_punch_card_id", "issuedPunchCardId", _codecs.STRING, _operation.Location.PATH),
    ),
    answer=_codecs.Object(lambda: _models.IssuedPunchCard),
)
