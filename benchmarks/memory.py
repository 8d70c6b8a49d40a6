"""Memory: of objects, while iterating over pages, and of clients. See `benchmarks.contenders.memory` for how."""

import json
from collections.abc import Mapping
from typing import Any

from benchmarks.cases import row
from benchmarks.measured import Measured
from benchmarks.rows import Measure, Row

UNIT = "bytes"
CONTENDERS = ("plain", "stock", "this")
OFFERS = 10_000
PAGES = (1_000, 10_000)
CLIENTS = 30


def rows(measured: Measured, server: str, *, short: bool) -> list[Row]:
    """Measure memory; in a short run only that of fewer objects."""
    offers = str(OFFERS // 10 if short else OFFERS)
    per_offer = {name: _bytes(measured, "offers", name, offers) for name in CONTENDERS}
    result = [row("memory of an offer", UNIT, _measures(per_offer), short=short)]
    if short:
        return result
    before, after = _bytes(measured, "iteration", "this", *map(str, PAGES))
    peaks = {"1,000 pages": before, "this": after}
    per_client = {name: _bytes(measured, "clients", name, str(CLIENTS), server) for name in CONTENDERS}
    return [
        *result,
        row("peak memory after 10,000 pages", UNIT, _measures(peaks), short=short),
        row("memory of a client", UNIT, _measures(per_client), short=short),
    ]


def _bytes(measured: Measured, program: str, *arguments: str) -> Any:
    return json.loads(measured.run("-m", "benchmarks.contenders.memory", program, *arguments).stdout)


def _measures(values: Mapping[str, float]) -> dict[str, Measure]:
    return {name: Measure(value) for name, value in values.items()}
