from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.CustomerSubscriptionPackage] = _operation.Operation(
    id="get-customer-subscription-package",
    method="GET",
    path="/customer-subscription-packages/{packageId}",
    parameters=(_operation.Parameter("package_id", "packageId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.CustomerSubscriptionPackage),
)
