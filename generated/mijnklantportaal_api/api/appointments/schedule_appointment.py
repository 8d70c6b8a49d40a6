from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

SCHEDULE: _operation.Operation[_models.Appointment] = _operation.Operation(
    id="schedule-appointment",
    method="POST",
    path="/appointments",
    body=_operation.Body(
        _operation.MediaType.JSON,
        (
            _model.Field("attendee_email", "attendeeEmail", _codecs.STRING, False),
            _model.Field("attendee_name", "attendeeName", _codecs.STRING, False),
            _model.Field("customer_id", "customerId", _codecs.STRING, False),
            _model.Field("ends_at", "endsAt", _codecs.LOCAL_MINUTE, True),
            _model.Field("name", "name", _codecs.STRING, True),
            _model.Field("starts_at", "startsAt", _codecs.LOCAL_MINUTE, True),
        ),
    ),
    answer=_codecs.Object(lambda: _models.Appointment),
)
