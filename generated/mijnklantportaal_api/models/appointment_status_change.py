import typing as _typing

AppointmentStatusChange: _typing.TypeAlias = _typing.Literal[
    "canceled",
    "scheduled",
]
"""Values that the document names: Status that an appointment can be given"""
