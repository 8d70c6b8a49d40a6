from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

STAMP: _operation.Operation[_models.IssuedPunchCard] = _operation.Operation(
    id="stamp-punch-card",
    method="POST",
    path="/punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp",
    parameters=(
        _operation.Parameter("punch_card_id", "punchCardId", _codecs.STRING, _operation.Location.PATH),
        _operation.Parameter("issued_punch_card_id", "issuedPunchCardId", _codecs.STRING, _operation.Location.PATH),
    ),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("stamps", "stamps", _codecs.INTEGER, False),),
    ),
    answer=_codecs.Object(lambda: _models.IssuedPunchCard),
)
