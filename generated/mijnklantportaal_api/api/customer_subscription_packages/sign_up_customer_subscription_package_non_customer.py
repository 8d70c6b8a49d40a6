from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

SIGN_UP_NON_CUSTOMER: _operation.Operation[_models.PendingSignUp] = _operation.Operation(
    id="sign-up-customer-subscription-package-non-customer",
    method="POST",
    path="/customer-subscription-packages/{packageId}/sign-up/",
    parameters=(_operation.Parameter("package_id", "packageId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("address", "address", _codecs.STRING, True),
            _model.Field("city", "city", _codecs.STRING, True),
            _model.Field("company_name", "companyName", _codecs.STRING, True),
            _model.Field("email", "email", _codecs.STRING, True),
            _model.Field("zip_code", "zipCode", _codecs.STRING, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.PendingSignUp),
)
