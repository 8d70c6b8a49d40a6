from typing import Literal, TypeAlias

VatRate: TypeAlias = Literal[
    0,
    9,
    21,
]
"""Percentage of VAT."""
