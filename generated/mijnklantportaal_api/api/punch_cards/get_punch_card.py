from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.PunchCard] = _operation.Operation(
    id="get-punch-card",
    method="GET",
    path="/punch-cards/{punchCardId}",
    parameters=(_operation.Parameter("punch_card_id", "punchCardId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.PunchCard),
)
