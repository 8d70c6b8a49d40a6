from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.PaymentLink] = _operation.Operation(
    id="create-payment-link",
    method="POST",
    path="/payment-links",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("amount", "amount", _codecs.MONEY, True),
            _model.Field("description", "description", _codecs.STRING, True),
            _model.Field("expires_at", "expiresAt", _codecs.DATE, False),
            _model.Field("reusable", "reusable", _codecs.BOOLEAN, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.PaymentLink),
)
