"""Limits that become tighter or looser: each keyword, and each place that a value may have."""

from collections.abc import Callable
from functools import partial

from tests.pipeline.diff.pairs.comparisons import header, path, query, received, sent, sent_and_received
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    NUMBER,
    TEXT,
    Schema,
    all_of,
    array,
    integer,
    map_of,
    nullable,
    number,
    one_of,
    record,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "limits")

# A schema for each keyword, and one that allows less.
_KEYWORDS: dict[str, tuple[Schema, Schema]] = {
    "minimum": (integer(minimum=1), integer(minimum=5)),
    "maximum": (integer(maximum=50), integer(maximum=10)),
    "exclusive-minimum": (number(exclusiveMinimum=1), number(exclusiveMinimum=5)),
    "exclusive-maximum": (number(exclusiveMaximum=50), number(exclusiveMaximum=10)),
    "multiple-of": (integer(multipleOf=5), integer(multipleOf=10)),
    "min-length": (text(minLength=1), text(minLength=3)),
    "max-length": (text(maxLength=50), text(maxLength=10)),
    "pattern": (TEXT, text(pattern="^[a-z]+$")),
    "min-items": (array(TEXT, minItems=1), array(TEXT, minItems=2)),
    "max-items": (array(TEXT, maxItems=50), array(TEXT, maxItems=10)),
    "unique-items": (array(TEXT), array(TEXT, uniqueItems=True)),
    "max-contains": (
        array(INTEGER, contains=integer(minimum=9)),
        array(INTEGER, contains=integer(minimum=9), maxContains=2),
    ),
    "min-properties": (map_of(TEXT, minProperties=1), map_of(TEXT, minProperties=2)),
    "max-properties": (map_of(TEXT, maxProperties=50), map_of(TEXT, maxProperties=10)),
}

_PLACES: dict[str, Callable[[Schema], Schema]] = {
    "nullable": nullable,
    "items": array,
    "items-of-items": lambda schema: array(array(schema)),
    "map-values": map_of,
    "all-of": lambda schema: all_of(schema),
    "union-member": lambda schema: one_of(schema, INTEGER),
    "object": lambda schema: record({"inner": schema}, title="Part"),
    "items-of-object": lambda schema: record({"inner": array(schema)}, title="Part"),
    "objects-in-list": lambda schema: array(record({"inner": schema}, title="Part")),
    "objects-in-map": lambda schema: map_of(record({"inner": schema}, title="Part")),
}

_LONG, _SHORT = text(maxLength=50), text(maxLength=10)


def _in_place(name: str, place: Callable[[Schema], Schema]) -> list[Pair]:
    long, short = place(_LONG), place(_SHORT)
    return [
        _pair(f"in-{name}-tightened", sent(long, short), Expected.BREAKING, "longer texts are refused now"),
        _pair(f"in-{name}-loosened", sent(short, long), Expected.FEATURE, "longer texts are allowed now"),
        _pair(f"in-{name}-received", received(short, long), Expected.PATCH, "limits are not checked"),
    ]


def _of_keyword(name: str, loose: Schema, tight: Schema) -> list[Pair]:
    return [
        _pair(f"{name}-tightened", sent(loose, tight), Expected.BREAKING, "values are refused now", "value"),
        _pair(f"{name}-loosened", sent(tight, loose), Expected.FEATURE, "more values are allowed now", "value"),
        _pair(f"{name}-received", received(tight, loose), Expected.PATCH, "limits are not checked", "value"),
    ]


def _of_parameter(name: str, change: Callable[[Schema, Schema], Versions]) -> list[Pair]:
    return [
        _pair(f"of-{name}-tightened", change(_LONG, _SHORT), Expected.BREAKING, "longer texts are refused now"),
        _pair(f"of-{name}-loosened", change(_SHORT, _LONG), Expected.FEATURE, "longer texts are allowed now"),
    ]


PAIRS = [
    *(pair for name, (loose, tight) in _KEYWORDS.items() for pair in _of_keyword(name, loose, tight)),
    *(pair for name, place in _PLACES.items() for pair in _in_place(name, place)),
    *(
        pair
        for name, change in (("query", query), ("header", header), ("path", path))
        for pair in _of_parameter(name, change)
    ),
    _pair("sent-and-received-tightened", sent_and_received(_LONG, _SHORT), Expected.BREAKING, "it is sent too"),
    _pair("sent-and-received-loosened", sent_and_received(_SHORT, _LONG), Expected.FEATURE, "it is sent too"),
    _pair(
        "multiple-of-neither",
        sent(integer(multipleOf=10), integer(multipleOf=15)),
        Expected.BREAKING,
        "10 is refused now, though 15 is allowed",
    ),
    _pair(
        "multiple-of-fraction",
        sent(number(multipleOf=0.1), number(multipleOf=0.01)),
        Expected.FEATURE,
        "each multiple of 0.1 is one of 0.01, also where the division of floats is not exact",
    ),
    _pair(
        "one-tightened-one-loosened",
        sent(integer(minimum=1, maximum=10), integer(minimum=5, maximum=50)),
        Expected.BREAKING,
        "1 is refused now",
    ),
    _pair(
        "negative-minimum-raised",
        sent(integer(minimum=-10), integer(minimum=-5)),
        Expected.BREAKING,
        "-10 is refused now",
    ),
    _pair(
        "minimum-implied-by-exclusive",
        sent(number(exclusiveMinimum=4), number(minimum=5)),
        Expected.BREAKING,
        "4.5 is refused now",
    ),
    _pair(
        "large-integers",
        sent(integer(maximum=9007199254740993), integer(maximum=9007199254740992)),
        Expected.BREAKING,
        "the limits differ by one, though they are equal as floats",
    ),
    _pair("fraction-added", sent(NUMBER, number(multipleOf=0.01)), Expected.BREAKING, "0.005 is refused now"),
]
