from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

LIST_PAYMENTS: _operation.Operation[_models.PaymentLinkPaymentPage] = _operation.Operation(
    id="list-payment-link-payments",
    method="GET",
    path="/payment-links/{linkId}/payments",
    parameters=(
        _operation.Parameter("link_id", "linkId", _codecs.STRING, _operation.Location.PATH),
        _operation.Parameter("page", "page", _codecs.INTEGER, _operation.Location.QUERY),
    ),
    answer=_codecs.Object(lambda: _models.PaymentLinkPaymentPage),
)
