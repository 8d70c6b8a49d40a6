"""A check of a real portal against the spec: it reads, and changes nothing.

```python
from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.verification import verify

with MijnKlantportaal() as portal:
    report = verify(portal)
print(report.to_markdown())
```
"""

from mijnklantportaal.verification._report import (
    Deviation,
    Observation,
    OperationResult,
    UnknownField,
    VerificationReport,
)
from mijnklantportaal.verification._verify import verify

__all__ = ["Deviation", "Observation", "OperationResult", "UnknownField", "VerificationReport", "verify"]
