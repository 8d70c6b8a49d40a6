"""What specs with 10 and 30 times the operations cost the pipeline and the client."""

import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from benchmarks import programs
from benchmarks.interpreters import over_start, program_measure, program_unit
from benchmarks.measured import Measured
from benchmarks.multiplied import PipelineSeconds, pipeline_seconds
from benchmarks.rows import Measure, Row
from benchmarks.server import serve
from benchmarks.timing import measure

MULTIPLES = (10, 30)

_IMPORT = "from mijnklantportaal import MijnKlantportaal"
_FIRST_CALL = "start, client, first call"
_PIPELINE_BUDGET = 1.3
# Modules of resources are imported when they are used, but the class has an attribute for each resource.
_CLIENT_BUDGETS = {_IMPORT: {10: 1.9, 30: 3.5}, _FIRST_CALL: {10: 1.05, 30: 1.08}}


def rows(measured: Measured) -> Iterator[Row]:
    """Measure the pipeline, and the clients that it generates."""
    # The longest first, so that both cores are used to the end.
    multiples = (*reversed(MULTIPLES), 1)
    with (
        tempfile.TemporaryDirectory() as name,
        ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes,
        ThreadPoolExecutor(2) as threads,
        serve() as server,
    ):
        folder = Path(name)
        tasks = {copies: processes.submit(pipeline_seconds, copies, folder / str(copies)) for copies in multiples}
        yield from pipeline_rows({copies: task.result() for copies, task in tasks.items()})
        # Before other folders, so that the measured interpreter imports the client of the multiplied spec.
        interpreters = [
            replace(measured, folders=(folder / str(copies) / "new" / "generated", *measured.folders))
            for copies in multiples
        ]

        def costs(code: str) -> dict[int, Measure]:
            return dict(zip(multiples, threads.map(program_measure, interpreters, repeat(code)), strict=True))

        start, imports = program_measure(measured, ""), costs(programs.IMPORTS[_IMPORT])
        yield from client_rows(_IMPORT, {copies: over_start(cost, start) for copies, cost in imports.items()})
        yield from client_rows(_FIRST_CALL, costs(programs.first_calls(server)["this"]))


def pipeline_rows(seconds: Mapping[int, PipelineSeconds]) -> Iterator[Row]:
    """Yield the rows of both commands, against so many times what they take for the spec as it is."""
    regenerate = {copies: Measure(taken.regenerate) for copies, taken in seconds.items()}
    diff = {copies: measure(taken.diff) for copies, taken in seconds.items()}
    for command, measures in (("regenerate", regenerate), ("diff, warm", diff)):
        for copies in MULTIPLES:
            linear = replace(measures[1], value=measures[1].value * copies)
            contenders = {"linear": linear, "this": measures[copies]}
            yield Row(_case(command, copies), "CPU s", "linear", contenders, _PIPELINE_BUDGET)


def client_rows(case: str, measures: Mapping[int, Measure]) -> Iterator[Row]:
    """Yield the rows of a program, against what it takes for the spec as it is."""
    for copies in MULTIPLES:
        contenders = {"once": measures[1], "this": measures[copies]}
        yield Row(_case(case, copies), program_unit(), "once", contenders, _CLIENT_BUDGETS[case][copies])


def _case(name: str, copies: int) -> str:
    return f"{name}, {copies} times the operations"
