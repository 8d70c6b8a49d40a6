"""Keywords of JSON Schema that Python types do not express."""

from functools import partial
from typing import Any

from tests.pipeline.diff.pairs.comparisons import operations, query, received, sent, sent_part
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    PART,
    TEXT,
    Schema,
    all_of,
    array,
    integer,
    map_of,
    one_of,
    record,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "rare")


def _object(**keywords: Any) -> Schema:
    return record({"a": TEXT, "b": TEXT}, title="Part", **keywords)


def _list(**keywords: Any) -> Schema:
    return {"type": "array", **keywords}


_IF_A: Schema = {"required": ["a"]}
_NEEDS_B: Schema = {"required": ["b"]}
_PREFIX = _list(prefixItems=[TEXT, INTEGER])

# Two versions of a class, of which the second allows less.
_CLASSES: dict[str, tuple[Schema, Schema]] = {
    "if-then-added": (_object(), _object(**{"if": _IF_A, "then": _NEEDS_B})),
    "then-changed": (
        _object(**{"if": _IF_A, "then": {"properties": {"b": {"maxLength": 9}}}}),
        _object(**{"if": _IF_A, "then": {"properties": {"b": {"maxLength": 5}}}}),
    ),
    "else-added": (_object(**{"if": _IF_A, "then": True}), _object(**{"if": _IF_A, "then": True, "else": _NEEDS_B})),
    "if-changed": (
        _object(**{"if": {"required": ["a", "b"]}, "then": {"maxProperties": 1}}),
        _object(**{"if": _IF_A, "then": {"maxProperties": 1}}),
    ),
    "dependent-required-added": (_object(), _object(dependentRequired={"a": ["b"]})),
    "dependent-required-changed": (
        _object(dependentRequired={"a": ["b"]}),
        _object(dependentRequired={"b": ["a"]}),
    ),
    "dependent-schemas-added": (_object(), _object(dependentSchemas={"a": _NEEDS_B})),
    "unevaluated-properties-added": (_object(), _object(unevaluatedProperties=False)),
}

# Two versions of an argument, of which the second allows less.
_ARGUMENTS: dict[str, tuple[Schema, Schema]] = {
    "not-added": (TEXT, text(**{"not": {"const": "x"}})),
    "not-changed": (text(**{"not": {"const": "x"}}), text(**{"not": {"const": "y"}})),
    "contains-added": (array(INTEGER), array(INTEGER, contains=integer(minimum=5))),
    "contains-changed": (
        array(INTEGER, contains=integer(minimum=5)),
        array(INTEGER, contains=integer(minimum=9)),
    ),
    "prefix-items-added": (array({}), array({}, prefixItems=[TEXT, INTEGER])),
    "prefix-items-exchanged": (_PREFIX, _list(prefixItems=[INTEGER, TEXT])),
    "prefix-items-limit": (_list(prefixItems=[text(maxLength=9)]), _list(prefixItems=[text(maxLength=5)])),
    "items-after-prefix": (_PREFIX, {**_PREFIX, "items": TEXT}),
    "unevaluated-items-added": (_PREFIX, {**_PREFIX, "unevaluatedItems": False}),
    "content-schema-changed": (
        text(contentMediaType="application/json", contentSchema=record({"a": TEXT})),
        text(contentMediaType="application/json", contentSchema=record({"a": INTEGER})),
    ),
}

# Keywords that can be removed, so that more is allowed.
_REMOVED = (
    "if-then-added",
    "not-added",
    "dependent-required-added",
    "dependent-schemas-added",
    "unevaluated-properties-added",
    "contains-added",
    "unevaluated-items-added",
)

_NOT_X, _NOT_Y = text(**{"not": {"const": "x"}}), text(**{"not": {"const": "y"}})

PAIRS = [
    *(
        _pair(name, sent(old, new), Expected.BREAKING, "values that were right are refused", "Part")
        for name, (old, new) in _CLASSES.items()
    ),
    *(
        _pair(name, sent(old, new), Expected.BREAKING, "values that were right are refused", "value")
        for name, (old, new) in _ARGUMENTS.items()
    ),
    *(
        _pair(
            name.replace("added", "removed"),
            sent(*reversed((_CLASSES | _ARGUMENTS)[name])),
            Expected.UNORDERED,
            "values that were refused are allowed now",
        )
        for name in _REMOVED
    ),
    _pair("not-changed-component", sent_part(_NOT_X, _NOT_Y), Expected.BREAKING, "y is refused now"),
    _pair("not-changed-items", sent(array(_NOT_X), array(_NOT_Y)), Expected.BREAKING, "y is refused now"),
    _pair("not-changed-map", sent_part(_NOT_X, _NOT_Y, map_of(PART)), Expected.BREAKING, "y is refused now"),
    _pair("not-changed-all-of", sent_part(_NOT_X, _NOT_Y, all_of(PART)), Expected.BREAKING, "y is refused now"),
    _pair("not-changed-union", sent_part(_NOT_X, _NOT_Y, one_of(PART, INTEGER)), Expected.BREAKING, "y is refused now"),
    _pair("not-changed-query", query(_NOT_X, _NOT_Y), Expected.BREAKING, "y is refused now", "value"),
    _pair(
        "not-target-changed",
        sent_part(text(const="x"), text(const="y"), {"type": "string", "not": PART}),
        Expected.BREAKING,
        "y is refused now",
    ),
    _pair(
        "not-narrowed",
        sent(text(**{"not": {"maxLength": 5}}), text(**{"not": {"maxLength": 9}})),
        Expected.BREAKING,
        "inside `not` a looser limit refuses more",
    ),
    _pair(
        "if-then-added-to-the-body",
        operations({"body": record({"a": TEXT, "b": TEXT})}, {"body": _object(**{"if": _IF_A, "then": _NEEDS_B})}),
        Expected.BREAKING,
        "calls with a alone are refused now",
    ),
    _pair("not-added-received", received(TEXT, _NOT_X), Expected.PATCH, "limits are not checked"),
    _pair(
        "dependent-required-added-received",
        received(_object(), _object(dependentRequired={"a": ["b"]})),
        Expected.PATCH,
        "limits are not checked",
    ),
    _pair(
        "contains-removed-received",
        received(array(INTEGER, contains=integer(minimum=5)), array(INTEGER)),
        Expected.PATCH,
        "limits are not checked",
    ),
    _pair(
        "unevaluated-properties-removed-received",
        received(_object(unevaluatedProperties=False), _object()),
        Expected.PATCH,
        "unknown fields were kept before too",
    ),
    _pair(
        "prefix-items-exchanged-received",
        received(_PREFIX, _list(prefixItems=[INTEGER, TEXT])),
        Expected.BREAKING,
        "code that uses the first item fails",
        "value",
    ),
]
