from typing import Literal, TypeAlias

AppointmentStatusChange: TypeAlias = Literal[
    "scheduled",
    "canceled",
]
"""Status that an appointment can be given."""
