"""Objects whose keys are data."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import received, received_part, sent, sent_part
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    NUMBER,
    PART,
    TEXT,
    Schema,
    array,
    map_of,
    nullable,
    record,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "maps")

_A = record({"a": TEXT})
_A_AND_B = record({"a": TEXT, "b": TEXT})
_A_AND_B_REQUIRED = record({"a": TEXT, "b": TEXT}, ["b"])
_FREE: Schema = {"type": "object"}
_CLOSED = record({"a": TEXT}, title="Part", additionalProperties=False)
_OPEN = record({"a": TEXT}, title="Part")


def _by_pattern(schema: Schema) -> Schema:
    return {"type": "object", "patternProperties": {"^x": schema}}


PAIRS = [
    _pair("value-type-sent", sent(map_of(TEXT), map_of(INTEGER)), Expected.BREAKING, "texts are refused now", "value"),
    _pair("value-wider-sent", sent(map_of(INTEGER), map_of(NUMBER)), Expected.FEATURE, "fractions are allowed now"),
    _pair("value-narrower-sent", sent(map_of(NUMBER), map_of(INTEGER)), Expected.BREAKING, "fractions are refused now"),
    _pair("value-type-received", received(map_of(TEXT), map_of(INTEGER)), Expected.BREAKING, "code that uses it fails"),
    _pair("value-nullable-sent", sent(map_of(TEXT), map_of(nullable(TEXT))), Expected.FEATURE, "None is allowed now"),
    _pair(
        "value-nullable-received",
        received(map_of(TEXT), map_of(nullable(TEXT))),
        Expected.BREAKING,
        "None may come now",
    ),
    _pair(
        "value-never-null-received",
        received(map_of(nullable(TEXT)), map_of(TEXT)),
        Expected.PATCH,
        "values are never None any more",
    ),
    _pair(
        "component-required-property-added-sent",
        sent_part(_A, _A_AND_B_REQUIRED, map_of(PART)),
        Expected.BREAKING,
        "values without it are refused now",
        "b",
    ),
    _pair(
        "component-property-added-sent",
        sent_part(_A, _A_AND_B, map_of(PART)),
        Expected.FEATURE,
        "there is more to pass",
        "b",
    ),
    _pair(
        "component-property-removed-received",
        received_part(_A_AND_B, _A, map_of(PART)),
        Expected.BREAKING,
        "code that reads it fails",
        "b",
    ),
    _pair(
        "component-property-added-received",
        received_part(_A, _A_AND_B, map_of(PART)),
        Expected.FEATURE,
        "a new field",
        "b",
    ),
    _pair(
        "component-scalar-received",
        received_part(TEXT, INTEGER, map_of(PART)),
        Expected.BREAKING,
        "code that uses the values fails",
    ),
    _pair(
        "lists-of-components-sent",
        sent_part(_A, _A_AND_B_REQUIRED, map_of(array(PART))),
        Expected.BREAKING,
        "values without it are refused now",
    ),
    _pair(
        "list-of-maps-sent",
        sent(array(map_of(TEXT)), array(map_of(INTEGER))),
        Expected.BREAKING,
        "texts are refused now",
    ),
    _pair(
        "map-of-maps-received",
        received(map_of(map_of(TEXT)), map_of(map_of(INTEGER))),
        Expected.BREAKING,
        "code that uses the values fails",
    ),
    _pair(
        "free-object-gets-a-value-type-sent", sent(_FREE, map_of(TEXT)), Expected.BREAKING, "numbers are refused now"
    ),
    _pair(
        "free-object-gets-a-value-type-received", received(_FREE, map_of(TEXT)), Expected.PATCH, "the type is narrower"
    ),
    _pair("value-type-removed-sent", sent(map_of(TEXT), _FREE), Expected.FEATURE, "all values are allowed now"),
    _pair("value-type-removed-received", received(map_of(TEXT), _FREE), Expected.BREAKING, "anything may come now"),
    _pair(
        "additional-true-written",
        sent(_FREE, {**_FREE, "additionalProperties": True}),
        Expected.FORM,
        "true is the default",
    ),
    _pair(
        "additional-empty-schema",
        received({**_FREE, "additionalProperties": {}}, {**_FREE, "additionalProperties": True}),
        Expected.FORM,
        "the empty schema allows everything, as true does",
    ),
    _pair("closed-sent", sent(_OPEN, _CLOSED), Expected.BREAKING, "other properties are refused now", "Part"),
    _pair("opened-sent", sent(_CLOSED, _OPEN), Expected.FEATURE, "other properties are allowed now"),
    _pair("closed-received", received(_OPEN, _CLOSED), Expected.PATCH, "limits of received values are not checked"),
    _pair("opened-received", received(_CLOSED, _OPEN), Expected.PATCH, "unknown fields were kept before too"),
    _pair(
        "emptied-sent",
        sent(map_of(TEXT), {**_FREE, "additionalProperties": False}),
        Expected.BREAKING,
        "only {} is left",
    ),
    _pair("map-to-object-sent", sent(map_of(TEXT), _CLOSED), Expected.BREAKING, "another type is needed"),
    _pair("map-to-object-received", received(map_of(TEXT), _CLOSED), Expected.BREAKING, "code that uses it fails"),
    _pair("object-to-map-received", received(_CLOSED, map_of(TEXT)), Expected.BREAKING, "code that reads fields fails"),
    _pair("pattern-properties-added", sent(_FREE, _by_pattern(TEXT)), Expected.BREAKING, "numbers are refused now"),
    _pair("pattern-properties-removed", sent(_by_pattern(TEXT), _FREE), Expected.FEATURE, "numbers are allowed now"),
    _pair(
        "pattern-properties-type-sent",
        sent(_by_pattern(TEXT), _by_pattern(INTEGER)),
        Expected.BREAKING,
        "texts are refused now",
    ),
    _pair(
        "pattern-properties-limit-sent",
        sent(_by_pattern(text(maxLength=9)), _by_pattern(text(maxLength=5))),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "pattern-properties-component-received",
        received_part(TEXT, INTEGER, _by_pattern(PART)),
        Expected.BREAKING,
        "code that uses the values fails",
    ),
    _pair(
        "property-names-added-sent",
        sent(map_of(TEXT), map_of(TEXT, propertyNames={"maxLength": 5})),
        Expected.BREAKING,
        "longer keys are refused now",
    ),
    _pair(
        "property-names-removed-sent",
        sent(map_of(TEXT, propertyNames={"maxLength": 5}), map_of(TEXT)),
        Expected.FEATURE,
        "longer keys are allowed now",
    ),
    _pair(
        "property-names-tightened-sent",
        sent(map_of(TEXT, propertyNames={"maxLength": 9}), map_of(TEXT, propertyNames={"maxLength": 5})),
        Expected.BREAKING,
        "longer keys are refused now",
    ),
    _pair(
        "property-names-added-received",
        received(map_of(TEXT), map_of(TEXT, propertyNames={"maxLength": 5})),
        Expected.PATCH,
        "limits are not checked",
    ),
]
