from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

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
