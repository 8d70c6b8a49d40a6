from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.CustomerSubscriptionPackage] = _operation.Operation(
    id="create-customer-subscription-package",
    method="POST",
    path="/customer-subscription-packages",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("amount", "amount", _codecs.MONEY, True),
            _model.Field("available_for_sale", "availableForSale", _codecs.BOOLEAN, False),
            _model.Field("description", "description", _codecs.STRING, False),
            _model.Field("interval", "interval", _codecs.STRING, True),
            _model.Field("name", "name", _codecs.STRING, True),
            _model.Field("vat_rate", "vatRate", _codecs.INTEGER, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerSubscriptionPackage),
)
