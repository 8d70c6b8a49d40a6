"""What other clients cost, each for a payload of its own API, over the HTTP library that it is made of."""

import json
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from benchmarks import instructions
from benchmarks.interpreters import over_start, program_measure, program_unit
from benchmarks.measured import Measured
from benchmarks.peer_contenders.clients import PEERS
from benchmarks.rows import Measure, Row
from benchmarks.timing import measure

_ROUNDS = 30

Measures = Mapping[str, Mapping[str, Measure]]
"""Measures by case and contender."""


def rows(measured: Measured) -> Iterator[Row]:
    """Measure all peers, which are only reported.

    Args:
        measured: An interpreter with the dependency group `peers`.
    """
    is_counted = instructions.is_available()
    # As for the cases of this client, several at a time if they are counted.
    with ThreadPoolExecutor(os.cpu_count() if is_counted else 1) as pool:
        calls = {name: pool.submit(_counted if is_counted else _timed, measured, name) for name in PEERS}
        statements = {peer.statement for peer in PEERS.values()} | {f"import {peer.library}" for peer in PEERS.values()}
        programs = {code: pool.submit(program_measure, measured, code) for code in ("", *sorted(statements))}
    imports = {code: over_start(task.result(), programs[""].result()) for code, task in programs.items() if code}
    for name, peer in PEERS.items():
        measures = {peer.library: imports[f"import {peer.library}"], name: imports[peer.statement]}
        yield Row(peer.statement, program_unit(), peer.library, measures)
        for case, contenders in calls[name].result().items():
            label = f"list of {peer.size}" if case == "list" else case
            yield Row(f"{name}: {label}", instructions.UNIT if is_counted else "s", "plain", contenders)


def _counted(measured: Measured, name: str) -> Measures:
    measures: dict[str, dict[str, Measure]] = {}
    for fork, counted in instructions.call_instructions(measured, "-m", "benchmarks.peer_contenders.count", name):
        measures.setdefault(fork["case"], {})[fork["contender"]] = counted
    return measures


def _timed(measured: Measured, name: str) -> Measures:
    output = measured.run("-m", "benchmarks.peer_contenders.turns", name, str(_ROUNDS)).stdout
    return {
        case: {contender: measure(samples) for contender, samples in contenders.items()}
        for case, contenders in json.loads(output).items()
    }
