from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

LIST: _operation.Operation[_models.PunchCardPage] = _operation.Operation(
    id="list-punch-cards",
    method="GET",
    path="/punch-cards",
    parameters=(_operation.Parameter("page", "page", _codecs.INTEGER, _operation.Location.QUERY),),
    answer=_codecs.Object(lambda: _models.PunchCardPage),
)
