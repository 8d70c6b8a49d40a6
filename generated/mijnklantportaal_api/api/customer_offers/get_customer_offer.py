from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.CustomerOffer] = _operation.Operation(
    id="get-customer-offer",
    method="GET",
    path="/customer-offers/{offerId}",
    parameters=(_operation.Parameter("offer_id", "offerId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.CustomerOffer),
)
