"""Rendered code passes ruff, mypy and pyright, also where names of the spec equal those that the code imports."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.api import Api, Content, Kind, Location, Method
from pipeline.render import render_package
from tests.pipeline.render.hostile_samples import VALUES, complete_api
from tests.pipeline.render.render_samples import (
    ROOT,
    TEMPLATES,
    TEXT,
    api,
    argument,
    field,
    method,
    model,
    of,
    path,
    resource,
    response,
)

# Names that generated modules import or define, as names of models, resources, arguments, methods and fields.
CLASSES = [
    "Any", "AsyncPager", "AsyncSender", "Body", "CallOptions", "Decimal", "DeviationError", "Field", "Literal",
    "Location", "Mapping", "MediaType", "Model", "Operation", "Page", "Parameter", "RawSender", "Self", "Sender",
    "Sequence", "Style", "TypeAlias", "Unset", "ValueBody",
]  # fmt: skip
RESOURCES = [
    "any", "body", "call_options", "decimal", "deviation_error", "field", "literal", "location", "mapping",
    "media_type", "model", "operation", "page", "parameter", "raw_sender", "self", "sender", "sequence", "style",
    "type_alias", "unset", "value_body",
]  # fmt: skip
NAMES = [
    "as_sender", "builtins", "cls", "codecs", "data", "datetime_", "decimal", "define", "deprecated", "dict_", "field",
    "functools", "id", "int_", "len_", "models", "operation", "page", "resource", "self_", "sender", "str_", "typing",
]  # fmt: skip
METHODS = [
    "list", *NAMES, "any", "as_async_sender", "returns_raw_response", "returns_raw_response_async", "unset", "bytes_",
]  # fmt: skip
# A schema may have every name but that of the method `list`, which the generator changes.
FIELDS = [field(name) for name in NAMES]


def hostile_api() -> Api:
    """Return an API whose names are those that generated code uses itself."""
    complete = complete_api()
    values = [field(f"value_{name}", VALUES[name]) for name in ("date", "amounts", "anything", "color", "payment")]
    optional = [field(value.name, value.type, required=False) for value in (*FIELDS, *values)]
    models = [model(name, *FIELDS, *values) for name in CLASSES]
    models += [model("Optional", *optional), model("Sent", *optional, sent=True)]
    return complete.model_copy(
        update={
            "models": complete.models | {rendered.name: rendered for rendered in models},
            "resources": (
                *complete.resources,
                resource(*(hostile_method(name, "Model") for name in METHODS), name="hostile"),
                *(resource(hostile_method("create", "Optional"), name=name) for name in RESOURCES),
            ),
        }
    )


def hostile_method(name: str, returned: str) -> Method:
    result = of(Kind.MODEL, name=returned)
    contents = {"list": Content.PAGE, "page": Content.PAGE, "builtins": Content.ITEMS, "any": Content.ITEMS}
    # One argument for each name that a module of a resource imports.
    arguments = [argument(key, VALUES[key]) for key in ("date", "amount", "words", "anything", "inline", "things")]
    arguments += [argument("sent", of(Kind.MODEL, name="Sent")), argument("codecs", TEXT, Location.QUERY)]
    return method(
        *(argument(value.name) for value in FIELDS if value.name not in ("codecs", "models")),
        path("models"),
        *arguments,
        name=name,
        responses=(response(contents.get(name, Content.VALUE), result),),
        keywords={"deprecated": name in ("deprecated", "id")},
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("hostile") / "hostile_api"
    render_package(hostile_api(), TEMPLATES, target, hooks=[])
    return target


def run(*command: str | Path, **environment: str) -> tuple[int, str]:
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}, cwd=ROOT
    )
    return result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize("real", [True, False])
def test_ruff_finds_no_undefined_name(real: bool, package: Path) -> None:
    ruff = Path(sys.executable).parent / "ruff"
    options = ("--isolated", "--no-cache", "--select", "F", "--ignore", "F401", "--quiet")
    assert run(ruff, "check", *options, ROOT / "generated" if real else package) == (0, "")


IMPORT_ALL = """
import importlib, pkgutil, sys, typing
sys.path.insert(0, sys.argv[1])
import hostile_api
for module in pkgutil.walk_packages(hostile_api.__path__, "hostile_api."):
    importlib.import_module(module.name)
