"""Run pyright over copies of programs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.affected.copies import Copies
from pipeline.affected.programs import Position, Program
from pipeline.errors import PipelineError

_SETTINGS: Mapping[str, object] = {
    "exclude": [],
    "typeCheckingMode": "standard",
    "pythonVersion": ".".join(map(str, sys.version_info[:2])),
    "enableTypeIgnoreComments": False,
    "reportMissingModuleSource": "none",
}
# Variables that select another pyright, which may have to be downloaded, or another language of its messages.
_UNSET = ("PYRIGHT_PYTHON_FORCE_VERSION", "PYRIGHT_PYTHON_PYLANCE_VERSION", "LC_MESSAGES", "LANGUAGE")


@dataclass(frozen=True)
class Diagnostic:
    """A message of pyright.

    Attributes:
        program: The program.
        start: The start of the part of the program that the message is about. end: The end of that part. severity:
        `error`, `warning` or `information`. rule: The rule, or an empty string. message: The message, whose first line
        is a summary.
    """

    program: Program
    start: Position
    end: Position
    severity: str
    rule: str
    message: str


def check(folder: Path, versions: Sequence[Copies]) -> list[list[Diagnostic]]:
    """Return the messages of pyright about the programs with each version of the client.

    Args:
        folder: A folder for the settings.
        versions: The copies of the programs with each version.

    Raises:
        PipelineError: pyright cannot be run.
    """
    settings = folder / "pyrightconfig.json"
    # pyright uses the first environment that contains a file.
    environments = [environment for copies in versions for environment in _environments(copies)]
    # pyright ignores absolute paths here, and would check all files below the folder.
    included = [root.relative_to(folder).as_posix() for copies in versions for root in copies.roots]
    settings.write_text(json.dumps({**_SETTINGS, "include": included, "executionEnvironments": environments}))
    items = _run(settings)["generalDiagnostics"]
    return [
        [_diagnostic(item, program) for item in items if (program := copies.programs.get(Path(item["file"])))]
        for copies in versions
    ]


def _environments(copies: Copies) -> Iterator[dict[str, object]]:
    site = str(copies.site)
    for root in copies.roots:
        yield {"root": str(root), "extraPaths": [site, str(root / "src")], **copies.rules}
    yield {"root": site, "extraPaths": [site]}


def _run(settings: Path) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name not in _UNSET} | {"LC_ALL": "en"}
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(settings)]
    done = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=settings.parent)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        output = (done.stderr or done.stdout).decode(errors="replace").strip()
        reason = output.splitlines()[-1] if output else f"exit code {done.returncode}"
        raise PipelineError(
            f"pyright, which checks the programs, cannot be run ({reason}); install it with `pip install pyright`."
        ) from None
    return report


def _diagnostic(item: dict[str, Any], program: Program) -> Diagnostic:
    span = item["range"]
    start, end = (program.position_of(span[key]["line"] + 1, span[key]["character"]) for key in ("start", "end"))
    return Diagnostic(program, start, end, item["severity"], item.get("rule", ""), item["message"])
