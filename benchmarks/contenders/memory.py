"""Measure memory in a fresh interpreter: `python -m benchmarks.contenders.memory PROGRAM ARGUMENT...`.

Objects are measured by tracemalloc, which counts what Python allocates exactly and repeatably. Clients are measured by
the resident memory of the process, since the certificates that they load are allocated by OpenSSL.
"""

import gc
import itertools
import json
import os
import subprocess
import sys
import tracemalloc
from collections import deque
from importlib import import_module
from typing import Any

from .payloads import ADDRESS, TOKEN, Memory, MemoryPages, encoded, page


def offers(contender: str, number: int) -> float:
    """Return the bytes per offer of lists that are kept."""
    client = _module(contender).Client(ADDRESS, Memory(encoded(page(number // 10))))
    kept = [client.list()]
    tracemalloc.start()
    # Further ones, since the first imports modules.
    before = tracemalloc.get_traced_memory()[0]
    kept += [client.list() for _ in range(10)]
    # The responses of httpx are part of cycles.
    gc.collect()
    return (tracemalloc.get_traced_memory()[0] - before) / (number // 10 * 10)


def iteration(*pages: int) -> list[int]:
    """Return the bytes in use after several numbers of pages, within one iteration of this client.

    The throttle is off: it remembers the calls of the last minute, which a portal limits to fewer than are made here.
    """
    from mijnklantportaal import MijnKlantportaal

    transport = MemoryPages(1, pages[-1])
    portal = MijnKlantportaal(api_key=TOKEN, base_url=ADDRESS, http_client=transport, throttle=False)
    offers = iter(portal.customer_offers.list())
    tracemalloc.start()
    in_use, iterated = [], 0
    for number in pages:
        deque(itertools.islice(offers, number - iterated), maxlen=0)
        iterated = number
        gc.collect()
        in_use.append(tracemalloc.get_traced_memory()[0])
    return in_use


def clients(contender: str, number: int, server: str) -> float:
    """Return the bytes per client with a connection, of clients beside the first one."""

    def connected() -> Any:
        client = _module(contender).Client(server)
        client.get()
        return client

    kept = [connected()]
    before = _resident_bytes()
    kept += [connected() for _ in range(number)]
    return (_resident_bytes() - before) / number


def _resident_bytes() -> int:
    # The maximum that getrusage reports is inherited from the parent process.
    command = ["ps", "-o", "rss=", "-p", str(os.getpid())]
    return int(subprocess.run(command, capture_output=True, check=True).stdout) * 1024


def _module(contender: str) -> Any:
    return import_module(f"{__package__}.{contender}")


def main(program: str, *arguments: str) -> None:
    if program == "iteration":
        print(json.dumps(iteration(*map(int, arguments))))
    elif program == "offers":
        contender, number = arguments
        print(json.dumps(offers(contender, int(number))))
    else:
        contender, number, server = arguments
        print(json.dumps(clients(contender, int(number), server)))


if __name__ == "__main__":
    main(*sys.argv[1:])
