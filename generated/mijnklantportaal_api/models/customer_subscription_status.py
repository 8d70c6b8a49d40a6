from typing import Literal, TypeAlias

CustomerSubscriptionStatus: TypeAlias = Literal[
    "planned",
    "in_progress",
    "terminated",
    "ended",
]
"""Status of a subscription."""
