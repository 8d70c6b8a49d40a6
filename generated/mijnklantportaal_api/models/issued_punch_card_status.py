from typing import Literal, TypeAlias

IssuedPunchCardStatus: TypeAlias = Literal[
    "active",
    "expired",
    "fully_used",
]
"""Status of an issued punch card."""
