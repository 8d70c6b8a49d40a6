"""Django's own test runner, on a small project with views, uploads, and `setUpTestData`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = "tests.integrations.programs.django_shop"
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("options", [[], ["--parallel=2"]], ids=["one process", "parallel"])
def test_tests_of_a_django_project_pass(options: list[str]) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-m",
            "django",
            "test",
            "--settings",
            f"{PROJECT}.settings",
            *options,
            f"{PROJECT}.tests",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Ran 1[0-9] tests", done.stderr)
