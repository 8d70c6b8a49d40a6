from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

LIST: _operation.Operation[_models.TicketPage] = _operation.Operation(
    id="list-tickets",
    method="GET",
    path="/tickets",
    parameters=(_operation.Parameter("page", "page", _codecs.INTEGER, _operation.Location.QUERY),),
    answer=_codecs.Object(lambda: _models.TicketPage),
)
