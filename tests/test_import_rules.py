"""The walls of the house, as far as imports show them."""

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import mijnklantportaal
import mijnklantportaal_api

ROOT = Path(__file__).parent.parent
CLIENT = ROOT / "src" / "mijnklantportaal"
GENERATED = ROOT / "generated" / "mijnklantportaal_api"
# What reaches beyond the process: the generated code says what to send, and does not send it.
OUTSIDE = {"asyncio", "http", "io", "pathlib", "socket", "ssl", "subprocess", "threading"}
SHIPPED = sorted([*(ROOT / "src").rglob("*.py"), *GENERATED.rglob("*.py")])


def imported(path: Path) -> Iterator[str]:
    """The first part of each absolute import, wherever it stands in the module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_stay_within_the_walls(path: Path) -> None:
    allowed = {"attrs", "dateutil", "mijnklantportaal_api", *sys.stdlib_module_names}
    if path.is_relative_to(CLIENT):
        allowed |= {"mijnklantportaal"}
    else:
        allowed -= {"mijnklantportaal_api", *OUTSIDE}
    if path.name == "_transport.py":
        allowed |= {"httpx"}
    if path.is_relative_to(CLIENT / "sandbox"):
        allowed |= {"jsonschema", "python_multipart", "starlette", "uvicorn"}
    if path.name == "_pytest_plugin.py":
        allowed |= {"pytest"}
    assert set(imported(path)) <= allowed


def test_importing_the_client_loads_no_model_and_no_resource() -> None:
    code = "import sys, mijnklantportaal; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    late = ("mijnklantportaal_api.models.", "mijnklantportaal_api.api", "dateutil", "mijnklantportaal.sandbox")
    assert "mijnklantportaal_api.client" in modules
    assert [name for name in modules if name.startswith(late)] == []


def public_modules() -> Iterator[ModuleType]:
    for package in (mijnklantportaal, mijnklantportaal_api):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.rpartition(".")[2].startswith("_"):
                yield importlib.import_module(found.name)


def public_parts(module: ModuleType) -> Iterator[tuple[str, object]]:
    for name, part in vars(module).items():
        if name.startswith("_") or getattr(part, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(part):
            yield f"{module.__name__}.{name}", part
        if inspect.isclass(part):
            yield f"{module.__name__}.{name}", part
            for key, member in vars(part).items():
                if not key.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
                    yield f"{module.__name__}.{name}.{key}", member


def test_every_public_name_is_documented() -> None:
    parts = [pair for module in public_modules() for pair in public_parts(module)]
    assert len(parts) > 300
    assert [name for name, part in parts if not inspect.getdoc(part)] == []
