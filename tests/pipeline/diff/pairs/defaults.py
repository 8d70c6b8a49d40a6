"""Defaults of values that callers may leave out."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import query, received, sent, sent_optionally, whole
from tests.pipeline.diff.pairs.fragments import (
    PART,
    TEXT,
    Schema,
    all_of,
    array,
    integer,
    number,
    optional_request,
    record,
    request,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "defaults")

_X, _Y = text(default="x"), text(default="y")
_OMITTED = "calls that leave it out mean something else"


def _flag(default: bool) -> Schema:
    return {"type": "boolean", "default": default}


def _object(schema: Schema) -> Schema:
    return record({"inner": schema}, title="Part")


PAIRS = [
    _pair("changed", sent_optionally(_X, _Y), Expected.BREAKING, _OMITTED, "value"),
    _pair("removed", sent_optionally(_X, TEXT), Expected.BREAKING, _OMITTED, "value"),
    _pair("documented", sent_optionally(TEXT, _X), Expected.PATCH, "it is only documented", "value"),
    _pair("changed-query", query(_X, _Y), Expected.BREAKING, _OMITTED, "value"),
    _pair("removed-query", query(_X, TEXT), Expected.BREAKING, _OMITTED, "value"),
    _pair("documented-query", query(TEXT, _X), Expected.PATCH, "it is only documented", "value"),
    _pair("changed-object-field", sent(_object(_X), _object(_Y)), Expected.BREAKING, _OMITTED, "inner"),
    _pair("changed-in-list", sent(array(_object(_X)), array(_object(_Y))), Expected.BREAKING, _OMITTED, "inner"),
    _pair(
        "changed-component",
        whole(optional_request(PART, {"Part": _X}), optional_request(PART, {"Part": _Y})),
        Expected.BREAKING,
        _OMITTED,
        "value",
    ),
    _pair(
        "changed-all-of",
        whole(optional_request(all_of(PART), {"Part": _X}), optional_request(all_of(PART), {"Part": _Y})),
        Expected.BREAKING,
        _OMITTED,
        "value",
    ),
    _pair(
        "changed-beside-reference",
        sent_optionally({**PART, "default": "x"}, {**PART, "default": "y"}, {"Part": TEXT}),
        Expected.BREAKING,
        _OMITTED,
        "value",
    ),
    _pair("false-removed", sent_optionally(_flag(False), {"type": "boolean"}), Expected.BREAKING, _OMITTED),
    _pair("false-to-true", sent_optionally(_flag(False), _flag(True)), Expected.BREAKING, _OMITTED),
    _pair("zero-to-one", sent_optionally(integer(default=0), integer(default=1)), Expected.BREAKING, _OMITTED),
    _pair("zero-removed", sent_optionally(integer(default=0), integer()), Expected.BREAKING, _OMITTED),
    _pair("empty-text-removed", sent_optionally(text(default=""), TEXT), Expected.BREAKING, _OMITTED),
    _pair(
        "empty-list-removed",
        sent_optionally(array(TEXT, default=[]), array(TEXT)),
        Expected.BREAKING,
        _OMITTED,
    ),
    _pair(
        "null-to-text",
        sent_optionally({"type": ["string", "null"], "default": None}, {"type": ["string", "null"], "default": "x"}),
        Expected.BREAKING,
        _OMITTED,
    ),
    _pair(
        "null-removed",
        sent_optionally({"type": ["string", "null"], "default": None}, {"type": ["string", "null"]}),
        Expected.BREAKING,
        _OMITTED,
    ),
    _pair("equal-number", sent_optionally(number(default=1), number(default=1.0)), Expected.FORM, "they are equal"),
    _pair(
        "became-optional-with-default",
        whole(request(TEXT), optional_request(_X)),
        Expected.FEATURE,
        "it may be left out now",
        "value",
    ),
    _pair("changed-received", received(_X, _Y), Expected.PATCH, "defaults of received values are not used"),
    _pair("removed-received", received(_X, TEXT), Expected.PATCH, "defaults of received values are not used"),
]
