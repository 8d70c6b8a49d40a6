from typing import Literal, TypeAlias

AppointmentStatus: TypeAlias = Literal[
    "scheduled",
    "canceled",
    "pending",
]
"""Status of an appointment."""
