"""What generated code marks as deprecated: type checkers report its use, and at run time it is unchanged."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import pytest

from mijnklantportaal._wire.deprecation import deprecated

# Seconds for a type checker without a cache, on a busy machine.
TIMEOUT = 300.0
SRC = Path(__file__).parents[2] / "src"
PROGRAM = """\
from typing import assert_type

from mijnklantportaal._wire.deprecation import deprecated


class Resource:
    @deprecated("Use `get`.")
    def fetch(self, number: int) -> str:
        return str(number)

    @deprecated("Use `get`.")
    async def fetch_async(self, number: int) -> str:
        return str(number)

    def get(self, number: int) -> str:
        return str(number)


@deprecated("Use `Resource`.")
class Model:
    number: int = 7


async def main(resource: Resource) -> None:
    assert_type(resource.get(1), str)
    assert_type(resource.fetch(1), str)
    assert_type(await resource.fetch_async(1), str)
    assert_type(Model().number, int)
"""
# The lines of the program that use what is deprecated.
USES = [line for line, text in enumerate(PROGRAM.splitlines(), 1) if ".fetch" in text or "Model()" in text]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def command(name: str) -> list[str]:
    """Return the command of a type checker.

    Raises:
        Skipped: It is not installed; it is in the dependency group `types`.
    """
    if importlib.util.find_spec(name):
        return [sys.executable, "-m", name]
    if executable := shutil.which(name):
        return [executable]
    pytest.skip(f"{name} is not installed; it is in the dependency group `types`")


def run(*arguments: str, **environment: str) -> str:
    """Return what a type checker prints; its status only shows that it reports something."""
    return subprocess.run(
        arguments, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}, timeout=TIMEOUT
    ).stdout


def test_mypy_reports_each_use_of_what_is_deprecated(program: Path, tmp_path: Path) -> None:
    output = run(
        *(*command("mypy"), "--strict", "--enable-error-code", "deprecated", "--output", "json"),
        *("--config-file", os.devnull, "--cache-dir", str(tmp_path / "cache"), str(program)),
        MYPYPATH=str(SRC),
    )
    reports = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert [(report["line"], report["code"]) for report in reports] == [(line, "deprecated") for line in USES], output


def test_pyright_reports_each_use_of_what_is_deprecated(program: Path, tmp_path: Path) -> None:
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps({"reportDeprecated": "error", "extraPaths": [str(SRC)]}))
    output = run(*command("pyright"), "--project", str(config), "--outputjson")
    reports = json.loads(output)["generalDiagnostics"]
    assert [(report["range"]["start"]["line"] + 1, report["rule"]) for report in reports] == [
        (line, "reportDeprecated") for line in USES
    ]


def test_deprecated_function_and_class_are_unchanged_at_run_time() -> None:
    def function() -> None:
        pass

    class Model:
        pass

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert deprecated("Use another one.")(function) is function
        assert deprecated("Use another one.")(Model) is Model


def test_deprecation_needs_no_typing_extensions_at_run_time() -> None:
    code = textwrap.dedent("""
        import sys
        sys.modules["typing_extensions"] = None
        import mijnklantportaal._wire.deprecation
    """)
    subprocess.run([sys.executable, "-c", code], check=True)
