"""The Python blocks of README.md, docs/ and docstrings are right for mypy and pyright, as examples that users copy."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.docs_examples import BLOCKS, ROOT, Block

SHIPPED = [str(ROOT / "src"), str(ROOT / "generated")]
# They have no type annotations.
UNTYPED = ("celery", "django", "gevent", "pandas", "vcr")
# Pyright infers types from the source of such packages, but not what these add to classes and functions. Mypy checks
# the blocks that need them.
NOT_INFERRED = {"celery", "django"}
MYPY = f"""\
[mypy]
check_untyped_defs = True
mypy_path = {":".join(SHIPPED)}
{"".join(f"[mypy-{name}.*]{chr(10)}ignore_missing_imports = True{chr(10)}" for name in UNTYPED)}
"""
# Programs that another block of their page imports, by the name under which the page says to save them.
SAVED = {"shop": ("authentication.md", "A web application")}
# It shows that the checkers know the types of the client.
PLANTED = """\
from mijnklantportaal import MijnKlantportaal

MijnKlantportaal().customers.get(1)
"""


def needs(block: Block) -> set[str]:
    return set((block.needs or "").split(", "))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a module for each block."""
    folder = tmp_path_factory.mktemp("blocks")
    for number, block in enumerate(BLOCKS):
        (folder / f"block_{number}.py").write_text(block.code, encoding="utf-8")
    for name, place in SAVED.items():
        (code,) = (block.code for block in BLOCKS if (block.page.name, block.heading) == place)
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    (folder / "planted.py").write_text(PLANTED, encoding="utf-8")
    (folder / "mypy.ini").write_text(MYPY, encoding="utf-8")
    ignored = [f"block_{number}.py" for number, block in enumerate(BLOCKS) if needs(block) & NOT_INFERRED]
    pyright = {"extraPaths": SHIPPED, "typeCheckingMode": "standard", "ignore": ignored}
    (folder / "pyrightconfig.json").write_text(json.dumps(pyright), encoding="utf-8")
    return folder


def located(name: str, line: int, message: str) -> str:
    """Return a message with the place of the block in its page; lines count from 1."""
    number = re.fullmatch(r"block_(\d+)\.py", name)
    if not number:
        return f"{name}:{line}: {message}"
    block: Block = BLOCKS[int(number[1])]
    return f"{block.page.relative_to(ROOT).as_posix()}:{block.line + line}: {message}"


def output_of(arguments: Sequence[str], folder: Path) -> str:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def assert_only_the_planted_error_is_reported(problems: list[str]) -> None:
    planted = [problem for problem in problems if problem.startswith("planted.py:3: ")]
    assert "\n".join(sorted({*problems} - {*planted})) == ""
    assert len(planted) == 1


def test_examples_have_no_errors_of_mypy(folder: Path) -> None:
    output = output_of(["mypy", "--config-file", "mypy.ini", "--no-error-summary", "."], folder)
    errors = re.findall(r"^([^:\n]+):(\d+): error: (.*)$", output, re.MULTILINE)
    assert_only_the_planted_error_is_reported([located(name, int(line), text) for name, line, text in errors])


def test_examples_have_no_errors_of_pyright(folder: Path) -> None:
    report = json.loads(output_of(["pyright", "--pythonpath", sys.executable, "--outputjson"], folder))
    assert report["summary"]["filesAnalyzed"] == len(BLOCKS) + len(SAVED) + 1
    errors = [
        (Path(problem["file"]).name, problem["range"]["start"]["line"] + 1, problem["message"])
        for problem in report["generalDiagnostics"]
    ]
    assert_only_the_planted_error_is_reported([located(*error) for error in errors])


def test_place_of_an_error_is_a_line_of_the_page() -> None:
    block = BLOCKS[0]
    page, line, _ = located("block_0.py", 1, "wrong").split(":")
    assert (ROOT / page).read_text(encoding="utf-8").splitlines()[int(line) - 1] == block.code.splitlines()[0]
