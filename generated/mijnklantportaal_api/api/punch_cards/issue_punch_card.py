from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

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
