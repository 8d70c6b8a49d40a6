"""Time contenders in turns: `python -m benchmarks.contenders.turns PROGRAM SERVER ROUNDS CONTENDER...`.

Prints the samples as JSON: for each case and contender, the seconds per repetition in each round.
"""

import asyncio
import json
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import islice
from time import perf_counter
from typing import Any

from .payloads import OFFERS_OF_PAGE
from .work import CALLS, TASKS, Work, prepared_work

CALLS_IN_TURN = 10
PAGES_IN_TURN = 10

Samples = dict[str, list[float]]


def in_turns(works: Mapping[str, Work], repetitions: int, rounds: int) -> Samples:
    """Return the seconds per repetition. The contenders take turns, since the speed of a machine varies."""
    samples: Samples = {contender: [] for contender in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for contender, work in works.items():
            start = perf_counter()
            for _ in range(repetitions):
                work()
            samples[contender].append((perf_counter() - start) / repetitions)
    return samples


def in_memory(server: str, rounds: int, contenders: Sequence[str]) -> dict[str, Samples]:
    """Time the cases without a connection."""
    return _prepared([case for case in CALLS if case != "a further client"], server, rounds, contenders)


def clients(server: str, rounds: int, contenders: Sequence[str]) -> dict[str, Samples]:
    """Time the creation of clients, with a call each."""
    return _prepared(["a further client"], server, rounds, contenders)


def calls(server: str, rounds: int, contenders: Sequence[str]) -> dict[str, Samples]:
    """Time calls one after the other, each client on one connection."""
    works = {contender: _module(contender).Client(server).get for contender in contenders}
    return {"sequential calls": in_turns(works, CALLS_IN_TURN, rounds)}


def pages(server: str, rounds: int, contenders: Sequence[str]) -> dict[str, Samples]:
    """Time the iteration over pages. Each client iterates over the same list, some pages in each turn."""

    def advancing(offers: Iterator[object]) -> Work:
        return lambda: deque(islice(offers, PAGES_IN_TURN * OFFERS_OF_PAGE), maxlen=0)

    works = {contender: advancing(_module(contender).Client(server).offers()) for contender in contenders}
    samples = in_turns(works, 1, rounds)
    return {"pages": {name: [value / PAGES_IN_TURN for value in values] for name, values in samples.items()}}


def tasks(server: str, rounds: int, contenders: Sequence[str]) -> dict[str, Samples]:
    """Time concurrent calls of one client, each on a connection of its own."""

    async def run() -> Samples:
        clients = {contender: _module(contender).AsyncClient(server) for contender in contenders}
        samples: Samples = {contender: [] for contender in contenders}
        # The first round connects.
        for number in range(rounds + 1):
            for contender, client in clients.items():
                start = perf_counter()
                await asyncio.gather(*(client.get() for _ in range(TASKS)))
                if number:
                    samples[contender].append(perf_counter() - start)
        for client in clients.values():
            await client.close()
        return samples

    return {"50 connected tasks": asyncio.run(run())}


def _prepared(cases: Sequence[str], server: str, rounds: int, contenders: Sequence[str]) -> dict[str, Samples]:
    prepared = {contender: prepared_work(contender, server) for contender in contenders}
    result = {}
    for case in cases:
        works = {contender: works[case]() for contender, works in prepared.items() if case in works}
        result[case] = in_turns(works, CALLS[case], rounds)
    return result


def _module(contender: str) -> Any:
    return import_module(f"{__package__}.{contender}")


PROGRAMS: dict[str, Callable[[str, int, Sequence[str]], dict[str, Samples]]] = {
    "in_memory": in_memory,
    "clients": clients,
    "calls": calls,
    "pages": pages,
    "tasks": tasks,
}


def main(program: str, server: str, rounds: str, *contenders: str) -> None:
    print(json.dumps(PROGRAMS[program](server, int(rounds), contenders)))


if __name__ == "__main__":
    main(*sys.argv[1:])
