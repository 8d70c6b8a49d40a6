"""Every attribute of every class of the representation is compared: a change of it is reported by a rule of its own."""

import ast
import functools
import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeAlias, get_args

import pytest
from pydantic import BaseModel

from pipeline import api as representation
from pipeline.api import Api, Kind, Node
from pipeline.diff.comparing import compare
from pipeline.diff.rules import LEVELS
from tests.pipeline.diff.diff_samples import ROOT, Spec, changed, json_of, reference, schemas, version_of

Path: TypeAlias = tuple[str | int, ...]

CODE = ROOT / "pipeline" / "diff"

# Attributes that no rule compares by themselves, with the reason.
NOT_COMPARED = {
    ("Node", "pointer"): "a place in the spec is no part of the API",
    ("Api", "components"): "it follows from the names of classes and aliases",
    ("Api", "remarks"): "it follows from what the client leaves out",
    ("Model", "name"): "classes are paired by it, as tests of renamed classes show",
    ("Model", "is_sent"): "it follows from the arguments",
    ("Model", "is_received"): "it follows from the responses",
    ("Enum", "name"): "aliases are paired by it, as tests of renamed aliases show",
    ("Method", "tag"): "it is that of the resource",
    ("Method", "body"): "its fields are arguments, and so is a body as a whole",
    ("Body", "is_flattened"): "it follows from the arguments",
    ("Body", "type"): "its fields are arguments, and its other attributes are compared one by one",
}


def full(spec: Spec) -> None:
    """Add what the sample spec lacks: unions, maps, whole bodies, files and links to them, webhooks, and arguments of
    each style.
    """
    order = schemas(spec)["Order"]["properties"]
    schemas(spec)["Card"] = _kind("card")
    schemas(spec)["Cash"] = _kind("cash")
    union = {
        "oneOf": [reference("Card"), reference("Cash")],
        "discriminator": {"propertyName": "kind", "mapping": {"card": "#/components/schemas/Card"}},
    }
    order["payment"] = union
    order["by_day"] = {"type": "object", "additionalProperties": {"type": "integer"}}
    order["secret"] = {"type": "string", "writeOnly": True}
    order["number"] = {"type": ["integer", "string"], "readOnly": True}
    schemas(spec)["Line"]["additionalProperties"] = {"type": "string"}
    states = {"name": "states", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
    spec["paths"]["/orders"]["get"]["parameters"].append(states)
    spec["paths"]["/orders/{orderId}"]["put"] = {
        "tags": ["Orders API"],
        "operationId": "replace-order",
        "security": [],
        "parameters": spec["paths"]["/orders/{orderId}"]["get"]["parameters"],
        "requestBody": {"content": json_of({"type": "array", "items": union})},
        "responses": {
            "200": {"description": "A file", "content": {"application/pdf": {}}},
            "204": {"description": "None"},
        },
    }
    schemas(spec)["FileLink"] = {
        "type": "object",
        "required": ["url"],
        "properties": {"url": {"type": "string"}},
        "x-download-link": "url",
    }
    spec["paths"]["/orders/{orderId}/file"] = {
        "get": {
            "tags": ["Orders API"],
            "operationId": "download-order",
            "parameters": spec["paths"]["/orders/{orderId}"]["get"]["parameters"],
            "responses": {"200": {"description": "A link", "content": json_of(reference("FileLink"))}},
        }
    }
    payload = {"content": json_of(reference("Order"))}
    spec["webhooks"] = {"paid": {"post": {"requestBody": payload, "responses": {"200": {"description": "Fine"}}}}}


def _kind(name: str) -> Spec:
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": name}, "amount": {"type": "integer"}},
    }


@functools.cache
def sample() -> Api:
    return version_of(changed(full)).api


