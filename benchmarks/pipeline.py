"""What the pipeline costs over the generator alone, and how it grows with the number of operations."""

import functools
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

from benchmarks.multiplied import CONFIG, SPEC_VERSIONS, PipelineSeconds, cpu_seconds, pipeline_seconds
from benchmarks.rows import Measure, Row
from pipeline.regenerate import ROOT

SPEC = ROOT / "generated" / "mijnklantportaal_api" / "openapi.json"

# The contenders of the rows of growth: the spec, the time for it times the number of copies, and the multiplied spec.
ONE, LINEAR = "the spec", "linear"
MULTIPLES = (10, 30)
WARM_BUDGETS = {"regenerate, warm": 2.0, "diff, warm": 3.0}
GROWTH_BUDGET = 1.3


def rows(short: bool) -> list[Row]:
    """Measure the pipeline; in the short form only `regenerate` and `diff` for the spec as it is."""
    measured = warm_rows(rounds=3 if short else 5)
    return measured if short else [*measured, *growth_rows()]


def warm_rows(rounds: int) -> list[Row]:
    """Measure both commands with cached versions, as after the first run, against the generator alone."""
    with tempfile.TemporaryDirectory() as folder:
        generate = ["generate", "--path", str(SPEC), "--config", str(CONFIG), "--meta", "none", "--overwrite"]
        specs = [str(SPEC_VERSIONS / f"{version}.yaml") for version in ("older", "newer")]
        commands = {
            "the generator alone": ["openapi_python_client", *generate, "--output-path", str(Path(folder) / "package")],
            # It generates as without the option, but compares the result instead of replacing generated/.
            "regenerate, warm": ["pipeline.regenerate", "--check"],
            "diff, warm": ["pipeline.diff", *specs, "--overlay-from", str(SPEC_VERSIONS / "overlay.yaml")],
        }
        seconds = interleaved_cpu_seconds(commands, rounds)
    alone = measure(seconds.pop("the generator alone"))
    return [
        Row(case, "CPU s", "the generator alone", {"the generator alone": alone, "this": measure(samples)}, budget)
        for (case, samples), budget in zip(seconds.items(), WARM_BUDGETS.values(), strict=True)
    ]


def interleaved_cpu_seconds(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of Python modules that run in turns, after a round that fills the caches."""
    works = {name: functools.partial(_run_module, command) for name, command in commands.items()}
    for work in works.values():
        work()
    turns = [{name: cpu_seconds(work) for name, work in works.items()} for _ in range(rounds)]
    return {name: [turn[name] for turn in turns] for name in commands}


def _run_module(command: Sequence[str]) -> None:
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True, capture_output=True)


def growth_rows() -> list[Row]:
    """Measure specs with several times the operations, each in a process of its own, on two cores at a time."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool,
    ):
        tasks = {
            copies: pool.submit(pipeline_seconds, copies, Path(folder) / str(copies))
            # The longest first, so that both cores are used to the end.
            for copies in (*reversed(MULTIPLES), 1)
        }
        seconds = {copies: task.result() for copies, task in tasks.items()}
    return pipeline_growth(seconds)


def pipeline_growth(seconds: Mapping[int, PipelineSeconds]) -> list[Row]:
    """Return the rows for both commands."""
    regenerate = {copies: Measure(taken.regenerate) for copies, taken in seconds.items()}
    diff = {copies: measure(taken.diff) for copies, taken in seconds.items()}
    return [
        Row(
            f"{command}, {copies} times the operations",
            "CPU s",
            LINEAR,
            {LINEAR: Measure(measures[1].value * copies, measures[1].spread), "this": measures[copies]},
            GROWTH_BUDGET,
        )
        for command, measures in (("regenerate", regenerate), ("diff, warm", diff))
        for copies in MULTIPLES
    ]


def measure(samples: Sequence[float]) -> Measure:
    """Return the median of samples, and how far they spread."""
    low, _, high = quantiles(samples, n=4)
    return Measure(median(samples), (high - low) / 2 / median(samples))
