from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

LIST_ISSUED: _operation.Operation[_models.IssuedPunchCardPage] = _operation.Operation(
    id="list-issued-punch-cards",
    method="GET",
    path="/punch-cards/{punchCardId}/issued",
    parameters=(
        _operation.Parameter("punch_card_id", "punchCardId", _codecs.STRING, _operation.Location.PATH),
        _operation.Parameter("page", "page", _codecs.INTEGER, _operation.Location.QUERY),
    ),
    answer=_codecs.Object(lambda: _models.IssuedPunchCardPage),
)
