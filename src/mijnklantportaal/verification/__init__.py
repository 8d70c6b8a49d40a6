"""A read-only check of a real portal against the spec: `print(verify(portal).to_markdown())`."""

from mijnklantportaal.verification._report import (
    Deviation,
    Observation,
    OperationResult,
    UnknownField,
    VerificationReport,
)
from mijnklantportaal.verification._verify import verify

__all__ = ["Deviation", "Observation", "OperationResult", "UnknownField", "VerificationReport", "verify"]
