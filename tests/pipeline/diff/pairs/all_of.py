"""Changes behind `allOf`."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import received, received_part, sent, sent_part
from tests.pipeline.diff.pairs.fragments import (
    BOOLEAN,
    INTEGER,
    NULL,
    PART,
    TEXT,
    Schema,
    all_of,
    any_of,
    array,
    integer,
    map_of,
    one_of,
    record,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "all-of")

_EXTRA = record({"extra": TEXT}, ["extra"])
_WHOLE: Schema = {"title": "Whole", **all_of(PART, _EXTRA)}
_A = record({"a": TEXT})
_A_REQUIRED = record({"a": TEXT}, ["a"])
_A_AND_B = record({"a": TEXT, "b": TEXT})
_A_AND_B_REQUIRED = record({"a": TEXT, "b": TEXT}, ["b"])
_SCALARS = all_of(PART)


def _two_unions(*members: Schema) -> Schema:
    return all_of(any_of(TEXT, INTEGER, NULL), any_of(*members))


PAIRS = [
    _pair(
        "scalar-limit-tightened",
        sent_part(integer(minimum=1), integer(minimum=5), _SCALARS),
        Expected.BREAKING,
        "1 is refused now",
        "value",
    ),
    _pair(
        "scalar-limit-loosened",
        sent_part(integer(minimum=5), integer(minimum=1), _SCALARS),
        Expected.FEATURE,
        "1 is allowed now",
    ),
    _pair("scalar-type-sent", sent_part(TEXT, BOOLEAN, _SCALARS), Expected.BREAKING, "another type is needed"),
    _pair("scalar-type-received", received_part(TEXT, INTEGER, _SCALARS), Expected.BREAKING, "code that uses it fails"),
    _pair(
        "scalar-limit-received",
        received_part(text(maxLength=5), text(maxLength=9), _SCALARS),
        Expected.PATCH,
        "limits are not checked",
    ),
    _pair(
        "list-limit-tightened",
        sent_part(array(TEXT, maxItems=9), array(TEXT, maxItems=5), _SCALARS),
        Expected.BREAKING,
        "longer lists are refused now",
    ),
    _pair(
        "list-item-type-received",
        received_part(array(TEXT), array(INTEGER), _SCALARS),
        Expected.BREAKING,
        "code that uses the items fails",
    ),
    _pair(
        "limit-in-list-in-map",
        sent_part(integer(minimum=1), integer(minimum=5), map_of(array(_SCALARS))),
        Expected.BREAKING,
        "1 is refused now",
    ),
    _pair(
        "limit-in-second-part",
        sent(all_of(INTEGER, {"maximum": 9}), all_of(INTEGER, {"maximum": 5})),
        Expected.BREAKING,
        "9 is refused now",
    ),
    _pair(
        "part-with-limit-added",
        sent(all_of(INTEGER), all_of(INTEGER, {"maximum": 5})),
        Expected.BREAKING,
        "9 is refused now",
    ),
    _pair(
        "part-with-limit-removed",
        sent(all_of(INTEGER, {"maximum": 5}), all_of(INTEGER)),
        Expected.FEATURE,
        "9 is allowed now",
    ),
    _pair(
        "stricter-of-two-parts",
        sent(all_of(integer(maximum=10), {"maximum": 5}), all_of(integer(maximum=3), {"maximum": 5})),
        Expected.BREAKING,
        "5 is refused now, by the part that did not matter before",
    ),
    _pair(
        "limit-beside",
        sent({**all_of(INTEGER), "maximum": 9}, {**all_of(INTEGER), "maximum": 5}),
        Expected.BREAKING,
        "9 is refused now",
    ),
    _pair(
        "object-required-property-added-sent",
        sent_part(_A, _A_AND_B_REQUIRED, _WHOLE),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "b",
    ),
    _pair(
        "object-property-added-sent", sent_part(_A, _A_AND_B, _WHOLE), Expected.FEATURE, "there is more to pass", "b"
    ),
    _pair("object-property-added-received", received_part(_A, _A_AND_B, _WHOLE), Expected.FEATURE, "a new field", "b"),
    _pair(
        "object-property-removed-received",
        received_part(_A_AND_B, _A, _WHOLE),
        Expected.BREAKING,
        "code that reads it fails",
        "b",
    ),
    _pair(
        "object-property-type-received",
        received_part(_A, record({"a": INTEGER}), _WHOLE),
        Expected.BREAKING,
        "code that uses it fails",
    ),
    _pair(
        "required-in-another-part-sent",
        sent({"title": "Whole", **all_of(_A, _EXTRA)}, {"title": "Whole", **all_of(_A_REQUIRED, _EXTRA)}),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "a",
    ),
    _pair(
        "required-in-another-part-received",
        received_part(_A, _A_REQUIRED, _WHOLE),
        Expected.PATCH,
        "the field is never None any more",
    ),
    _pair(
        "not-required-in-a-part-received",
        received_part(_A_REQUIRED, _A, _WHOLE),
        Expected.BREAKING,
        "the field may be None now",
    ),
    _pair(
        "part-of-a-part",
        sent_part(
            {**all_of(_A, record({"b": text(maxLength=9)}))}, {**all_of(_A, record({"b": text(maxLength=5)}))}, _WHOLE
        ),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "part-with-property-added-received",
        received(
            {"title": "Whole", **all_of(_A, _EXTRA)}, {"title": "Whole", **all_of(_A, _EXTRA, record({"c": TEXT}))}
        ),
        Expected.FEATURE,
        "a new field",
        "c",
    ),
    _pair(
        "second-union-limit-tightened",
        sent(_two_unions(text(maxLength=9), INTEGER), _two_unions(text(maxLength=3), INTEGER)),
        Expected.BREAKING,
        "longer texts are refused now",
        "value",
    ),
    _pair(
        "second-union-limit-tightened-in-component",
        sent_part(
            any_of(text(maxLength=9), INTEGER),
            any_of(text(maxLength=3), INTEGER),
            all_of(any_of(TEXT, INTEGER), PART),
        ),
        Expected.BREAKING,
        "longer texts are refused now",
        "value",
    ),
    _pair(
        "second-union-no-longer-exclusive",
        sent(
            all_of(any_of(TEXT, INTEGER), one_of(text(maxLength=3), text(minLength=2))),
            all_of(any_of(TEXT, INTEGER), any_of(text(maxLength=3), text(minLength=2))),
        ),
        Expected.UNORDERED,
        "abc is allowed now, which two members match",
    ),
    _pair(
        "null-removed-from-one-of-two-unions",
        sent(_two_unions(TEXT, INTEGER, NULL), _two_unions(TEXT, INTEGER)),
        Expected.BREAKING,
        "None is refused now",
    ),
    _pair(
        "null-added-to-one-of-two-unions-received",
        received(_two_unions(TEXT, INTEGER), _two_unions(TEXT, INTEGER, NULL)),
        Expected.BREAKING,
        "None may come now",
    ),
]
