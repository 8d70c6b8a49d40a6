from typing import Literal, TypeAlias

AppointmentStatusChange: TypeAlias = Literal[
    "canceled",
    "scheduled",
]
"""Values that the document names: Status that an appointment can be given"""
