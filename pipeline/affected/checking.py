"""Run pyright over programs, with one version of the client."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.affected.copies import COPIES, Copies
from pipeline.affected.programs import Position, Program
from pipeline.errors import PipelineError

_SETTINGS: Mapping[str, object] = {
    "include": [COPIES],
    "exclude": [],
    "typeCheckingMode": "standard",
    "pythonVersion": ".".join(map(str, sys.version_info[:2])),
    "enableTypeIgnoreComments": False,
    "reportMissingModuleSource": "none",
}
# Variables that select another pyright, which may have to be downloaded, or another language of the messages.
_UNSET = ("PYRIGHT_PYTHON_FORCE_VERSION", "PYRIGHT_PYTHON_PYLANCE_VERSION", "LC_MESSAGES", "LANGUAGE")


@dataclass(frozen=True)
class Diagnostic:
    """A message of pyright.

    Attributes:
        program: The program.
        start: Where the part of the program that it is about starts.
        end: Where that part ends.
        severity: `error`, `warning` or `information`.
        rule: The rule, or an empty text.
        message: The message, whose first line is a summary.
    """

    program: Program
    start: Position
    end: Position
    severity: str
    rule: str
    message: str


def check(
    copies: Copies, name: str, search_path: Sequence[Path], rules: Mapping[str, str] | None = None
) -> list[Diagnostic]:
    """Return the messages of pyright about all programs.

    Args:
        copies: The copies of the programs.
        name: A name for the file of the settings.
        search_path: The folders to import from, before those of the programs and of this environment.
        rules: The severities of further rules.

    Raises:
        PipelineError: Pyright cannot be run.
    """
    paths = [str(path) for path in search_path]
    environments = [
        {"root": str(copy), "extraPaths": [*paths, str(root), str(root / "src")]} for root, copy in copies.roots.items()
    ]
    settings = {**_SETTINGS, **(rules or {}), "extraPaths": paths, "executionEnvironments": environments}
    file = copies.folder / f"{name}.json"
    file.write_text(json.dumps(settings), encoding="utf-8")
    items = _run(file)["generalDiagnostics"]
    return [
        _diagnostic(item, program)
        for item in items
        if (program := copies.programs.get(Path(item["file"]))) and "range" in item
    ]


def _run(settings: Path) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name not in _UNSET} | {"LC_ALL": "en"}
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(settings)]
    done = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=settings.parent)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        error = done.stderr.decode(errors="replace").strip() or done.stdout.decode(errors="replace").strip()
        reason = error.splitlines()[-1] if error else f"exit code {done.returncode}"
        raise PipelineError(
            f"pyright, which checks the programs, cannot be run ({reason}); install it with `pip install pyright`."
        ) from None
    return report


def _diagnostic(item: dict[str, Any], program: Program) -> Diagnostic:
    span = item["range"]
    start, end = (program.position_of(span[key]["line"] + 1, span[key]["character"]) for key in ("start", "end"))
    return Diagnostic(program, start, end, item["severity"], item.get("rule", ""), item["message"])
