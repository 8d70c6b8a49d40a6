from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

ADD_MESSAGE: _operation.Operation[_models.TicketWithMessages] = _operation.Operation(
    id="add-ticket-message",
    method="POST",
    path="/tickets/{ticketId}",
    parameters=(_operation.Parameter("ticket_id", "ticketId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("message", "message", _codecs.STRING, True),),
    ),
    answer=_codecs.Object(lambda: _models.TicketWithMessages),
)