from hostile_api import arguments, client, models
count = 0
for name in models.__all__:
    model = getattr(models, name)
    if isinstance(model, type):
        assert model.__name__ == name
        assert model.from_dict({}).to_dict() is not None
        typing.get_type_hints(model)
        count += 1
variants = (
    client.Resources, client.AsyncResources, client.ResourcesWithRawResponse, client.AsyncResourcesWithRawResponse
)
for variant in variants:
    for name, attribute in vars(variant).items():
        if not name.startswith("_"):
            resource = getattr(variant(None), name)
            assert typing.get_type_hints(attribute.func) == {"return": type(resource)}
            for method in vars(type(resource)):
                if not method.startswith("_"):
                    typing.get_type_hints(getattr(resource, method))
                    assert callable(getattr(getattr(variant, name), method))
                    count += 1
for name in arguments.__all__:
    assert getattr(arguments, name).__name__ == name
    typing.get_type_hints(getattr(arguments, name))
    count += 1
print(count)
"""


def test_hostile_code_can_be_imported(package: Path) -> None:
    rendered = hostile_api()
    code, output = run(sys.executable, "-B", "-W", "error", "-c", IMPORT_ALL, package.parent)
    assert code == 0, output[-2000:]
    with_body = [method for method in rendered.methods.values() if method.body]
    # In four classes, and those that download in two.
    methods = sum(2 if method.link_method else 4 for method in rendered.methods.values())
    assert int(output) == len(rendered.models) + methods + len(with_body)


PATHS = [str(ROOT / "src"), str(ROOT / "generated")]
needs_types = pytest.mark.skipif(
    not (importlib.util.find_spec("mypy") and importlib.util.find_spec("pyright")),
    reason="mypy and pyright are in the dependency group `types`",
)


@needs_types
def test_mypy_finds_no_error_in_hostile_code(package: Path, tmp_path: Path) -> None:
    # The hand-written package names a type of pandas, which has no annotations.
    (tmp_path / "mypy.ini").write_text("[mypy]\n[mypy-pandas.*]\nignore_missing_imports = True\n")
    code, output = run(
        *(sys.executable, "-m", "mypy", "--config-file", tmp_path / "mypy.ini", "--cache-dir", tmp_path, "--strict"),
        *("-p", package.name),
        MYPYPATH=os.pathsep.join([*PATHS, str(package.parent)]),
    )
    assert code == 0, output[-3000:]


@needs_types
def test_pyright_finds_no_error_in_code_of_every_feature(rendered: Callable[[Api], Path], tmp_path: Path) -> None:
    rendered(complete_api())
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps({"include": ["package"], "extraPaths": PATHS}))
    code, output = run(sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "-p", config)
    assert code == 0, output[-3000:]


PROGRAM = """
from package.models import Thing
from package.resources.things import AsyncThings, Things

def use(things: Things, other: AsyncThings) -> None:
    things.update("1")
    things.replace("1")
    other.update("1").close()
"""


@needs_types
def test_mypy_reports_the_use_of_what_is_deprecated(rendered: Callable[[Api], Path], tmp_path: Path) -> None:
    thing = model("Thing", field("a"), keywords={"deprecated": True})
    rendered(api(method(keywords={"deprecated": True}), method(name="replace"), models=(thing,)))
    # The hand-written package names a type of pandas, which has no annotations.
    (tmp_path / "mypy.ini").write_text("[mypy]\n[mypy-pandas.*]\nignore_missing_imports = True\n")
    (tmp_path / "program.py").write_text(PROGRAM)
    _, output = run(
        *(sys.executable, "-m", "mypy", "--config-file", tmp_path / "mypy.ini", "--cache-dir", tmp_path),
        *("--enable-error-code", "deprecated", "--follow-imports", "silent", tmp_path / "program.py"),
        MYPYPATH=os.pathsep.join([*PATHS, str(tmp_path)]),
    )
    reported = [int(line.split(":")[1]) for line in output.splitlines() if "[deprecated]" in line]
    assert reported == [2, 6, 8], output
