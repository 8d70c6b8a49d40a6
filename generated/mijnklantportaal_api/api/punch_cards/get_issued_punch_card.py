from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

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
