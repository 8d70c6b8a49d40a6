"""The import rules of ARCHITECTURE.md: which module may import which package."""

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
PLUGIN = ROOT / "src" / "mijnklantportaal_pytest.py"
GENERATED = ROOT / "generated" / "mijnklantportaal_api"
PIPELINE = ROOT / "pipeline"

SHIPPED = sorted([*CLIENT.rglob("*.py"), PLUGIN, *GENERATED.rglob("*.py")])
# Modules for I/O: generated code describes requests, and does not send them.
IO_MODULES = {"asyncio", "http", "io", "pathlib", "socket", "ssl", "subprocess", "threading"}
# What generated code may import of the hand-written package.
FOR_GENERATED = {
    "mijnklantportaal._attributes",
    "mijnklantportaal._hints",
    "mijnklantportaal._imports",
    "mijnklantportaal._send",
    "mijnklantportaal._wire",
    "mijnklantportaal.downloads",
    "mijnklantportaal.pagination",
    "mijnklantportaal.progress",
    "mijnklantportaal.types",
}
USES_HTTPX = {
    CLIENT / "sandbox" / "_transport.py",
    CLIENT / "sandbox" / "_webhook_transport.py",
    *(
        CLIENT / f"_{name}.py"
        for name in (
            "certificates",
            "download_transport",
            "event_loops",
            "failures",
            "httpx_clients",
            "multipart",
            "proxies",
            "received_response",
            "transport",
        )
    ),
}
USES_PYDANTIC = {CLIENT / "_wire" / "pydantic_schema.py", CLIENT / "_wire" / "pydantic_serializer.py"}


