from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.PaymentLink] = _operation.Operation(
    id="get-payment-link",
    method="GET",
    path="/payment-links/{linkId}",
    parameters=(_operation.Parameter("link_id", "linkId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.PaymentLink),
)
