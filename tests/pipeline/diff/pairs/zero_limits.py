"""Limits of zero, and limits that exclude nothing."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import query, received, sent, sent_part
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    NUMBER,
    PART,
    TEXT,
    array,
    integer,
    map_of,
    number,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "zero")

PAIRS = [
    _pair("minimum-added", sent(INTEGER, integer(minimum=0)), Expected.BREAKING, "-1 is refused now", "value"),
    _pair("minimum-added-money", sent(NUMBER, number(minimum=0)), Expected.BREAKING, "credits are refused now"),
    _pair("minimum-added-query", query(INTEGER, integer(minimum=0)), Expected.BREAKING, "-1 is refused now", "value"),
    _pair("minimum-raised", sent(integer(minimum=-5), integer(minimum=0)), Expected.BREAKING, "-1 is refused now"),
    _pair("minimum-lowered", sent(integer(minimum=0), integer(minimum=-5)), Expected.FEATURE, "-1 is allowed now"),
    _pair("minimum-removed", sent(integer(minimum=0), INTEGER), Expected.FEATURE, "-1 is allowed now"),
    _pair("minimum-added-received", received(INTEGER, integer(minimum=0)), Expected.PATCH, "limits are not checked"),
    _pair(
        "minimum-added-items",
        sent(array(INTEGER), array(integer(minimum=0))),
        Expected.BREAKING,
        "a list with -1 is refused now",
    ),
    _pair(
        "minimum-added-component",
        sent_part(INTEGER, integer(minimum=0), array(PART)),
        Expected.BREAKING,
        "a list with -1 is refused now",
    ),
    _pair("minimum-as-decimal", sent(integer(minimum=0), integer(minimum=0.0)), Expected.FORM, "0 and 0.0 are equal"),
    _pair("exclusive-minimum-added", sent(NUMBER, number(exclusiveMinimum=0)), Expected.BREAKING, "0 is refused now"),
    _pair("exclusive-minimum-removed", sent(number(exclusiveMinimum=0), NUMBER), Expected.FEATURE, "0 is allowed now"),
    _pair(
        "exclusive-minimum-to-minimum",
        sent(number(exclusiveMinimum=0), number(minimum=0)),
        Expected.FEATURE,
        "0 is allowed now, and nothing is refused",
    ),
    _pair(
        "minimum-to-exclusive-minimum",
        sent(number(minimum=0), number(exclusiveMinimum=0)),
        Expected.BREAKING,
        "0 is refused now",
    ),
    _pair("maximum-added", sent(INTEGER, integer(maximum=0)), Expected.BREAKING, "1 is refused now"),
    _pair("maximum-lowered", sent(integer(maximum=10), integer(maximum=0)), Expected.BREAKING, "1 is refused now"),
    _pair("maximum-removed", sent(integer(maximum=0), INTEGER), Expected.FEATURE, "1 is allowed now"),
    _pair("exclusive-maximum-removed", sent(number(exclusiveMaximum=0), NUMBER), Expected.FEATURE, "0 is allowed now"),
    _pair("max-length-added", sent(TEXT, text(maxLength=0)), Expected.BREAKING, "all but the empty text is refused"),
    _pair(
        "max-items-added", sent(array(TEXT), array(TEXT, maxItems=0)), Expected.BREAKING, "all but [] is refused now"
    ),
    _pair(
        "max-properties-added",
        sent(map_of(TEXT), map_of(TEXT, maxProperties=0)),
        Expected.BREAKING,
        "all but {} is refused now",
    ),
    _pair("min-length-added", sent(TEXT, text(minLength=0)), Expected.FORM, "no text is shorter than that"),
    _pair("min-length-lowered", sent(text(minLength=1), text(minLength=0)), Expected.FEATURE, "'' is allowed now"),
    _pair("min-items-added", sent(array(TEXT), array(TEXT, minItems=0)), Expected.FORM, "no list is shorter than that"),
    _pair(
        "min-properties-added",
        sent(map_of(TEXT), map_of(TEXT, minProperties=0)),
        Expected.FORM,
        "no object has fewer properties",
    ),
    _pair(
        "unique-items-false",
        sent(array(TEXT), array(TEXT, uniqueItems=False)),
        Expected.FORM,
        "false is the default, which limits nothing",
    ),
    _pair(
        "min-contains-one-added",
        sent(array(TEXT, contains=text(minLength=5)), array(TEXT, contains=text(minLength=5), minContains=1)),
        Expected.FORM,
        "1 is the default beside `contains`",
    ),
    _pair(
        "min-contains-zero-added",
        sent(array(TEXT, contains=text(minLength=5)), array(TEXT, contains=text(minLength=5), minContains=0)),
        Expected.FEATURE,
        "lists without such an item are allowed now",
    ),
    _pair(
        "min-contains-zero-removed",
        sent(array(TEXT, contains=text(minLength=5), minContains=0), array(TEXT, contains=text(minLength=5))),
        Expected.BREAKING,
        "lists without such an item are refused now",
    ),
    _pair("multiple-of-one-integer", sent(INTEGER, integer(multipleOf=1)), Expected.FORM, "all integers are multiples"),
    _pair("multiple-of-one-number", sent(NUMBER, number(multipleOf=1)), Expected.BREAKING, "0.5 is refused now"),
]
