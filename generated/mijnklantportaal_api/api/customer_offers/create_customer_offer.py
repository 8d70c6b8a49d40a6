from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CREATE: _operation.Operation[_models.CustomerOffer] = _operation.Operation(
    id="create-customer-offer",
    method="POST",
    path="/customer-offers",
    body=_operation.Body(
        _operation.MediaType.MULTIPART,
        (
            _model.Field("accepted_at", "acceptedAt", _codecs.LOCAL_DATE_TIME, False),
            _model.Field("accepted_via_ip", "acceptedViaIp", _codecs.STRING, False),
            _model.Field("accepted_via_user_agent", "acceptedViaUserAgent", _codecs.STRING, False),
            _model.Field("amount", "amount", _codecs.MONEY, True),
            _model.Field("customer_id", "customerId", _codecs.STRING, True),
            _model.Field("expires_at", "expiresAt", _codecs.DATE, True),
            _model.Field("issued_at", "issuedAt", _codecs.DATE, True),
            _model.Field("offer_number", "offerNumber", _codecs.STRING, True),
            _model.Field("pdf", "pdf", _codecs.FILE, True),
            _model.Field("rejected_at", "rejectedAt", _codecs.LOCAL_DATE_TIME, False),
            _model.Field("send_notification", "sendNotification", _codecs.BOOLEAN, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerOffer),
)
