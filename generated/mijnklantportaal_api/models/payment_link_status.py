from typing import Literal, TypeAlias

PaymentLinkStatus: TypeAlias = Literal[
    "open",
    "paid",
    "expired",
    "closed",
]
"""Status of a payment link."""
