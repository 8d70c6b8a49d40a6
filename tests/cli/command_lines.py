"""Command lines as tests run them, and the words of one for arguments in Python."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mijnklantportaal import Upload
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.operation import Location
from mijnklantportaal.cli._app import run
from mijnklantportaal.types import UNSET
from tests.operations import Method

PROGRAM = [sys.executable, "-c", "from mijnklantportaal.cli import main; main()"]


class Result(NamedTuple):
    """The result of a command line."""

    code: int
    output: str
    errors: str


class CommandLine:
    """Runs command lines in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> Result:
        code = run(words)
        output, errors = self._capsys.readouterr()
        return Result(code, output, errors)


@contextmanager
def started(*words: str, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Start a command line in a new process, wait for its end, and kill it first if the block raises."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*PROGRAM, *words], text=True, **{**streams, **options}) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def words_of(method: Method, arguments: Mapping[str, Any], folder: Path) -> list[str]:
    """Return the words of the command line that passes these arguments. Files are written to a folder."""
    positional = {item.name for item in method.operation.parameters if item.location is Location.PATH}
    words = [method.resource.replace("_", "-"), method.name.replace("_", "-")]
    words += [text_of(value, folder) for name, value in arguments.items() if name in positional]
    for name, value in arguments.items():
        if name not in positional:
            words += option_words(name.strip("_").replace("_", "-"), value, folder)
    return words


def option_words(option: str, value: Any, folder: Path) -> list[str]:
    if isinstance(value, bool):
        return [f"--{option}" if value else f"--no-{option}"]
    if isinstance(value, list):
        return [word for element in value for word in option_words(SINGULARS.get(option, option), element, folder)]
    if isinstance(value, Model):
        fields = {field.name.replace("_", "-"): getattr(value, field.name) for field in value._field_table}
        assignments = [f"{name}={text_of(inner, folder)}" for name, inner in fields.items() if inner is not UNSET]
        return [f"--{option}", *(assignments or ["{}"])]
    return [f"--{option}", text_of(value, folder)]


SINGULARS = {
    "customers": "customer",
    "documents": "document",
    "lines": "line",
    "requested-files": "requested-file",
    "signers": "signer",
}


def text_of(value: Any, folder: Path) -> str:
    """Return a value as one word."""
    if isinstance(value, Upload):
        assert isinstance(value.content, bytes)
        assert value.name
        path = folder / value.name
        path.write_bytes(value.content)
        return os.fspath(path)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    assert isinstance(value, str | int | float | Decimal | date)
    return str(value)
