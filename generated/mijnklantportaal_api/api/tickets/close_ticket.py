from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

CLOSE: _operation.Operation[_models.TicketWithMessages] = _operation.Operation(
    id="close-ticket",
    method="PATCH",
    path="/tickets/{ticketId}",
    parameters=(_operation.Parameter("ticket_id", "ticketId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.TicketWithMessages),
)
