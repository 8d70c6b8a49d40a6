from __future__ import annotations

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

GET: _operation.Operation[_models.Appointment] = _operation.Operation(
    id="get-appointment",
    method="GET",
    path="/appointments/{appointmentId}",
    parameters=(_operation.Parameter("appointment_id", "appointmentId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.Appointment),
)