def imports(path: Path) -> Iterator[str]:
    """Yield each module that a file imports with its full name, wherever the statement stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            # `from package import module` imports the module.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def is_below(name: str, packages: set[str]) -> bool:
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SHIPPED, ids=relative)
def test_shipped_code_imports_only_its_dependencies(path: Path) -> None:
    allowed = {"attrs", "dateutil", "mijnklantportaal", "mijnklantportaal_api", *sys.stdlib_module_names}
    if path in USES_HTTPX:
        allowed |= {"httpx"}
    if path.is_relative_to(CLIENT / "sandbox"):
        allowed |= {"jsonschema", "python_multipart", "starlette", "uvicorn"}
    if path.is_relative_to(CLIENT / "cli"):
        allowed |= {"click", "keyring", "rich"}
    if path == CLIENT / "_wire" / "deprecation.py":
        # For type checkers only, which have it built in.
        allowed |= {"typing_extensions"}
    if path == CLIENT / "_progress_display.py":
        # Imported when a bar is drawn.
        allowed |= {"rich"}
    if path == CLIENT / "export" / "_data_frame.py":
        # For type checkers only.
        allowed |= {"pandas"}
    if path == CLIENT / "_redis_client.py":
        # Imported when a program uses Redis.
        allowed |= {"redis"}
    if path in USES_PYDANTIC:
        # Imported when pydantic asks for them.
        allowed |= {"pydantic", "pydantic_core", "typing_extensions"}
    if path == PLUGIN:
        allowed |= {"pytest"}
    assert packages(path) <= allowed


@pytest.mark.parametrize("path", sorted(GENERATED.rglob("*.py")), ids=relative)
def test_generated_code_does_no_io_and_imports_few_modules_of_the_package(path: Path) -> None:
    assert packages(path).isdisjoint(IO_MODULES)
    of_the_package = [name for name in imports(path) if name.startswith("mijnklantportaal.")]
    assert [name for name in of_the_package if not is_below(name, FOR_GENERATED)] == []


@pytest.mark.parametrize("path", sorted((CLIENT / "_wire").glob("*.py")), ids=relative)
def test_wire_imports_nothing_generated(path: Path) -> None:
    assert "mijnklantportaal_api" not in packages(path)
    allowed = {
        "mijnklantportaal._imports",
        "mijnklantportaal._wire",
        "mijnklantportaal.progress",
        "mijnklantportaal.types",
    }
    of_the_package = [name for name in imports(path) if name.startswith("mijnklantportaal.")]
    assert [name for name in of_the_package if not is_below(name, allowed)] == []


def test_only_one_module_imports_the_generator() -> None:
    users = {relative(path) for path in PIPELINE.rglob("*.py") if "openapi_python_client" in packages(path)}
    assert users == {"pipeline/parse/generator.py"}


# The other imports that are allowed between the packages of the pipeline. Any of them may import the modules that are
# directly in `pipeline/`.
MAY_IMPORT = {
    "overlay": set[str](),
    "vendor": {"overlay"},
    "effective": {"overlay"},
    "parse": {"effective", "overlay"},
    "render": set[str](),
    "diff": {"affected", "vendor"},
    "affected": {"diff", "render"},
    "evidence": {"diff", "effective", "overlay", "vendor"},
    "upgrade": {"diff", "effective", "overlay", "vendor"},
    "site": {"diff", "overlay", "vendor"},
}


def test_each_package_of_the_pipeline_has_a_rule() -> None:
    assert {path.parent.name for path in PIPELINE.glob("*/__init__.py")} == {*MAY_IMPORT}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_package_of_the_pipeline_imports_what_comes_before_it(package: str) -> None:
    imported = {
        part
        for path in sorted((PIPELINE / package).glob("*.py"))
        for name in imports(path)
        if name.startswith("pipeline.") and (part := name.split(".")[1]) in MAY_IMPORT
    }
    assert imported - {package} <= MAY_IMPORT[package]


def loaded_modules(code: str) -> set[str]:
    """Return the modules that a new interpreter has loaded after the code."""
    program = f"{code}; import sys; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )


def test_importing_the_package_imports_no_dependency() -> None:
    loaded = loaded_modules("import mijnklantportaal")
    of_the_package = {name for name in loaded if name.startswith("mijnklantportaal")}
    assert of_the_package == {"mijnklantportaal", "mijnklantportaal._imports"}
    assert loaded.isdisjoint({"httpx", "attrs", "attr", "asyncio", "logging", "email"})


def test_a_client_imports_no_model_and_no_resource() -> None:
    loaded = loaded_modules("from mijnklantportaal import MijnKlantportaal; MijnKlantportaal(api_key='k')")
    assert "mijnklantportaal_api.client" in loaded
    lazy = {"mijnklantportaal_api.arguments", "mijnklantportaal_api.models", "dateutil", "mijnklantportaal.sandbox"}
    assert [name for name in loaded if is_below(name, lazy)] == []
    # The package only, which imports a resource when it is first used.
    assert [name for name in loaded if name.startswith("mijnklantportaal_api.resources.")] == []


def test_the_pytest_plugin_imports_only_pytest() -> None:
    loaded = loaded_modules("import pytest; import mijnklantportaal_pytest")
    assert {name for name in loaded if name.startswith("mijnklantportaal")} == {"mijnklantportaal_pytest"}


@pytest.mark.parametrize("name", mijnklantportaal.__all__)
def test_every_public_name_can_be_imported_from_the_package(name: str) -> None:
    assert getattr(mijnklantportaal, name) is not None
    assert name in dir(mijnklantportaal)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'mijnklantportaal' has no attribute 'Client'"):
        _ = mijnklantportaal.Client


def public_modules() -> Iterator[ModuleType]:
    for package in (mijnklantportaal, mijnklantportaal_api):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.rpartition(".")[2].startswith("_"):
                yield importlib.import_module(found.name)


def public_members(module: ModuleType) -> Iterator[tuple[str, object]]:
    for name, member in vars(module).items():
        if name.startswith("_") or getattr(member, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(member):
            yield f"{module.__name__}.{name}", member
        if inspect.isclass(member):
            yield f"{module.__name__}.{name}", member
            for key, attribute in vars(member).items():
                if not key.startswith("_") and (inspect.isfunction(attribute) or isinstance(attribute, property)):
                    yield f"{module.__name__}.{name}.{key}", attribute


def test_every_public_name_has_a_docstring() -> None:
    members = [pair for module in public_modules() for pair in public_members(module)]
    assert len(members) > 300
    assert [name for name, member in members if not inspect.getdoc(member)] == []
