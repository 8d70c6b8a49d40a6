"""What one contender does for each case that is measured within one process."""

import asyncio
import functools
import itertools
from collections.abc import Callable
from importlib import import_module
from typing import Any

import httpx

from .payloads import ADDRESS, AsyncMemory, Memory, encoded, offer, page

TASKS = 50
LISTS = (15, 100, 1000)
# About 20 million instructions, or 10 milliseconds, each.
CALLS = {
    "get": 25,
    "list of 15": 15,
    "list of 100": 4,
    "list of 1000": 1,
    "from_dict": 500,
    "to_dict": 500,
    "50 concurrent tasks": 1,
    "a further client": 1,
    "get, own httpx.Client": 25,
}
"""How often the work of each case is repeated for one measurement."""

Work = Callable[[], object]


def prepared_work(contender: str, server: str) -> dict[str, Callable[[], Work]]:
    """Return, by case, a function that prepares what is not measured, and returns what is.

    Args:
        contender: A module of this package: "plain", "converted", "stock" or "this".
        server: The base URL of a server for the cases that need a connection.
    """
    module: Any = import_module(f"{__package__}.{contender}")

    def further_client() -> None:
        client = module.Client(server)
        client.get()
        client.close()

    prepared: dict[str, Callable[[], Work]] = {
        "get": lambda: module.Client(ADDRESS, Memory(encoded(offer(1)))).get,
        **{f"list of {size}": functools.partial(_list, module, size) for size in LISTS},
        "50 concurrent tasks": lambda: _concurrent(module),
        "a further client": lambda: further_client,
    }
    if contender in ("stock", "this"):
        prepared |= {"from_dict": lambda: _parsing(module), "to_dict": lambda: _serializing(module)}
    if contender == "this":
        own = httpx.Client(transport=Memory(encoded(offer(1))))
        prepared["get, own httpx.Client"] = lambda: module.Client(ADDRESS, own).get
    return prepared


def _list(module: Any, size: int) -> Work:
    work: Work = module.Client(ADDRESS, Memory(encoded(page(size)))).list
    return work


def _concurrent(module: Any) -> Work:
    transport = AsyncMemory(encoded(offer(1)))

    async def run() -> None:
        client = module.AsyncClient(ADDRESS, transport)
        await asyncio.gather(*(client.get() for _ in range(TASKS)))
        await client.close()

    # The event loop and the client are less than 2 % of this.
    return lambda: asyncio.run(run())


def _parsing(module: Any) -> Work:
    offers = itertools.cycle(page(100)["data"])
    return lambda: module.parsed_offer(next(offers))


def _serializing(module: Any) -> Work:
    offers = itertools.cycle([module.parsed_offer(data) for data in page(100)["data"]])
    return lambda: next(offers).to_dict()
