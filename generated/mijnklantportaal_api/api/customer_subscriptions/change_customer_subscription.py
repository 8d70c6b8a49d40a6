from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CHANGE: _operation.Operation[_models.CustomerSubscription] = _operation.Operation(
    id="change-customer-subscription",
    method="PATCH",
    path="/customer-subscriptions/{subscriptionId}",
    parameters=(_operation.Parameter("subscription_id", "subscriptionId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("amount", "amount", _codecs.MONEY, False),
            _model.Field("description", "description", _codecs.STRING, False),
            _model.Field("interval", "interval", _codecs.STRING, False),
            _model.Field("terminated_at", "terminatedAt", _codecs.LOCAL_DATE_TIME, False),
            _model.Field("vat_rate", "vatRate", _codecs.INTEGER, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerSubscription),
)
