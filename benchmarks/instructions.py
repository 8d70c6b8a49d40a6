"""Instructions counted by callgrind. They do not depend on the load of the machine, and vary by less than 1 %."""

import json
import os
import re
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.cases import row
from benchmarks.measured import Measured
from benchmarks.programs import IMPORTS, first_call_cases, import_measures
from benchmarks.rows import Measure, Row
from benchmarks.server import Servers

UNIT = "instructions"

_REQUESTS = ("get", "list of 15", "list of 100", "list of 1000", "50 concurrent tasks")
_MODELS = ("from_dict", "to_dict")
# A client of httpx loads certificates, which takes callgrind many seconds. That of stock is the same as that of plain.
_CALLS = {
    "plain": (*_REQUESTS, "a further client"),
    "converted": ("list of 100",),
    "stock": (*_REQUESTS, *_MODELS),
    "this": (*_REQUESTS, *_MODELS, "a further client", "get, own httpx.Client"),
}
_CALLS_SHORT = {"plain": _REQUESTS, "stock": _MODELS, "this": (*_REQUESTS, *_MODELS)}

_CALLGRIND = ("valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}")
# Callgrind writes one for the process and one for each fork.
_COUNT = re.compile(r"^==(\d+)== Collected : (\d+)$", re.MULTILINE)


def is_available() -> bool:
    return shutil.which("valgrind") is not None


def rows(measured: Measured, servers: Servers, *, short: bool) -> list[Row]:
    """Count the cases that do not wait for anything. A short run leaves out stock where it is not the reference."""
    imports = {name: code for name, code in IMPORTS.items() if not (short and name == "stock")}
    first = {
        case: {name: code for name, code in programs.items() if not (short and name == "stock")}
        for case, programs in first_call_cases(servers.plain, servers.tls).items()
    }
    codes = ["", *imports.values(), *(code for programs in first.values() for code in programs.values())]
    # Counts are the same when several processes are counted at a time.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        calls = {
            contender: pool.submit(_calls, measured, contender, servers.tls, *cases)
            for contender, cases in (_CALLS_SHORT if short else _CALLS).items()
        }
        counts = {code: pool.submit(program_instructions, measured, code) for code in codes}
    start = counts[""].result()
    # Without the start of an interpreter.
    over_start = {name: Measure(counts[code].result() - start) for name, code in imports.items()}
    measures = {
        **import_measures(over_start),
        **{
            case: {name: Measure(counts[code].result()) for name, code in programs.items()}
            for case, programs in first.items()
        },
        **_by_case({contender: future.result() for contender, future in calls.items()}),
    }
    return [row(case, UNIT, contenders, short=short) for case, contenders in measures.items()]


def program_instructions(measured: Measured, code: str) -> int:
    """Return the instructions of a new interpreter that runs a program, its start included."""
    # The first run compiles what is not compiled yet. -P: modules are not searched in the current folder.
    measured.run("-P", "-c", code)
    (count,) = _collected(measured.run("-P", "-c", code, under=_CALLGRIND).stderr).values()
    return count


def call_instructions(measured: Measured, *command: str) -> list[tuple[dict[str, Any], Measure]]:
    """Return the instructions of a call for each pair of forks of a program, and what it printed about them."""
    # Compiles, as above.
    measured.run(*command)
    result = measured.run(*command, under=_CALLGRIND)
    collected = _collected(result.stderr)
    forks = [json.loads(line) for line in result.stdout.splitlines()]
    return [(fork, Measure((collected[fork["twice"]] - collected[fork["once"]]) / fork["calls"])) for fork in forks]


def _calls(measured: Measured, contender: str, server: str, *cases: str) -> dict[str, Measure]:
    command = ("-m", "benchmarks.contenders.count", contender, server, *cases)
    return {fork["case"]: counted for fork, counted in call_instructions(measured, *command)}


def _collected(output: str) -> dict[int, int]:
    """Return the instructions by process ID."""
    return {int(process): int(count) for process, count in _COUNT.findall(output)}


def _by_case(calls: Mapping[str, Mapping[str, Measure]]) -> dict[str, dict[str, Measure]]:
    this = calls["this"]
    measures = {
        case: {contender: counted[case] for contender, counted in calls.items() if case in counted} for case in this
    }
    own = "get, own httpx.Client"
    if own in measures:
        measures[own] = {"default client": this["get"], "own httpx.Client": this[own]}
    return measures
