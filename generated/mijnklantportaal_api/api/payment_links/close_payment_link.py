from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

CLOSE: _operation.Operation[_models.PaymentLink] = _operation.Operation(
    id="close-payment-link",
    method="DELETE",
    path="/payment-links/{linkId}",
    parameters=(_operation.Parameter("link_id", "linkId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.PaymentLink),
)
