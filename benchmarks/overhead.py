"""What the client costs over plain httpx: ratios within one run, each with a budget, and a failure for each above it.

The portal is a transport in memory, so that nothing but the code on this side is measured. Both sides take turns, since
a machine is never as fast as it was a second ago.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import httpx

from mijnklantportaal import MijnKlantportaal

ADDRESS = "https://portal.example/v1"
OFFER = {
    "id": "off_abc12345def678",
    "customerId": "cst_abc12345def678",
    "offerNumber": "2024-001",
    "issuedAt": "2024-04-29",
    "expiresAt": "2024-05-29",
    "currency": "EUR",
    "amount": "12.95",
    "acceptedAt": "2024-05-14T21:00:00+02:00",
    "acceptedViaIp": "203.0.113.8",
    "acceptedViaUserAgent": None,
    "acceptanceSignature": None,
    "rejectedAt": None,
    "createdAt": "2024-04-29T21:00:00+02:00",
    "links": {"customer": {"href": f"{ADDRESS}/customers/cst_abc12345def678", "type": "application/json"}},
}


@dataclass(frozen=True)
class Comparison:
    """Something that the client does, the same without it, and how much longer it may take."""

    name: str
    plain: Callable[[], object]
    ours: Callable[[], object]
    budget: float
    rounds: int


def page(offers: int) -> bytes:
    """The answer of a list with so many offers."""
    path = f"{ADDRESS}/customer-offers"
    around = {"first_page_url": path, "next_page_url": None, "path": path, "prev_page_url": None}
    numbers = {"current_page": 1, "from": 1, "per_page": 15, "to": offers}
    return json.dumps({"data": [OFFER] * offers, **around, **numbers}).encode()


def listing(offers: int, budget: float) -> Comparison:
    """A call of a list."""
    content = page(offers)
    headers = {"X-RateLimit-Limit": "1000000", "X-RateLimit-Remaining": "999999"}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=content, headers=headers))
    plain = httpx.Client(transport=transport)
    ours = MijnKlantportaal(api_key="k", base_url=ADDRESS, http_client=transport)
    authorization = {"Authorization": "Bearer k"}
    return Comparison(
        f"list of {offers}, against httpx and json",
        lambda: plain.get(f"{ADDRESS}/customer-offers", headers=authorization).json(),
        lambda: ours.customer_offers.list().data,
        budget,
        rounds=400,
    )


def importing(modules: str) -> Callable[[], object]:
    """A new interpreter that imports these."""
    return lambda: subprocess.run([sys.executable, "-c", f"import {modules}"], check=True)


COMPARISONS = [
    Comparison("import, against httpx and attrs", importing("httpx, attrs"), importing("mijnklantportaal"), 1.5, 20),
    listing(1, 2.2),
    listing(15, 2.6),
    listing(100, 3.0),
]


def seconds(work: Callable[[], Any]) -> float:
    """How long it takes, once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> int:
    """Print a line for each comparison; 1 when a budget was passed."""
    passed = []
    for comparison in COMPARISONS:
        for _ in range(comparison.rounds // 10):
            comparison.plain(), comparison.ours()
        pairs = [(seconds(comparison.plain), seconds(comparison.ours)) for _ in range(comparison.rounds)]
        plain, ours = (median(times) for times in zip(*pairs, strict=True))
        ratio = ours / plain
        print(
            f"{comparison.name:40} {plain * 1000:8.3f} ms {ours * 1000:8.3f} ms"
            f" {ratio:5.2f} times, budget {comparison.budget}"
        )
        if ratio > comparison.budget:
            passed.append(comparison.name)
    if passed:
        print(f"over budget: {'; '.join(passed)}", file=sys.stderr)
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
