"""Check that a short run finds regressions, by planting some in copies of the client: `nox -s bench -- --planted`."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measured import ROOT

PACKAGES = ("src/mijnklantportaal", "generated/mijnklantportaal_api")


@dataclass(frozen=True)
class Plant:
    """A regression.

    Attributes:
        name: What it is.
        path: The module that is edited.
        edits: What replaces each text, which must occur once.
        cases: The cases that must be over their budgets then.
    """

    name: str
    path: str
    edits: Mapping[str, str]
    cases: frozenset[str]


PLANTS = (
    Plant(
        "an eager import",
        "mijnklantportaal/__init__.py",
        {"\nTYPE_CHECKING = False\n": "\nTYPE_CHECKING = False\nimport httpx\n"},
        frozenset({"import mijnklantportaal", "from mijnklantportaal import MijnKlantportaal"}),
    ),
    Plant(
        "a slow parser",
        "mijnklantportaal/_wire/model.py",
        # No model has its written-out parser, so that all objects are parsed as if they deviated.
        {
            "        cls._keys = frozenset(field.key for field in cls._field_table)\n": """\
        cls._keys = frozenset(field.key for field in cls._field_table)
        cls._parse_strict = vars(Model)["_parse_strict"]
"""
        },
        frozenset({"list of 15", "list of 100", "list of 1000", "from_dict"}),
    ),
    Plant(
        "a context manager per attempt",
        "mijnklantportaal/_send.py",
        {
            "import threading\n": "import contextlib\nimport threading\n",
            "class Sender(SharedByCopies):\n": """\
@contextlib.contextmanager
def _attempt():
    yield


class Sender(SharedByCopies):
""",
            "                call.outcome = self.transport.send(call.request)\n": """\
                with contextlib.ExitStack() as stack:
                    stack.enter_context(_attempt())
                    call.outcome = self.transport.send(call.request)
""",
        },
        frozenset({"get"}),
    ),
)


class PlantError(Exception):
    """A regression cannot be planted, since the code has changed."""


def copy_packages(folder: Path) -> None:
    """Copy the client into a folder, without compiled modules."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / Path(package).name, ignore=shutil.ignore_patterns("__pycache__"))


def apply(plant: Plant, folder: Path) -> None:
    """Plant a regression in a copy of the client.

    Raises:
        PlantError: A text to replace does not occur once.
    """
    path = folder / plant.path
    text = path.read_text(encoding="utf-8")
    for before, after in plant.edits.items():
        if text.count(before) != 1:
            raise PlantError(
                f"{plant.name} cannot be planted, since {plant.path} must contain this once; "
                f"adapt benchmarks/planted.py:\n{before}"
            )
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def problem_of(plant: Plant | None, exit_code: int, broken: frozenset[str]) -> str | None:
    """Return what is wrong with the result of a short run with a regression, or without one.

    Args:
        plant: The regression, if there is one.
        exit_code: That of the run.
        broken: The cases over their budgets.
    """
    if plant is None:
        return f"without a regression, these are over their budgets: {', '.join(sorted(broken))}" if exit_code else None
    if exit_code != 1:
        return f"the exit code must be 1, not {exit_code}"
    if missed := plant.cases - broken:
        return f"these must be over their budgets: {', '.join(sorted(missed))}"
    return None


def short_run(python: str, folder: Path) -> tuple[int, frozenset[str]]:
    """Return the exit code of a short run for the client in a folder, and the cases over their budgets."""
    results = folder / "results.json"
    command = [sys.executable, "-m", "benchmarks", "--short", "--python", python, "--folder", str(folder)]
    run = subprocess.run([*command, "--json", str(results)], cwd=ROOT, check=False)
    rows = json.loads(results.read_text(encoding="utf-8"))["rows"]
    return run.returncode, frozenset(row["case"] for row in rows if row["is_over_budget"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 if a regression is not found, or if one is found where there is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted", description=__doc__)
    parser.add_argument("--python", required=True, help="the interpreter to measure, with shipped dependencies only")
    options = parser.parse_args(arguments)
    problems = []
    for plant in (None, *PLANTS):
        name = plant.name if plant else "no regression"
        print(f"With {name}:", flush=True)
        with tempfile.TemporaryDirectory() as name_of_folder:
            folder = Path(name_of_folder)
            copy_packages(folder)
            if plant:
                apply(plant, folder)
            problem = problem_of(plant, *short_run(options.python, folder))
        if problem:
            problems.append(f"With {name}: {problem}.")
    print("\n".join(problems) or "All regressions were found.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
