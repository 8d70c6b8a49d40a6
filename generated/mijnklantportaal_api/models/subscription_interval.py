from typing import Literal, TypeAlias

SubscriptionInterval: TypeAlias = Literal[
    "1 month",
    "1 year",
    "14 days",
    "2 months",
    "6 months",
]
"""Values that the document names: Interval at which a subscription is renewed"""
