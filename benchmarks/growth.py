"""What specs with 10 and 30 times the operations cost the pipeline and the client."""

import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from benchmarks import instructions, programs
from benchmarks.measured import Measured
from benchmarks.multiplied import PipelineSeconds, cpu_seconds, pipeline_seconds
from benchmarks.rows import Measure, Row
from benchmarks.server import serve
from benchmarks.timing import measure

MULTIPLES = (10, 30)
PIPELINE_BUDGET = 1.3
CLIENT_BUDGET = 1.1

_IMPORT = "from mijnklantportaal import MijnKlantportaal"
_FIRST_CALL = "start, client, first call"
_ROUNDS = 10


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
        interpreters = {
            copies: replace(measured, folders=(folder / str(copies) / "new" / "generated", *measured.folders))
            for copies in multiples
        }
        start = threads.submit(_program, measured, "")
        imports, first_calls = (
            {copies: threads.submit(_program, interpreter, code) for copies, interpreter in interpreters.items()}
            for code in (programs.IMPORTS[_IMPORT], programs.first_calls(server)["this"])
        )
        over_start = {
            copies: replace(task.result(), value=task.result().value - start.result().value)
            for copies, task in imports.items()
        }
        yield from client_rows(_IMPORT, over_start)
        yield from client_rows(_FIRST_CALL, {copies: task.result() for copies, task in first_calls.items()})


def pipeline_rows(seconds: Mapping[int, PipelineSeconds]) -> Iterator[Row]:
    """Yield the rows of both commands, against so many times what they take for the spec as it is."""
    regenerate = {copies: Measure(taken.regenerate) for copies, taken in seconds.items()}
    diff = {copies: measure(taken.diff) for copies, taken in seconds.items()}
    for command, measures in (("regenerate", regenerate), ("diff, warm", diff)):
        for copies in MULTIPLES:
            linear = replace(measures[1], value=measures[1].value * copies)
            contenders = {"linear": linear, "this": measures[copies]}
            yield Row(_case(command, copies), "CPU s", "linear", contenders, PIPELINE_BUDGET)


def client_rows(case: str, measures: Mapping[int, Measure]) -> Iterator[Row]:
    """Yield the rows of a program, against what it takes for the spec as it is."""
    unit = instructions.UNIT if instructions.is_available() else "CPU s"
    for copies in MULTIPLES:
        contenders = {"once": measures[1], "this": measures[copies]}
        yield Row(_case(case, copies), unit, "once", contenders, CLIENT_BUDGET)


def _case(name: str, copies: int) -> str:
    return f"{name}, {copies} times the operations"


def _program(measured: Measured, code: str) -> Measure:
    if instructions.is_available():
        return Measure(instructions.program_instructions(measured, code))
    return measure([cpu_seconds(lambda: measured.run("-P", "-c", code)) for _ in range(_ROUNDS)])
