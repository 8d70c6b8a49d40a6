from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.CustomerSubscriptionPackage] = _operation.Operation(
    id="get-customer-subscription-package",
    method="GET",
    path="/customer-subscription-packages/{packageId}",
    parameters=(_operation.Parameter("package_id", "packageId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.CustomerSubscriptionPackage),
)
