"""Time, as the median of rounds in which the contenders take turns, and its spread.

The libraries for benchmarks run one contender after the other, between which the speed of a shared machine changes by
more than the differences that are to be measured; and pyperf, the best of them, does not count instructions either.
"""

import json
import math
import statistics
from collections.abc import Collection, Mapping, Sequence
from time import perf_counter

from benchmarks.cases import CASES, row
from benchmarks.measured import Measured
from benchmarks.programs import IMPORTS, first_call_cases, import_measures
from benchmarks.rows import Measure, Row
from benchmarks.server import Servers

UNIT = "s"
CONTENDERS = ("plain", "stock", "this")

# Rounds of a full and of a short run, each of several repetitions: of 10 calls, 10 pages, and 50 tasks.
_ROUNDS = {"in_memory": (40, 15), "clients": (20, 15), "calls": (100, 30), "pages": (99, 30), "tasks": (40, 15)}
_PROGRAM_ROUNDS = (20, 10)
# The short budgets of all other cases are near their instructions, from which times differ.
_HAVE_SHORT_BUDGETS_FOR_TIME = ("a further client", "sequential calls", "pages", "50 connected tasks")


def rows(measured: Measured, servers: Servers, counted: Collection[str], *, short: bool) -> list[Row]:
    """Time all cases; in a short run only those that were not counted. Budgets are for those that were not counted."""
    rounds = dict(_ROUNDS)
    measures: dict[str, dict[str, Measure]] = {}
    if short and counted:
        # All its cases were counted.
        del rounds["in_memory"]
    else:
        measures |= _programs(measured, servers, _PROGRAM_ROUNDS[short])
    for program, numbers in rounds.items():
        # Encryption costs all contenders the same, and would hide differences. Only certificates are not loaded by all.
        server = servers.tls if program == "clients" else servers.plain
        # The contenders are in one process.
        arguments = (program, server, str(numbers[short]), *CONTENDERS)
        output = measured.run("-m", "benchmarks.contenders.turns", *arguments).stdout
        for case, samples in json.loads(output).items():
            measures[case] = {contender: measure(values) for contender, values in samples.items()}
    return [
        row(
            case,
            UNIT,
            contenders,
            short=short and case in _HAVE_SHORT_BUDGETS_FOR_TIME,
            has_budget=case not in counted,
        )
        for case, contenders in measures.items()
        if CASES[case].reference in contenders
    ]


def measure(samples: Sequence[float]) -> Measure:
    """Return the median, with a spread at a confidence of 95 %."""
    lower, median, upper = statistics.quantiles(samples, n=4)
    # McGill, Tukey and Larsen, "Variations of Box Plots", 1978.
    return Measure(median, 1.57 * (upper - lower) / 2 / math.sqrt(len(samples)) / abs(median))


def _programs(measured: Measured, servers: Servers, rounds: int) -> dict[str, dict[str, Measure]]:
    first = first_call_cases(servers.plain, servers.tls)
    codes = ["", *IMPORTS.values(), *(code for programs in first.values() for code in programs.values())]
    samples: Mapping[str, list[float]] = {code: [] for code in codes}
    for number in range(rounds + 1):
        for code in codes:
            start = perf_counter()
            measured.run("-P", "-c", code)
            # The first round compiles.
            if number:
                samples[code].append(perf_counter() - start)
    empty = statistics.median(samples[""])
    over_start = {name: measure([value - empty for value in samples[code]]) for name, code in IMPORTS.items()}
    return {
        **import_measures(over_start),
        **{case: {name: measure(samples[code]) for name, code in programs.items()} for case, programs in first.items()},
    }
