from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

MARK: _operation.Operation[_models.CustomerOffer] = _operation.Operation(
    id="mark-customer-offer",
    method="PATCH",
    path="/customer-offers/{offerId}",
    parameters=(_operation.Parameter("offer_id", "offerId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("accepted_at", "acceptedAt", _codecs.LOCAL_DATE_TIME, False),
            _model.Field("accepted_via_ip", "acceptedViaIp", _codecs.STRING, False),
            _model.Field("accepted_via_user_agent", "acceptedViaUserAgent", _codecs.STRING, False),
            _model.Field("rejected_at", "rejectedAt", _codecs.LOCAL_DATE_TIME, False),
        ),
    ),
    answer=_codecs.Object(lambda: _models.CustomerOffer),
)
