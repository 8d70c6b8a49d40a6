from typing import Literal, TypeAlias

SubscriptionInterval: TypeAlias = Literal[
    "14 days",
    "1 month",
    "2 months",
    "6 months",
    "1 year",
]
"""Interval at which a subscription is renewed."""
