from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.CustomerSubscription] = _operation.Operation(
    id="get-customer-subscription",
    method="GET",
    path="/customer-subscriptions/{subscriptionId}",
    parameters=(_operation.Parameter("subscription_id", "subscriptionId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.CustomerSubscription),
)
