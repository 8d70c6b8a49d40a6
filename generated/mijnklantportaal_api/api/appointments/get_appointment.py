from __future__ import annotations

from ... import codecs as _codecs
from ... import models as _models
from ... import operation as _operation

GET: _operation.Operation[_models.Appointment] = _operation.Operation(
    id="get-appointment",
    method="GET",
    path="/appointments/{appointmentId}",
    parameters=(_operation.Parameter("appointment_id", "appointmentId", _codecs.STRING, _operation.Location.PATH),),
    answer=_codecs.Object(lambda: _models.Appointment),
)
