import typing as _typing

ExpiryPeriod: _typing.TypeAlias = _typing.Literal[
    "days",
    "months",
    "years",
]
"""Values that the document names: Unit of the time until a punch card expires"""
