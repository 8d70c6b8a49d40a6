from __future__ import annotations

from ... import codecs as _codecs
from ... import model as _model
from ... import models as _models
from ... import operation as _operation

EDIT: _operation.Operation[_models.PunchCard] = _operation.Operation(
    id="edit-punch-card",
    method="PATCH",
    path="/punch-cards/{punchCardId}",
    parameters=(_operation.Parameter("punch_card_id", "punchCardId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("for_sale", "forSale", _codecs.BOOLEAN, True),
            _model.Field("price", "price", _codecs.MONEY, False),
            _model.Field("vat_rate", "vatRate", _codecs.INTEGER, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.PunchCard),
)
