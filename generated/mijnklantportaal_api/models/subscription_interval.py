import typing as _typing

SubscriptionInterval: _typing.TypeAlias = _typing.Literal[
    "1 month",
    "1 year",
    "14 days",
    "2 months",
    "6 months",
]
"""Values that the document names: Interval at which a subscription is renewed"""
