"""The cases of the client, what each is compared with, and its budget."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.rows import Measure, Row


@dataclass(frozen=True)
class Case:
    """A case.

    Args:
        reference: The contender that the ratios are against.
        budget: The largest allowed ratio of this client; `None` if it is only reported.
        short_budget: The same for a short run, which is for finding regressions: at most 1.3 times the ratio that was
            measured last, and for counts, which do not vary, hardly above it.
    """

    name: str
    reference: str
    budget: float | None = None
    short_budget: float | None = None


_CASES = (
    Case("import mijnklantportaal", "httpx + attrs", 0.02, 0.004),
    Case("from mijnklantportaal import MijnKlantportaal", "httpx + attrs", 0.1, 0.06),
    Case("start, client, first call", "plain", 1.12, 0.95),
    # Models need attrs and decimal. Importing these is 0.1 of it.
    Case("first call over https", "plain", 1.25, 1.25),
    Case("get", "plain", 1.15, 0.75),
    Case("list of 15", "plain", 1.4, 1.2),
    Case("list of 100", "plain", 1.7, 1.7),
    Case("list of 1000", "plain", 1.8, 1.8),
    Case("50 concurrent tasks", "plain", 1.3, 1.0),
    Case("from_dict", "stock", 0.4, 0.4),
    Case("to_dict", "stock", 1.2, 0.75),
    # Each makes one call, so that what a client creates only when it needs it is included. A short run does not count
    # instructions here, but measures time, of which the TLS handshake is a larger part.
    Case("a further client", "plain", 0.1, 0.3),
    Case("get, own httpx.Client", "default client"),
    Case("sequential calls", "plain", 1.1, 1.2),
    # Most of this is the connection pool of httpx. The other one, in memory, shows what the client adds.
    Case("50 connected tasks", "plain", 1.3, 1.3),
    Case("pages", "plain", 1.3, 1.3),
    Case("memory of an offer", "stock", 0.6, 0.6),
    Case("memory after 10,000 pages", "1,000 pages", 1.1),
    Case("memory of a client", "plain"),
)
CASES: Mapping[str, Case] = {case.name: case for case in _CASES}


def row(name: str, unit: str, measures: Mapping[str, Measure], *, short: bool, has_budget: bool = True) -> Row:
    """Return the row of a case. A case with several rows has its budget in one of them."""
    case = CASES[name]
    budget = case.short_budget if short else case.budget
    return Row(name, unit, case.reference, measures, budget if has_budget else None)
