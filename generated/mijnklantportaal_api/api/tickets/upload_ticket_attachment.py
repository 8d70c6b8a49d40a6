from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

UPLOAD_ATTACHMENT: _operation.Operation[_models.TicketWithMessages] = _operation.Operation(
    id="upload-ticket-attachment",
    method="POST",
    path="/tickets/{ticketId}/message/{messageId}/attachment",
    parameters=(
        _operation.Parameter("ticket_id", "ticketId", _codecs.STRING, _operation.Location.PATH),
        _operation.Parameter("message_id", "messageId", _codecs.STRING, _operation.Location.PATH),
    ),
    body=_operation.Body(
        _operation.MediaType.MULTIPART,
        (_model.Field("attachment", "attachment", _codecs.FILE, True),),
    ),
    answer=_codecs.Object(lambda: _models.TicketWithMessages),
)
