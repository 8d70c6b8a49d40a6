from typing import Literal, TypeAlias

ExpiryPeriod: TypeAlias = Literal[
    "days",
    "months",
    "years",
]
"""Values that the document names: Unit of the time until a punch card expires"""