def parts(value: Any, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """Yield the parts of an API with the names and indexes that lead to them."""
    match value:
        case BaseModel():
            yield path, value
            for name in type(value).model_fields:
                # A body that is one argument is compared as that argument.
                is_argument = isinstance(value, representation.Body) and not value.is_flattened and name == "type"
                if name not in ("keywords", "wording") and not is_argument:
                    yield from parts(getattr(value, name), (*path, name))
        case tuple():
            for index, item in enumerate(value):
                yield from parts(item, (*path, index))
        case dict():
            for key, item in value.items():
                yield from parts(item, (*path, key))


def replaced(value: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    key, *rest = path
    match value:
        case BaseModel():
            fields = {name: getattr(value, name) for name in type(value).model_fields}
            return type(value).model_construct(**fields | {str(key): replaced(fields[str(key)], tuple(rest), new)})
        case tuple():
            items = list(value)
            items[int(key)] = replaced(items[int(key)], tuple(rest), new)
            return tuple(items)
        case dict():
            return {**value, key: replaced(value[key], tuple(rest), new)}
    raise TypeError(value)


def others(part: BaseModel, name: str) -> Iterator[Any]:
    """Yield other values of an attribute."""
    match getattr(part, name):
        case bool(value):
            yield not value
        case StrEnum() as value:
            yield next(one for one in type(value) if one is not value)
        case str(value):
            yield f"{value}-other"
        case dict() as keywords if name == "keywords":
            yield {**keywords, "unheard-of": 1}
        case dict() as wording if name == "wording":
            yield {**wording, "description": "Something else"}
        case dict() as items if items:
            yield dict(list(items.items())[:-1])
        case tuple(items) if items:
            yield items[:-1]
        case BaseModel() if type(None) in get_args(type(part).model_fields[name].annotation):
            yield None
        case representation.Type():
            yield representation.Type(pointer="", kind=Kind.BOOLEAN)


def _is_compared(part: BaseModel, name: str) -> bool:
    classes = [cls.__name__ for cls in type(part).__mro__]
    if any((cls, name) in NOT_COMPARED for cls in classes):
        return False
    match part:
        # The type of a flattened body has neither name nor another kind.
        case representation.Type(kind=Kind.MODEL, name=""):
            return name in ("is_nullable", "keywords", "wording")
        # The values of an alias are compared with the alias, and its name with its values.
        case representation.Type() if name in ("name", "values"):
            return part.kind is Kind.MODEL if name == "name" else not part.name
        case representation.Type() if name == "members":
            return part.discriminator is None
        case representation.Enum() if name == "values":
            return part.name in sample().components.values() and part.pointer.count("/") == 3
        case representation.Method() if name == "url_field":
            return bool(part.link_method)
        case representation.Response() if name == "media_type":
            return bool(part.media_type)
        case representation.Body() if name == "is_required":
            return part.is_flattened
    return True


ATTRIBUTES = sorted(
    {
        (cls.__name__, name)
        for cls in vars(representation).values()
        if inspect.isclass(cls) and issubclass(cls, BaseModel) and cls not in (Node, BaseModel)
        for name in cls.model_fields
    }
)


@pytest.mark.parametrize(("cls", "name"), ATTRIBUTES)
def test_attribute_that_changes_is_reported_by_a_rule(cls: str, name: str) -> None:
    api = sample()
    mutations = [
        (path, value)
        for path, part in parts(api)
        if type(part).__name__ == cls and _is_compared(part, name)
        for value in others(part, name)
    ]
    known = [(one.__name__, name) for one in getattr(representation, cls).__mro__]
    assert mutations or any(one in NOT_COMPARED for one in known)
    # The sample has hundreds of types; some of them, from everywhere.
    for path, value in mutations[:: len(mutations) // 8 + 1]:
        new = replaced(api, (*path, name), value)
        for changes in (compare(api, new), compare(new, api)):
            assert changes, (path, value)
            assert not any(change.text.startswith("the API differs") for change in changes), (path, value)


# The table of levels


def _rules_in_code() -> Iterator[tuple[str, bool]]:
    """Yield the pattern of each rule name in the code, and whether its level is stated with it."""
    for file in sorted(CODE.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            position = {"change": 0, "whole": 0, "compare_described": 1}.get(called)
            if position is None:
                continue
            has_level = any(keyword.arg == "level" for keyword in node.keywords)
            match node.args[position]:
                case ast.Constant(value=str(rule)):
                    yield re.escape(rule), has_level
                case ast.JoinedStr(values=values):
                    parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in values]
                    yield "".join(parts), has_level


def test_each_rule_without_a_stated_level_is_in_the_table() -> None:
    patterns = [pattern for pattern, has_level in _rules_in_code() if not has_level]
    assert len(patterns) > 40
    assert [pattern for pattern in patterns if not any(re.fullmatch(pattern, rule) for rule in LEVELS)] == []


def test_each_rule_of_the_table_is_in_the_code() -> None:
    code = "".join(file.read_text() for file in CODE.glob("*.py") if file.name != "rules.py")
    patterns = [pattern for pattern, _ in _rules_in_code()]
    unused = [
        rule for rule in LEVELS if f'"{rule}"' not in code and not any(re.fullmatch(one, rule) for one in patterns)
    ]
    assert unused == []
