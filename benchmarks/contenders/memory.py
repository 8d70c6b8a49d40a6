"""Measure memory in a fresh interpreter: `python -m benchmarks.contenders.memory PROGRAM CONTENDER NUMBER...`.

Objects are measured by tracemalloc, which counts what Python allocates exactly and repeatably. Clients are measured by
the resident memory of the process, since the certificates that they load are allocated by OpenSSL.
"""

import itertools
import json
import resource
import sys
import tracemalloc
from collections import deque
from importlib import import_module
from typing import Any

from .payloads import ADDRESS, Memory, MemoryPages, encoded, page

PAGES_BEFORE = 100
"""Pages after which caches are full."""


def offers(contender: str, number: int) -> float:
    """Return the bytes per offer of lists that are kept."""
    client = _module(contender).Client(ADDRESS, Memory(encoded(page(number // 10))))
    kept = [client.list()]
    tracemalloc.start()
    # Further ones, since the first imports modules.
    before = tracemalloc.get_traced_memory()[0]
    kept += [client.list() for _ in range(10)]
    return (tracemalloc.get_traced_memory()[0] - before) / (number // 10 * 10)


def iteration(contender: str, *pages: int) -> list[int]:
    """Return the peak of bytes up to each of several numbers of pages, within one iteration."""
    client = _module(contender).Client(ADDRESS, MemoryPages(1, pages[-1]))
    iterator = client.offers()
    deque(itertools.islice(iterator, PAGES_BEFORE), maxlen=0)
    tracemalloc.start()
    peaks, iterated = [], PAGES_BEFORE
    for number in pages:
        deque(itertools.islice(iterator, number - iterated), maxlen=0)
        iterated = number
        peaks.append(tracemalloc.get_traced_memory()[1])
    return peaks


def clients(contender: str, number: int, server: str) -> float:
    """Return the bytes per client with a connection, of clients beside the first one."""

    def connected() -> Any:
        client = _module(contender).Client(server)
        client.get()
        return client

    kept = [connected()]
    before = _peak_bytes()
    kept += [connected() for _ in range(number)]
    return (_peak_bytes() - before) / number


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS has bytes, others have kibibytes.
    return peak if sys.platform == "darwin" else peak * 1024


def _module(contender: str) -> Any:
    return import_module(f"{__package__}.{contender}")


def main(program: str, contender: str, *numbers: str) -> None:
    if program == "offers":
        print(json.dumps(offers(contender, int(numbers[0]))))
    elif program == "iteration":
        print(json.dumps(iteration(contender, *map(int, numbers))))
    else:
        print(json.dumps(clients(contender, int(numbers[0]), numbers[1])))


if __name__ == "__main__":
    main(*sys.argv[1:])
