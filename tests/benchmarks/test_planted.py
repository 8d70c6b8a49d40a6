"""Planting regressions; finding them takes minutes, and is `nox -s bench -- --planted`."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.planted import PLANTS, Plant, PlantError, apply, copy_packages, problem_of

PROGRAM = """
import httpx
from mijnklantportaal import MijnKlantportaal
import mijnklantportaal, sys
assert mijnklantportaal.__file__.startswith(sys.argv[1])
content = {"id": "cst_1"}
transport = httpx.MockTransport(lambda request: httpx.Response(200, json=content))
portal = MijnKlantportaal(api_key="key", base_url="https://portal.example/v1", http_client=transport)
print(portal.customers.get("cst_1").id)
"""


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_planted_client_works(plant: Plant, tmp_path: Path) -> None:
    copy_packages(tmp_path)
    apply(plant, tmp_path)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "cst_1\n"), run.stderr


def test_plant_whose_text_is_gone_raises(tmp_path: Path) -> None:
    copy_packages(tmp_path)
    with pytest.raises(PlantError, match=r"mijnklantportaal/__init__\.py must contain this once"):
        apply(replace(PLANTS[0], edits={"no such line": ""}), tmp_path)


def test_problem_without_regression_is_any_broken_budget() -> None:
    assert problem_of(None, 0, frozenset()) is None
    assert problem_of(None, 1, frozenset({"get"})) == "without a regression, these are over their budgets: get"


def test_problem_with_regression_is_every_case_that_is_missed() -> None:
    plant = replace(PLANTS[0], cases=frozenset({"get", "pages"}))
    assert problem_of(plant, 1, frozenset({"get", "pages", "list of 15"})) is None
    assert problem_of(plant, 1, frozenset({"get"})) == "these must be over their budgets: pages"
    assert problem_of(plant, 0, frozenset()) == "the exit code must be 1, not 0"
