from typing import Literal, TypeAlias

TicketSource: TypeAlias = Literal[
    "portal",
    "email",
    "chat",
]
"""Channel by which a ticket was created."""
