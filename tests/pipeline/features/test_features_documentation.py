"""Docstrings say what the spec says about each value."""

import re
from typing import Any

import pytest

from pipeline.api import Field, Model
from pipeline.render.documentation import class_documentation, field_documentation, method_documentation
from tests.pipeline.features.feature_specs import Spec, features_api, json_response, small_method

TEXT: Spec = {"type": "string"}
LIMITS: dict[str, tuple[Spec, str]] = {
    "keys": ({"type": "object", "additionalProperties": TEXT, "minProperties": 1, "maxProperties": 4},
             "At least 1 key. At most 4 keys."),
    "unique items": ({"type": "array", "items": TEXT, "uniqueItems": True}, "No duplicate items."),
    "items that may repeat": ({"type": "array", "items": TEXT, "uniqueItems": False}, ""),
    "members of a union": ({"anyOf": [{**TEXT, "maxLength": 8}, {"type": "integer", "minimum": 0}]},
                           "As `str`: at most 8 characters. As `int`: at least 0."),
    "several types": ({"type": ["string", "integer"], "maxLength": 8, "default": 3, "deprecated": True},
                      "As `str`: at most 8 characters. Default: `3`. Deprecated by the portal."),
    "default list": ({"type": "array", "items": TEXT, "default": ["a", "b"]}, "Default: `['a', 'b']`."),
    "default of zero": ({"type": "integer", "minimum": 0, "default": 0}, "At least 0. Default: `0`."),
    "default false": ({"type": "boolean", "default": False}, "Default: `False`."),
    "deprecated items": ({"type": "array", "items": {**TEXT, "deprecated": True}},
                         "Each item: deprecated by the portal."),
}  # fmt: skip


@pytest.mark.parametrize(("schema", "expected"), LIMITS.values(), ids=LIMITS)
def test_the_docstring_of_an_argument_has_its_limits(schema: Spec, expected: str) -> None:
    method = small_method(body={"type": "object", "properties": {"value": schema}})
    text = " ".join(method_documentation(method, is_async=False).split())
    assert f"optional): `value` of the request. {expected}".strip() + " timeout (float" in text


def test_the_docstring_of_an_argument_has_its_own_name_where_two_have_one_key() -> None:
    method = small_method(
        {"name": "color", "in": "query", "schema": TEXT}, body={"type": "object", "properties": {"color": TEXT}}
    )
    text = method_documentation(method, is_async=False)
    assert "color (str, optional): `color` of the request." in text
    assert "color_body (str, optional): `color_body` of the request." in text


def test_the_docstring_of_a_method_has_the_results_of_all_statuses() -> None:
    point = {"title": "Point", "type": "object", "properties": {"x": {"type": "integer"}}}
    responses = {"200": json_response(point), "202": json_response(TEXT, "Begun"), "204": {"description": "None left"}}
    text = method_documentation(small_method(responses=responses), is_async=False)
    assert "Fine. `str` for the status 202: Begun. `None` for the status 204: None left." in text


def documented(name: str) -> str:
    """Return the docstring of a method of the spec with every feature, with its lines joined."""
    text = method_documentation(features_api().methods[name], is_async=False)
    return " ".join(text.split())


def documented_field(model: str, key: str) -> str:
    owner: Model = features_api().models[model]
    field: Field = next(field for field in owner.fields if field.key == key)
    return field_documentation(field, owner)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("parameters.query", "At most 20 items. Each item: at least 3 characters."),
        ("parameters.query", "limit (int, optional): `limit` of the request. At least 0. At most 100. "
                             "A multiple of 5. Default: `15`."),
        ("parameters.query", "words (Sequence[str], optional): `words` of the request. Default: `['a', 'b']`."),
        ("parameters.query", "active (bool, optional): `active` of the request. Default: `True`."),
        ("unions.create", "As `str`: at most 8 characters. As `int`: at least 0."),
        ("unions.create", "As `int`: at least 1. As `str`: at most 4 characters. Default: `3`. "
                          "Deprecated by the portal."),
        ("unions.pay", "The property `type` names the class:"),
        ("enumerations.choose", "level (models.Level): `level` of the request. One of `1`, `2`, `3`."),
        ("enumerations.choose", "`unit` of the request. One of `kg`, `lb`."),
        ("enumerations.choose", "Each item: one of `1`, `2`, `3`."),
        ("enumerations.choose", "`accepted` of the request. Always `True`."),
        ("accounts.create", "At least 1 character. At most 80 characters. Must match `^\\\\S`."),
        ("results.find", "The point. `None` for the status 204: There is none."),
        ("results.start", "It is finished. `Job` for the status 202: It has begun."),
        ("bodies.replace_list", "body (Sequence[models.Point]): The points. At most 3 items."),
        ("compositions.compose", "A short text. At least 2 characters. At most 5 characters."),
        ("compositions.compose", "At most 4 items."),
        ("deprecations.old", "old-deprecation. Deprecated by the portal."),
        ("deprecations.change", "mode (str, optional): `mode` of the request. Deprecated by the portal."),
        ("deprecations.change", "nickname (str, optional): `nickname` of the request. Deprecated by the portal."),
        ("deprecations.change", "The old style. One of `plain`, `fancy`. Deprecated by the portal."),
        ("deprecations.change", "Where it was. Deprecated by the portal."),
    ],
)  # fmt: skip
def test_the_docstring_of_a_method_says_what_the_spec_says(method: str, expected: str) -> None:
    assert expected in documented(method)


@pytest.mark.parametrize(
    ("model", "key", "expected"),
    [
        ("Choices", "thirdColor", "A color. One of `red`, `green`. Default: `red`."),
        ("Choices", "mood", "One of `good`, `bad`."),
        ("Choices", "ratio", "One of `0.5`, `1.5`."),
        ("Choices", "mixed", "One of `auto`, `1`, `True`."),
        ("PriceList", "counts", "Each value: at least 0."),
        ("PriceList", "prices", "At least 1 key."),
        ("Cat", "lives", "Default: `9`."),
        ("Circle", "radius", "More than 0."),
        ("Account", "password", "At least 8 characters."),
        ("Relic", "age", "Deprecated by the portal."),
    ],
)
def test_the_docstring_of_a_field_says_what_the_spec_says(model: str, key: str, expected: str) -> None:
    assert expected in documented_field(model, key)


def test_deprecated_classes_and_enumerations_say_so() -> None:
    api = features_api()
    deprecated: list[Any] = [api.models["Relic"], api.enums["OldStyle"]]
    assert [class_documentation(node) for node in deprecated] == [
        "An old thing. Deprecated by the portal.",
        "The old style. Deprecated by the portal.",
    ]


def test_no_other_method_is_documented_as_deprecated() -> None:
    names = {name for name in features_api().methods if re.search(r"^[^`]*Deprecated by", documented(name))}
    assert names == {"deprecations.old"}
