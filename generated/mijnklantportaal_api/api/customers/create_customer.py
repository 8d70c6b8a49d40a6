from __future__ import annotations

from ... import codecs as _codecs
from ... import model as _model
from ... import models as _models
from ... import operation as _operation

CREATE: _operation.Operation[_models.Customer] = _operation.Operation(
    id="create-customer",
    method="POST",
    path="/customers",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("address", "address", _codecs.STRING, True),
            _model.Field("city", "city", _codecs.STRING, True),
            _model.Field("company_name", "companyName", _codecs.STRING, True),
            _model.Field("country_code", "countryCode", _codecs.STRING, False),
            _model.Field("primary_email", "primaryEmail", _codecs.STRING, True),
            _model.Field("zip_code", "zipCode", _codecs.STRING, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.Customer),
)
