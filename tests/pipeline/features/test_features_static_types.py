"""Type checkers find no error in the package, and see the types that callers should see."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.features.feature_specs import PACKAGE, ROOT

# Only the session `typecheck` has both.
pytestmark = pytest.mark.skipif(
    not (importlib.util.find_spec("mypy") and importlib.util.find_spec("pyright")),
    reason="mypy and pyright are in the dependency group `types`",
)
CALLERS = Path(__file__).with_name("callers.py.txt")
DEPRECATED = """
from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.models import Relic

def sync(portal: MijnKlantportaal) -> None:
    portal.deprecations.old()
    portal.deprecations.change(relic=Relic(age=1))

async def asynchronous(portal: AsyncMijnKlantportaal) -> None:
    await portal.deprecations.old()
    await portal.deprecations.change()
"""
# The import of the deprecated class, and the calls of the deprecated methods. pyright marks each use of the class too.
DEPRECATED_LINES = [3, 6, 10]
DEPRECATED_USES = [7]


@pytest.fixture(scope="module")
def program(package: Path) -> Path:
    """A folder with the package and two programs that use it."""
    folder = package.parent
    (folder / "callers.py").write_text(CALLERS.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "deprecated.py").write_text(DEPRECATED, encoding="utf-8")
    return folder


def run(command: list[str], folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    ).stdout


def expected_errors() -> list[int]:
    """Return the lines of the callers that must be errors."""
    lines = CALLERS.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if "  # error: " in line]


def test_mypy_sees_the_types_and_deprecations_of_every_feature(program: Path) -> None:
    config = program / "mypy.ini"
    # pandas and pyarrow, which exports import, have no type annotations.
    settings = f"strict = true\nmypy_path = {program}:{ROOT / 'src'}\nignore_missing_imports = true\n"
    config.write_text(f"[mypy]\n{settings}", encoding="utf-8")
    options = ["--config-file", str(config), "--python-executable", sys.executable, "--cache-dir", str(program / "m")]
    options += ["--enable-error-code", "deprecated"]
    output = run(["mypy", *options, PACKAGE, "callers.py", "deprecated.py"], program)
    places = [match.groups() for match in re.finditer(r"^(.+?):(\d+): error: .*\[(.+)\]$", output, re.MULTILINE)]
    # The package uses its deprecated classes itself.
    errors = [(file, int(line)) for file, line, code in places if code != "deprecated"]
    assert errors == [("callers.py", line) for line in expected_errors()], output
    assert sorted({int(line) for file, line, _ in places if file == "deprecated.py"}) == DEPRECATED_LINES


def test_pyright_sees_the_types_and_deprecations_of_every_feature(program: Path) -> None:
    config = {
        "include": [PACKAGE, "callers.py", "deprecated.py"],
        "extraPaths": [str(program), str(ROOT / "src")],
        "reportDeprecated": "warning",
    }
    (program / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    command = ["pyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(program)]
    diagnostics: list[dict[str, Any]] = json.loads(run(command, program))["generalDiagnostics"]
    places = [(one["severity"], Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in diagnostics]
    errors = [place for place in places if place[0] == "error"]
    assert errors == [("error", "callers.py", line) for line in expected_errors()], diagnostics
    deprecated = sorted({line for _, name, line in places if name == "deprecated.py"})
    assert deprecated == sorted(DEPRECATED_LINES + DEPRECATED_USES)
