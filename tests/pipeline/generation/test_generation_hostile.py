"""Hostile text in a spec: it must not become code, deceive a reader of the code, or cause a traceback."""

import ast
import shutil
import subprocess
import sys
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from tests.pipeline.generation.generation_samples import KEYS, TEXTS, generate, sample, without_hooks
from tests.pipeline.hostile_texts import HOSTILE_TEXTS
from tests.pipeline.parse.parse_samples import Spec

PAYLOADS = {
    **HOSTILE_TEXTS,
    "another argument": "a, canary()",
    "slashes": "a/b~c",
    "parent folder": "../../../etc/passwd",
    "very long": "word " * 4000,
    "empty": "",
}
DOCSTRING_ONLY = {
    "single quotes",
    "form feed",
    "carriage return",
    "Jinja comment",
    "percent",
    "byte order mark",
    "blank",
}
NAMES = [
    "class",
    "import",
    "None",
    "True",
    "list",
    "type",
    "self",
    "cls",
    "timeout",
    "extra_headers",
    "max_wait",
    "progress",
    "data",
    "from_dict",
    "read",
    "additional_properties",
    "_field_table",
    "__init__",
    "__class__",
    "_caller",
    "123",
    ".",
    "Model",
    "Any",
    "Literal",
    "TYPE_CHECKING",
    "Unset",
    "Decimal",
    "datetime",
    "Operation",
    "models",
    "types",
    "typing",
    "builtins",
    "codecs",
    "functools",
    "define",
    "field",
    "Field",
    "Page",
    "Mapping",
    "Self",
    "Sender",
    "Async",
    "TypeAlias",
    "Resources",
    "Things",
    "spec",
]
# Letters that Python normalizes to others: a ligature, a long s, a superscript.
FOLDED = ("\ufb01", "\u017f", "\u00aa")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_hooks(tmp_path_factory.mktemp("config"))


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all packages of this module, which the last test imports."""
    return tmp_path_factory.mktemp("packages")


@pytest.fixture(scope="module")
def harmless(config: Path, packages: Path) -> Counter[str]:
    return shape(generate(sample(), packages / "harmless", config))


_numbers = count()


def generated_or_none(spec: Spec, packages: Path, config: Path) -> Path | None:
    """Return the package, or `None` after a `PipelineError`, whose message is checked."""
    target = packages / f"package_{next(_numbers)}"
    try:
        return generate(spec, target, config)
    except PipelineError as error:
        shutil.rmtree(target, ignore_errors=True)
        message = str(error)
    assert message.strip()
    # An action has the whole names that lead to its target.
    assert len(message) < 5000 + 3 * len(str(spec))
    assert "Traceback" not in message
    return None


def modules(package: Path) -> list[Path]:
    return list(package.rglob("*.py"))


def shape(package: Path) -> Counter[str]:
    """Count each kind of syntax in the package, after a check that it compiles and has no invisible characters."""
    kinds: Counter[str] = Counter()
    for path in modules(package):
        source = path.read_text(encoding="utf-8")
        compile(source, str(path), "exec", dont_inherit=True)
        assert not [character for character in source if character != "\n" and not character.isprintable()]
        kinds.update(type(node).__name__ for node in ast.walk(ast.parse(source)))
    return kinds


def skeleton(package: Path) -> dict[str, str]:
    """Return the code of each module without the content of its strings."""
    dumps = {}
    for path in modules(package):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        dumps[path.relative_to(package).as_posix()] = ast.dump(tree)
    return dumps


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_is_only_in_strings(payload: str, packages: Path, config: Path, harmless: Counter[str]) -> None:
    texts = dict.fromkeys(TEXTS.keys() - {"pattern", "server"}, payload)
    package = generate(sample(**texts), packages / f"package_{next(_numbers)}", config)
    assert skeleton(package) == skeleton(packages / "harmless")
    assert shape(package) == harmless


# The keys of a group are changed together. Larger groups would hide problems: an error for one key ends the generation.
GROUPS = {
    "tag": ["tag"],
    "operation": ["operationId"],
    "path": ["server", "path", "path parameter"],
    "titles": ["schema title", "enum title"],
    "fields": ["query parameter", "header parameter", "body property", "property", "extension"],
}


# The test of texts covers payloads that can only harm a docstring.
IN_NAMES = {name: text for name, text in PAYLOADS.items() if name not in DOCSTRING_ONLY}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("payload", IN_NAMES.values(), ids=IN_NAMES)
def test_hostile_name_is_an_identifier_or_an_error(
    payload: str, group: str, packages: Path, config: Path, harmless: Counter[str]
) -> None:
    package = generated_or_none(sample(**dict.fromkeys(GROUPS[group], payload)), packages, config)
    assert package is None or shape(package) == harmless


@pytest.mark.parametrize("group", ["tag", "operation", "others"])
@pytest.mark.parametrize("name", [*NAMES, *FOLDED])
def test_reserved_name_is_an_identifier_or_an_error(
    name: str, group: str, packages: Path, config: Path, harmless: Counter[str]
) -> None:
    if group == "others":
        # Two classes of one name are an error, which would hide other problems.
        others = [*GROUPS["path"], *GROUPS["fields"], "enum title"]
        changed = {**dict.fromkeys(others, name), "schema title": f"{name} part"}
        if name.isascii():
            changed["schema"] = name
    else:
        changed = dict.fromkeys(GROUPS[group], name)
    package = generated_or_none(sample(**changed), packages, config)
    assert package is None or shape(package) == harmless


@given(changed=st.dictionaries(st.sampled_from(sorted({*KEYS, *TEXTS} - {"schema"})), st.text(), max_size=4))
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
def test_any_text_in_any_place(changed: dict[str, str], packages: Path, config: Path, harmless: Counter[str]) -> None:
    package = generated_or_none(sample(**changed), packages, config)
    assert package is None or shape(package) == harmless


IMPORT_ALL = """
import builtins, importlib, pathlib, pkgutil, sys, typing

def canary(*_):
    raise SystemExit("canary")

builtins.canary = canary
folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder))
for number, name in enumerate(sorted(path.name for path in folder.iterdir())):
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        importlib.import_module(module.name)
    models = importlib.import_module(f"{name}.models")
    for model in models.__all__:
        found = getattr(models, model)
        if isinstance(found, type):
            assert found.__name__ == model, (found, model)
            assert found.from_dict({}).to_dict() is not None
            typing.get_type_hints(found)
    client = importlib.import_module(f"{name}.client")
    arguments = importlib.import_module(f"{name}.arguments")
    for kind in arguments.__all__:
        typing.get_type_hints(getattr(arguments, kind))
    for resources in (client.Resources, client.AsyncResources):
        for resource in vars(resources):
            if not resource.startswith("_"):
                methods = getattr(resources(None), resource)
                for method in vars(type(methods)):
                    if not method.startswith("_"):
                        typing.get_type_hints(getattr(methods, method))
print(number + 1)
"""


def test_no_text_of_a_spec_is_executed(packages: Path, config: Path, harmless: Counter[str]) -> None:
    """Import all packages that the tests above have generated; this test must run last."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", IMPORT_ALL, str(packages)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-600:]
    assert int(done.stdout) > 150
