from typing import Literal, TypeAlias

TicketStatus: TypeAlias = Literal[
    "open",
    "closed",
]
"""Status of a ticket."""
