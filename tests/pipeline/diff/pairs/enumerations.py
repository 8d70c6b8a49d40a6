"""Enumerations and constants."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import (
    query,
    received,
    received_part,
    sent,
    sent_and_received,
    sent_part,
    whole,
)
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    PART,
    TEXT,
    Schema,
    any_of,
    array,
    enum,
    integer,
    map_of,
    nullable,
    response,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "enumerations")

_TWO, _THREE = enum("red", "green"), enum("red", "green", "blue")
_CONST_A, _CONST_B = text(const="a"), text(const="b")

# Two values and one of them, of each type.
_TYPES: dict[str, tuple[Schema, Schema]] = {
    "text": (enum("red", "green"), enum("red")),
    "integer": (enum(1, 2), enum(1)),
    "number": (enum(0.5, 1.5), enum(0.5)),
    "zero": (enum(1, 0), enum(1)),
    "empty-text": (enum("red", ""), enum("red")),
}


def _of_type(name: str, more: Schema, less: Schema) -> list[Pair]:
    return [
        _pair(f"{name}-added-sent", sent(less, more), Expected.FEATURE, "more is allowed now", "value"),
        _pair(f"{name}-removed-sent", sent(more, less), Expected.BREAKING, "the value is refused now", "value"),
        _pair(f"{name}-added-received", received(less, more), Expected.FEATURE, "there is more to handle", "value"),
        _pair(f"{name}-removed-received", received(more, less), Expected.PATCH, "there is less to handle", "value"),
    ]


PAIRS = [
    *(pair for name, (more, less) in _TYPES.items() for pair in _of_type(name, more, less)),
    _pair("order-sent", sent(_TWO, enum("green", "red")), Expected.PATCH, "only readers see it"),
    _pair("order-received", received(_TWO, enum("green", "red")), Expected.PATCH, "only readers see it"),
    _pair("added-query", query(_TWO, _THREE), Expected.FEATURE, "more is allowed now", "blue"),
    _pair(
        "removed-query-items", query(array(_THREE), array(_TWO)), Expected.BREAKING, "the value is refused now", "blue"
    ),
    _pair(
        "removed-items-sent", sent(array(_THREE), array(_TWO)), Expected.BREAKING, "the value is refused now", "blue"
    ),
    _pair(
        "removed-map-values-sent",
        sent(map_of(_THREE), map_of(_TWO)),
        Expected.BREAKING,
        "the value is refused now",
        "blue",
    ),
    _pair(
        "added-items-received",
        received(array(_TWO), array(_THREE)),
        Expected.FEATURE,
        "there is more to handle",
        "blue",
    ),
    _pair(
        "removed-nullable-sent",
        sent(nullable(_THREE), nullable(_TWO)),
        Expected.BREAKING,
        "the value is refused now",
        "blue",
    ),
    _pair("removed-component-sent", sent_part(_THREE, _TWO), Expected.BREAKING, "the value is refused now", "blue"),
    _pair(
        "removed-component-items-sent",
        sent_part(_THREE, _TWO, array(PART)),
        Expected.BREAKING,
        "the value is refused now",
        "blue",
    ),
    _pair("added-component-received", received_part(_TWO, _THREE), Expected.FEATURE, "there is more to handle", "blue"),
    _pair("removed-component-received", received_part(_THREE, _TWO), Expected.PATCH, "there is less to handle", "blue"),
    _pair(
        "removed-sent-and-received",
        sent_and_received(_THREE, _TWO),
        Expected.BREAKING,
        "the value is refused now",
        "blue",
    ),
    _pair("added-sent-and-received", sent_and_received(_TWO, _THREE), Expected.FEATURE, "more is allowed now", "blue"),
    _pair("exchanged-sent", sent(_TWO, enum("red", "blue")), Expected.BREAKING, "green is refused now", "green"),
    _pair(
        "exchanged-received", received(_TWO, enum("red", "blue")), Expected.FEATURE, "there is more to handle", "blue"
    ),
    _pair("case-sent", sent(_TWO, enum("red", "Green")), Expected.BREAKING, "values are compared exactly", "green"),
    _pair("listed-sent", sent(TEXT, _TWO), Expected.BREAKING, "other texts are refused now", "value"),
    _pair("listed-query", query(TEXT, _TWO), Expected.BREAKING, "other texts are refused now", "value"),
    _pair(
        "no-longer-listed-sent",
        sent(PART, TEXT, {"Part": _TWO}),
        Expected.BREAKING,
        "all texts are allowed now, but imports of the alias fail, which nothing uses",
        "Part",
    ),
    _pair("listed-received", received(TEXT, PART, {"Part": _TWO}), Expected.FEATURE, "values of a plain str are named"),
    _pair(
        "alias-removed-received",
        whole(response(PART, {"Part": _TWO}), response(TEXT)),
        Expected.BREAKING,
        "imports of the alias fail",
        "Part",
    ),
    _pair("type-sent", sent(enum(1, 2), enum("1", "2")), Expected.BREAKING, "numbers are refused now"),
    _pair("type-received", received(enum(1, 2), enum("1", "2")), Expected.BREAKING, "code that computes fails"),
    _pair("integers-listed-sent", sent(INTEGER, enum(1, 2)), Expected.BREAKING, "other numbers are refused now"),
    _pair("const-changed-sent", sent(_CONST_A, _CONST_B), Expected.BREAKING, "a is refused now"),
    _pair("const-changed-received", received(_CONST_A, _CONST_B), Expected.FEATURE, "there is another value to handle"),
    _pair("const-to-enum-sent", sent(_CONST_A, enum("a", "b")), Expected.FEATURE, "more is allowed now"),
    _pair("const-to-enum-received", received(_CONST_A, enum("a", "b")), Expected.FEATURE, "there is more to handle"),
    _pair("enum-to-const-sent", sent(enum("a", "b"), _CONST_A), Expected.BREAKING, "b is refused now"),
    _pair("const-to-other-enum-sent", sent(_CONST_A, enum("b", "c")), Expected.BREAKING, "a is refused now"),
    _pair("const-added-sent", sent(TEXT, _CONST_A), Expected.BREAKING, "other texts are refused now"),
    _pair("const-removed-sent", sent(_CONST_A, TEXT), Expected.FEATURE, "other texts are allowed now"),
    _pair("const-zero-added-sent", sent(INTEGER, integer(const=0)), Expected.BREAKING, "other numbers are refused now"),
    _pair(
        "const-integer-changed-sent", sent(integer(const=1), integer(const=2)), Expected.BREAKING, "1 is refused now"
    ),
    _pair(
        "const-false-to-true-sent",
        sent({"type": "boolean", "const": False}, {"type": "boolean", "const": True}),
        Expected.BREAKING,
        "False is refused now",
    ),
    _pair("const-items-sent", sent(array(_CONST_A), array(_CONST_B)), Expected.BREAKING, "a is refused now"),
    _pair(
        "const-any-of-to-enum",
        sent(any_of(_CONST_A, _CONST_B), enum("a", "b", "c")),
        Expected.FEATURE,
        "more is allowed now",
    ),
]
