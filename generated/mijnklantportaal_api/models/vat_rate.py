import typing as _typing

VatRate: _typing.TypeAlias = _typing.Literal[
    0,
    9,
    21,
]
"""Values that the document names: Percentage of VAT"""
