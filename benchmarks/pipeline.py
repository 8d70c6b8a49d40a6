"""What the pipeline costs over the generator alone, and what more operations cost."""

import functools
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import growth
from benchmarks.measured import Measured
from benchmarks.multiplied import CONFIG, SPEC_VERSIONS, cpu_seconds
from benchmarks.rows import Row
from benchmarks.timing import measure
from pipeline.regenerate import ROOT

SPEC = ROOT / "generated" / "mijnklantportaal_api" / "openapi.json"

# Of a full and of a short run, which is for finding regressions: 1.3 times the ratio that was measured last.
_BUDGETS = {"regenerate, warm": (2.0, 0.9), "diff, warm": (3.0, 0.75)}


def rows(measured: Measured, *, short: bool) -> Iterator[Row]:
    """Measure the pipeline; in a short run only for the spec as it is."""
    yield from _warm_rows(short=short)
    if not short:
        yield from growth.rows(measured)


def _warm_rows(*, short: bool) -> Iterator[Row]:
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
        seconds = interleaved_cpu_seconds(commands, rounds=3 if short else 5)
    alone = measure(seconds.pop("the generator alone"))
    for case, samples in seconds.items():
        contenders = {"the generator alone": alone, "this": measure(samples)}
        yield Row(case, "CPU s", "the generator alone", contenders, _BUDGETS[case][short])


def interleaved_cpu_seconds(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of Python modules that run in turns, after a round that fills the caches."""
    works = {name: functools.partial(_run_module, command) for name, command in commands.items()}
    for work in works.values():
        work()
    turns = [{name: cpu_seconds(work) for name, work in works.items()} for _ in range(rounds)]
    return {name: [turn[name] for turn in turns] for name in commands}


def _run_module(command: Sequence[str]) -> None:
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True, capture_output=True)
