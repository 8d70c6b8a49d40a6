from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.PunchCard] = _operation.Operation(
    id="get-punch-card",
    method="GET",
    path="/punch-cards/{punchCardId}",
    parameters=(_operation.Parameter("punch_card_id", "punchCardId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.PunchCard),
)
