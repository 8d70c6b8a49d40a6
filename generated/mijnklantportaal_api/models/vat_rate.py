from typing import Literal, TypeAlias

VatRate: TypeAlias = Literal[
    0,
    9,
    21,
]
"""Values that the document names: Percentage of VAT"""
