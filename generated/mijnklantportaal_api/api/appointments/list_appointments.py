from __future__ import annotations

import builtins as _builtins

from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import operation as _operation

from ... import models as _models

LIST: _operation.Operation[_builtins.list[_models.Appointment]] = _operation.Operation(
    id="list-appointments",
    method="GET",
    path="/appointments",
    parameters=(
        _operation.Parameter("days", "days", _codecs.INTEGER, _operation.Location.QUERY),
        _operation.Parameter("start_at", "start_at", _codecs.LOCAL_MINUTE, _operation.Location.QUERY),
    ),
    answer=_codecs.Items(_codecs.Object(lambda: _models.Appointment)),
)
