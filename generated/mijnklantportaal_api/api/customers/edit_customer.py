from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

EDIT: _operation.Operation[_models.Customer] = _operation.Operation(
    id="edit-customer",
    method="PATCH",
    path="/customers/{customerId}",
    parameters=(_operation.Parameter("customer_id", "customerId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("address", "address", _codecs.STRING, False),
            _model.Field("city", "city", _codecs.STRING, False),
            _model.Field("company_name", "companyName", _codecs.STRING, False),
            _model.Field("primary_email", "primaryEmail", _codecs.STRING, False),
            _model.Field("zip_code", "zipCode", _codecs.STRING, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.Customer),
)
