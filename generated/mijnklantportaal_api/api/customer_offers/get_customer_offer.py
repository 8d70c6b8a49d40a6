from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.CustomerOffer] = _operation.Operation(
    id="get-customer-offer",
    method="GET",
    path="/customer-offers/{offerId}",
    parameters=(_operation.Parameter("offer_id", "offerId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.CustomerOffer),
)
