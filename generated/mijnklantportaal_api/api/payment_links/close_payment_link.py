from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CLOSE: _operation.Operation[_models.PaymentLink] = _operation.Operation(
    id="close-payment-link",
    method="DELETE",
    path="/payment-links/{linkId}",
    parameters=(_operation.Parameter("link_id", "linkId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.PaymentLink),
)
