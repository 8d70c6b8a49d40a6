from typing import Literal, TypeAlias

ExpiryPeriod: TypeAlias = Literal[
    "days",
    "months",
    "years",
]
"""Unit of the time until a punch card expires."""
