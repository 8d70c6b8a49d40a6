from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.PaymentLink] = _operation.Operation(
    id="get-payment-link",
    method="GET",
    path="/payment-links/{linkId}",
    parameters=(_operation.Parameter("link_id", "linkId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.PaymentLink),
)
