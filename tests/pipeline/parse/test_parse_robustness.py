"""Mutated copies of the real spec: a valid one has an API, or a problem that a person can read."""

import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.effective import check_spec
from pipeline.errors import PipelineError
from pipeline.parse import parse_api
from tests.pipeline.parse.parse_samples import CONFIG, ROOT, Spec

EFFECTIVE: Spec = json.loads((ROOT / "generated" / "mijnklantportaal_api" / "openapi.json").read_text(encoding="utf-8"))
TAGS = [tag["name"] for tag in EFFECTIVE["tags"]]


def referenced(value: Any) -> set[str]:
    """Return the references in a value."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(referenced, value.values()))
    return set().union(*map(referenced, value)) if isinstance(value, list) else set()


def part_of(tag: str) -> Spec:
    """Return the operations of one tag, with the components that they need."""
    spec = {**EFFECTIVE, "components": {**EFFECTIVE["components"], "schemas": {}}}
    spec["tags"] = [one for one in EFFECTIVE["tags"] if one["name"] == tag]
    spec["paths"] = {
        path: operations
        for path, item in EFFECTIVE["paths"].items()
        if (operations := {key: node for key, node in item.items() if tag in node.get("tags", ())})
    }
    schemas = EFFECTIVE["components"]["schemas"]
    pending = referenced(spec)
    while pending:
        kind, name = pending.pop().split("/")[2:4]
        if kind == "schemas" and name not in spec["components"]["schemas"]:
            spec["components"]["schemas"][name] = schemas[name]
            pending |= referenced(schemas[name])
    return copy.deepcopy(spec)


PARTS = {tag: part_of(tag) for tag in TAGS}


def value_at(holder: Any, key: str | int) -> Any:
    """Return a value that an earlier mutation may have removed."""
    try:
        return holder[key]
    except LookupError:
        return {}


def nodes(value: Any) -> list[tuple[Any, str | int]]:
    """Return all objects and lists in a value, each with one of its keys or indexes."""
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [pair for key, one in inner for pair in ((value, key), *nodes(one))]


VALUES: list[Any] = [
    None, True, 0, -1.5, "", "x", "#/components/schemas/Nothing", [], ["string", "null"], {}, {"type": "null"},
    {"type": "array"}, {"enum": [None]}, {"const": None}, {"oneOf": [{"type": "string"}, {"type": "null"}]},
    {"anyOf": [{"type": "object", "properties": {"a": {}}}, {"type": "integer"}]}, {"not": {}}, "object", "array",
    "date", {"type": ["object", "string"], "properties": {"data": {"type": "array", "items": {}}}}, "integer",
    "default", "2XX",
]  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_part_of_the_real_spec_has_an_api(tag: str) -> None:
    check_spec(PARTS[tag])
    assert parse_api(PARTS[tag], CONFIG).methods


@given(st.data())
@settings(max_examples=50, deadline=None, derandomize=True, database=None)
def test_mutated_spec_that_is_valid_has_an_api_or_problems(data: st.DataObject) -> None:
    spec = copy.deepcopy(PARTS[data.draw(st.sampled_from(TAGS))])
    for _ in range(data.draw(st.integers(1, 3))):
        places = nodes({key: spec[key] for key in ("paths", "components", "tags", "servers") if key in spec})
        holder, key = places[data.draw(st.integers(0, len(places) - 1))]
        match data.draw(st.sampled_from(["delete", "replace", "copy", "add"])):
            case "delete":
                del holder[key]
            case "replace":
                holder[key] = copy.deepcopy(data.draw(st.sampled_from(VALUES)))
            case "copy":
                other, at = places[data.draw(st.integers(0, len(places) - 1))]
                holder[key] = copy.deepcopy(value_at(other, at))
            case _ if isinstance(holder[key], dict):
                name = data.draw(
                    st.sampled_from(["type", "format", "enum", "const", "allOf", "items", "properties", "$ref"])
                )
                holder[key][name] = copy.deepcopy(data.draw(st.sampled_from(VALUES)))
    try:
        check_spec(spec)
    except PipelineError:
        return
    with contextlib.suppress(PipelineError):
        parse_api(spec, CONFIG)
