from typing import Literal, TypeAlias

AgreementStatus: TypeAlias = Literal[
    "sent",
    "signed",
]
"""Status of an agreement."""
