from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CHANGE: _operation.Operation[_models.CustomerSubscriptionPackage] = _operation.Operation(
    id="change-customer-subscription-package",
    method="PATCH",
    path="/customer-subscription-packages/{packageId}",
    parameters=(_operation.Parameter("package_id", "packageId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("amount", "amount", _codecs.MONEY, False),
            _model.Field("available_for_sale", "availableForSale", _codecs.BOOLEAN, False),
            _model.Field("description", "description", _codecs.STRING, False),
            _model.Field("interval", "interval", _codecs.STRING, False),
            _model.Field("name", "name", _codecs.STRING, False),
            _model.Field("vat_rate", "vatRate", _codecs.INTEGER, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerSubscriptionPackage),
)
