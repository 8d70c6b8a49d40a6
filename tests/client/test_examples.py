"""What the README and examples/ show is run, as a user would run it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def run(program: Path) -> list[str]:
    command = [sys.executable, "-W", "error", str(ROOT / "examples" / "serve.py"), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout.splitlines()[2:]


@pytest.mark.parametrize(
    ("block", "printed"),
    [
        (0, ["12.95 2024-05-29", "2024-001", "2024-001", "No Customer Offer can be found for the given ID"]),
        (1, ["2024-001", "2024-001", "2024-001"]),
    ],
)
def test_the_examples_of_the_readme(tmp_path: Path, block: int, printed: list[str]) -> None:
    program = tmp_path / "program.py"
    program.write_text(BLOCKS[block], encoding="utf-8")
    assert run(program) == printed


def test_no_example_is_left_out() -> None:
    assert len(BLOCKS) == 2


def test_the_tour() -> None:
    printed = run(ROOT / "examples" / "tour.py")
    assert printed[0] == "Offer 2024-001: EUR 12.95, valid until 29 May 2024"
    assert [line for line in printed if line.startswith("  page")] == ["  page 1: 2024-001", "  page 2: 2024-001"]
    assert printed[-1].startswith("As expected: 404 for GET http://127.0.0.1:")
