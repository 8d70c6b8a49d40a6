from __future__ import annotations

from ... import codecs as _codecs
from ... import model as _model
from ... import models as _models
from ... import operation as _operation

ISSUE: _operation.Operation[_models.IssuedPunchCard] = _operation.Operation(
    id="issue-punch-card",
    method="POST",
    path="/punch-cards/{punchCardId}/issued",
    parameters=(_operation.Parameter("punch_card_id", "punchCardId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("customer_id", "customerId", _codecs.STRING, True),),
    ),
    answer=_codecs.Object(lambda: _models.IssuedPunchCard),
)
