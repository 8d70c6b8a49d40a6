"""Values that may be null, in all spellings."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import (
    operations,
    received,
    received_optionally,
    received_part,
    sent,
    sent_and_received,
    sent_optionally,
    sent_part,
)
from tests.pipeline.diff.pairs.fragments import (
    NULL,
    PART,
    TEXT,
    Schema,
    any_of,
    array,
    enum,
    nullable,
    one_of,
    record,
    ref,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "nulls")

_TYPE_LIST: Schema = {"type": ["string", "null"]}
_OBJECT = record({"a": TEXT})
_TITLED = record({"inner": TEXT}, ["inner"], title="Part")
_NULLABLE_INNER = record({"inner": _TYPE_LIST}, ["inner"], title="Part")
_COLOURS = enum("red", "green")
_COLOURS_OR_NULL: Schema = {"type": ["string", "null"], "enum": ["red", "green", None]}

_SPELLINGS = {
    "type-list": (TEXT, _TYPE_LIST),
    "any-of": (TEXT, nullable(TEXT)),
    "one-of": (TEXT, one_of(TEXT, NULL)),
    "enum": (_COLOURS, _COLOURS_OR_NULL),
    "items": (array(TEXT), array(_TYPE_LIST)),
    "list": (array(TEXT), array(TEXT, type=["array", "null"])),
    "field": (_TITLED, _NULLABLE_INNER),
    "object": (_TITLED, {**_TITLED, "type": ["object", "null"]}),
    "all-of": ({"allOf": [TEXT]}, {"allOf": [_TYPE_LIST]}),
}


def _of_spelling(name: str, plain: Schema, nulled: Schema) -> list[Pair]:
    return [
        _pair(f"{name}-added-sent", sent(plain, nulled), Expected.FEATURE, "None is allowed now"),
        _pair(f"{name}-removed-sent", sent(nulled, plain), Expected.BREAKING, "None is refused now"),
        _pair(f"{name}-added-received", received(plain, nulled), Expected.BREAKING, "None may come now"),
        _pair(f"{name}-removed-received", received(nulled, plain), Expected.PATCH, "the type is narrower"),
    ]


PAIRS = [
    *(pair for name, (plain, nulled) in _SPELLINGS.items() for pair in _of_spelling(name, plain, nulled)),
    _pair("spelling-any-of", sent(_TYPE_LIST, nullable(TEXT)), Expected.FORM, "the same values"),
    _pair("spelling-one-of", received(_TYPE_LIST, one_of(NULL, TEXT)), Expected.FORM, "the same values"),
    _pair(
        "spelling-any-of-limit",
        sent({**_TYPE_LIST, "maxLength": 5}, any_of(NULL, text(maxLength=5))),
        Expected.FORM,
        "the same values",
    ),
    _pair(
        "spelling-and-limit-tightened",
        sent({**_TYPE_LIST, "maxLength": 9}, nullable(text(maxLength=5))),
        Expected.BREAKING,
        "longer texts are refused now, in another spelling",
    ),
    _pair("type-list-order", sent(_TYPE_LIST, {"type": ["null", "string"]}), Expected.FORM, "the order has no meaning"),
    _pair("type-list-of-one", sent(TEXT, {"type": ["string"]}), Expected.FORM, "the same values"),
    _pair("component-made-nullable-sent", sent_part(TEXT, _TYPE_LIST), Expected.FEATURE, "None is allowed now"),
    _pair("component-made-nullable-received", received_part(TEXT, _TYPE_LIST), Expected.BREAKING, "None may come now"),
    _pair(
        "reference-made-nullable-sent",
        sent(PART, nullable(PART), {"Part": _OBJECT}),
        Expected.FEATURE,
        "None is allowed now",
    ),
    _pair(
        "reference-made-nullable-received",
        received(PART, nullable(PART), {"Part": _OBJECT}),
        Expected.BREAKING,
        "None may come now",
        "value",
    ),
    _pair(
        "reference-never-null-received",
        received(nullable(PART), PART, {"Part": _OBJECT}),
        Expected.PATCH,
        "the type is narrower",
    ),
    _pair("sent-and-received", sent_and_received(TEXT, _TYPE_LIST), Expected.BREAKING, "None may come now"),
    _pair("optional-sent", sent_optionally(TEXT, _TYPE_LIST), Expected.FEATURE, "None is allowed now"),
    _pair(
        "optional-received",
        received_optionally(TEXT, _TYPE_LIST),
        Expected.PATCH,
        "a field that may be left out is None then, so that the type is the same",
    ),
    _pair("only-null-sent", sent(_TYPE_LIST, NULL), Expected.BREAKING, "texts are refused now"),
    _pair(
        "whole-response",
        operations({"returns": ref("Part")}, {"returns": nullable(ref("Part"))}, {"Part": _OBJECT}),
        Expected.BREAKING,
        "the result may be None now",
    ),
    _pair(
        "value-added-to-nullable-enum-sent",
        sent(_COLOURS_OR_NULL, {"type": ["string", "null"], "enum": ["red", "green", "blue", None]}),
        Expected.FEATURE,
        "more is allowed now",
        "blue",
    ),
    _pair(
        "value-removed-from-nullable-enum-sent",
        sent(_COLOURS_OR_NULL, {"type": ["string", "null"], "enum": ["red", None]}),
        Expected.BREAKING,
        "the value is refused now",
        "green",
    ),
    _pair(
        "value-added-to-nullable-enum-received",
        received(_COLOURS_OR_NULL, {"type": ["string", "null"], "enum": ["red", "green", "blue", None]}),
        Expected.FEATURE,
        "there is more to handle",
        "blue",
    ),
    _pair(
        "null-no-longer-listed-sent",
        sent(_COLOURS_OR_NULL, {"type": ["string", "null"], "enum": ["red", "green"]}),
        Expected.BREAKING,
        "only what `enum` lists is allowed, whatever `type` says",
    ),
    _pair(
        "null-listed-received",
        received({"type": ["string", "null"], "enum": ["red", "green"]}, _COLOURS_OR_NULL),
        Expected.BREAKING,
        "None may come now",
    ),
]
