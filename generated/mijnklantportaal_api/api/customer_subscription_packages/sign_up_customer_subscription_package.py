from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

SIGN_UP: _operation.Operation[_models.CustomerSubscription] = _operation.Operation(
    id="sign-up-customer-subscription-package",
    method="POST",
    path="/customer-subscription-packages/{packageId}/sign-up",
    parameters=(_operation.Parameter("package_id", "packageId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("create_invoice", "createInvoice", _codecs.BOOLEAN, False),
            _model.Field("customer_id", "customerId", _codecs.STRING, True),
            _model.Field("invoice_text", "invoiceText", _codecs.Nullable(_codecs.STRING), False),
            _model.Field("mandate_id", "mandateId", _codecs.STRING, False),
            _model.Field("start_date", "startDate", _codecs.DATE, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerSubscription),
)
