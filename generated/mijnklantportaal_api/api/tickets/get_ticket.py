from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.TicketWithMessages] = _operation.Operation(
    id="get-ticket",
    method="GET",
    path="/tickets/{ticketId}",
    parameters=(_operation.Parameter("ticket_id", "ticketId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.TicketWithMessages),
)
