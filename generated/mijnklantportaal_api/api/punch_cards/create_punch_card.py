from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.PunchCard] = _operation.Operation(
    id="create-punch-card",
    method="POST",
    path="/punch-cards",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("description", "description", _codecs.STRING, False),
            _model.Field("expire_period", "expirePeriod", _codecs.STRING, False),
            _model.Field("expiry_value", "expiryValue", _codecs.INTEGER, False),
            _model.Field("for_sale", "forSale", _codecs.BOOLEAN, False),
            _model.Field("name", "name", _codecs.STRING, True),
            _model.Field("price", "price", _codecs.MONEY, False),
            _model.Field("punch_label", "punchLabel", _codecs.STRING, True),
            _model.Field("punches", "punches", _codecs.INTEGER, True),
            _model.Field("vat_rate", "vatRate", _codecs.INTEGER, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.PunchCard),
)
