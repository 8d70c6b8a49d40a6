"""Memory: of objects, while iterating over pages, and of clients. See `benchmarks.contenders.memory` for how."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
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
    """Measure memory; in a short run only that of fewer objects.

    Args:
        server: The base URL of a server with TLS.
    """
    offers = str(OFFERS // 10 if short else OFFERS)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        iteration = None if short else pool.submit(_bytes, measured, "iteration", *map(str, PAGES))
        per_offer = {name: pool.submit(_bytes, measured, "offers", name, offers) for name in CONTENDERS}
        per_client = {name: pool.submit(_bytes, measured, "clients", name, str(CLIENTS), server) for name in CONTENDERS}
    measures = {
        "memory of an offer": {name: Measure(future.result()) for name, future in per_offer.items()},
        "memory of a client": {name: Measure(future.result()) for name, future in per_client.items()},
    }
    if iteration:
        before, after = iteration.result()
        measures["memory after 10,000 pages"] = {"1,000 pages": Measure(before), "this": Measure(after)}
    return [row(case, UNIT, contenders, short=short) for case, contenders in measures.items()]


def _bytes(measured: Measured, program: str, *arguments: str) -> Any:
    return json.loads(measured.run("-m", "benchmarks.contenders.memory", program, *arguments).stdout)
