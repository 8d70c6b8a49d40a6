"""Imports of generated modules."""

import subprocess
import sys

import pytest

from pipeline.render.imports import Imports


@pytest.mark.parametrize(
    ("code", "expected", "statement"),
    [
        ("_datetime.date", "datetime.date", "import datetime"),
        ("_decimal.Decimal | None", "Decimal | None", "from decimal import Decimal"),
        ("_abc.Sequence[str]", "Sequence[str]", "from collections.abc import Sequence"),
        ("_codecs.STRING", "codecs.STRING", "from mijnklantportaal._wire import codecs"),
        ("_models.Thing", "models.Thing", "from .. import models"),
        ("_types.UNSET", "UNSET", "from mijnklantportaal.types import UNSET"),
    ],
)
def test_import_has_its_usual_name(code: str, expected: str, statement: str) -> None:
    imports = Imports(["thing"])
    assert imports(code) == expected
    assert imports.statements == statement


@pytest.mark.parametrize(
    ("code", "defined", "expected", "statement"),
    [
        ("_datetime.date", "datetime", "_datetime.date", "import datetime as _datetime"),
        ("_decimal.Decimal | None", "Decimal", "_Decimal | None", "from decimal import Decimal as _Decimal"),
        ("_models.Thing", "models", "_models.Thing", "from .. import models as _models"),
        ("_codecs.STRING", "codecs", "_codecs.STRING", "from mijnklantportaal._wire import codecs as _codecs"),
        ("_model.Model", "Model", "_Model", "from mijnklantportaal._wire.model import Model as _Model"),
    ],
)
def test_import_has_an_alias_if_the_module_defines_its_name(
    code: str, defined: str, expected: str, statement: str
) -> None:
    imports = Imports([defined])
    assert imports(code) == expected
    assert imports.statements == statement


def test_only_the_name_that_collides_has_an_alias() -> None:
    imports = Imports(["Field"])
    assert imports("_model.Field(_model.Model)") == "_Field(Model)"
    assert imports.statements.splitlines() == [
        "from mijnklantportaal._wire.model import Field as _Field",
        "from mijnklantportaal._wire.model import Model",
    ]


def test_builtin_is_imported_only_if_the_module_defines_its_name() -> None:
    assert Imports([])("_builtins.list[int]") == "list[int]"
    imports = Imports(["list"])
    assert imports("_builtins.list[_builtins.list[int]]") == "builtins.list[builtins.list[int]]"
    assert imports.statements == "import builtins"
    imports = Imports(["list", "builtins"])
    assert imports("_builtins.list[int]") == "_builtins.list[int]"
    assert imports.statements == "import builtins as _builtins"


@pytest.mark.parametrize(
    "code", ["str | None", "self._sender.call", "x_datetime.date", "_other.Thing", "_datetime", "a_models.Thing", ""]
)
def test_other_code_is_unchanged(code: str) -> None:
    imports = Imports(["thing"])
    assert imports(code) == code
    assert imports.statements == ""


@pytest.mark.parametrize(
    "text",
    ["'_models.X'", '"_models.X"', r"'\'_models.X'", r"'\\', '_models.X'", "{'a': '_codecs.ANY', \"b'_abc.c\": 0}"],
)
def test_text_in_a_string_literal_is_unchanged(text: str) -> None:
    imports = Imports([])
    assert imports(f"_codecs.Union({text}, _codecs.ANY)") == f"codecs.Union({text}, codecs.ANY)"
    assert imports.statements == "from mijnklantportaal._wire import codecs"


def test_statement_is_listed_once() -> None:
    imports = Imports([])
    imports("_typing.Any, _typing.Any")
    imports("_typing.Any")
    assert imports.statements == "from typing import Any"


def test_module_of_every_import_exists() -> None:
    """The table of imports names modules of the shipped package, whose layout changes."""
    from pipeline.render.imports import _FROM, _MODULES

    names = {"_abc": "Mapping", "_attrs": "define", "_decimal": "Decimal", "_typing": "Any"}
    names |= {"_model": "Field", "_operation": "Operation", "_pagination": "Page", "_parsing": "DeviationError"}
    names |= {
        "_sys": "intern",
        "_send": "Sender",
        "_types": "UNSET",
        "_deprecation": "deprecated",
        "_downloads": "DownloadedFile",
        "_progress": "ProgressOption",
    }
    statements = [statement.format(names[module]) for module, statement in _FROM.items()]
    statements += [statement for statement in _MODULES.values() if "from ." not in statement]
    done = subprocess.run([sys.executable, "-c", "\n".join(statements)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
