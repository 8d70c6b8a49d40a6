from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

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
