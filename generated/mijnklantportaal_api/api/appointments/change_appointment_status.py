from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

CHANGE_STATUS: _operation.Operation[_models.Appointment] = _operation.Operation(
    id="change-appointment-status",
    method="PATCH",
    path="/appointments/{appointmentId}",
    parameters=(_operation.Parameter("appointment_id", "appointmentId", _codecs.STRING, _operation.Location.PATH),),
    body=_operation.Body(
        _operation.MediaType.JSON,
        (_model.Field("status", "status", _codecs.STRING, True),),
    ),
    answer=_codecs.Object(lambda: _models.Appointment),
)
