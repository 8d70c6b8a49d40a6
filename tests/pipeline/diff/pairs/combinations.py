"""Several changes at once, of which one must not hide another, and values that are sent and received."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import received_part, sent_and_received, sent_part, whole
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    NUMBER,
    PART,
    TEXT,
    Schema,
    Schemas,
    Spec,
    all_of,
    api,
    array,
    enum,
    exchange,
    getting,
    map_of,
    nullable,
    one_of,
    operation,
    parameter,
    record,
    ref,
    responding,
    text,
    with_parameters,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "combinations")

_ONE = record({"id": TEXT}, ["id"])
_TWO = record({"id": TEXT, "size": INTEGER}, ["id"])
_TWO_REQUIRED = record({"id": TEXT, "size": INTEGER}, ["id", "size"])
_DEEP = all_of(map_of(array(PART)))
_LONG, _SHORT = text(maxLength=9), text(maxLength=5)


def _getting(thing: Schema, status: str = "200", **keywords: str) -> Spec:
    responses = {status: responding(ref("Thing"))}
    arguments: Spec = {"operation_id": "get-thing", "path": "/things/current", "method": "get", **keywords}
    return api(operation(**arguments, responses=responses), schemas={"Thing": thing})


def _shared(colours: Schema) -> Spec:
    """Return a spec in which an enumeration is sent in a query and received in a field."""
    schemas: Schemas = {"Colour": colours, "Thing": record({"colour": ref("Colour")})}
    listing = operation(
        "list-things", "/things", "get", parameters=[parameter("colour", "query", ref("Colour"))], returns=ref("Thing")
    )
    return api(listing, schemas=schemas)


PAIRS = [
    _pair("wider-both", sent_and_received(INTEGER, NUMBER), Expected.BREAKING, "fractions may come now", "Thing.value"),
    _pair("narrower-both", sent_and_received(NUMBER, INTEGER), Expected.BREAKING, "fractions are refused now"),
    _pair("null-removed-both", sent_and_received(nullable(TEXT), TEXT), Expected.BREAKING, "None is refused now"),
    _pair(
        "field-added-both",
        whole(exchange(PART, {"Part": _ONE}), exchange(PART, {"Part": _TWO})),
        Expected.FEATURE,
        "there is more to pass and to read",
        "Part.size",
    ),
    _pair(
        "required-field-added-both",
        whole(exchange(PART, {"Part": _ONE}), exchange(PART, {"Part": _TWO_REQUIRED})),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "Part.size",
    ),
    _pair(
        "field-became-optional-both",
        whole(exchange(PART, {"Part": _TWO_REQUIRED}), exchange(PART, {"Part": _TWO})),
        Expected.BREAKING,
        "it may be None in responses",
        "Part.size",
    ),
    _pair(
        "enumeration-in-query-and-field-shrinks",
        whole(_shared(enum("a", "b")), _shared(enum("a"))),
        Expected.BREAKING,
        "b is refused now",
        "b",
    ),
    _pair(
        "enumeration-in-query-and-field-grows",
        whole(_shared(enum("a")), _shared(enum("a", "b"))),
        Expected.FEATURE,
        "more is allowed now",
        "b",
    ),
    _pair(
        "deep-field-removed", received_part(_TWO, _ONE, _DEEP), Expected.BREAKING, "code that reads it fails", "size"
    ),
    _pair("deep-limit-tightened", sent_part(_LONG, _SHORT, _DEEP), Expected.BREAKING, "longer texts are refused now"),
    _pair(
        "deep-union-member-limit-tightened",
        sent_part(_LONG, _SHORT, map_of(array(one_of(INTEGER, all_of(PART))))),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "deep-null-added",
        received_part(TEXT, {"type": ["string", "null"]}, map_of(array(PART))),
        Expected.BREAKING,
        "None may come now",
    ),
    _pair(
        "status-changed-and-field-removed",
        whole(_getting(_TWO), _getting(_ONE, "201")),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
    _pair(
        "path-changed-and-field-removed",
        whole(_getting(_TWO), _getting(_ONE, path="/v2/things/current")),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
    _pair(
        "method-renamed-and-field-removed",
        whole(_getting(_TWO), _getting(_ONE, operation_id="fetch-thing")),
        Expected.BREAKING,
        "code that reads it fails, and the old name too",
        "size",
    ),
    _pair(
        "parameter-moved-and-limit-tightened",
        whole(with_parameters(parameter("size", "query", _LONG)), with_parameters(parameter("size", "header", _SHORT))),
        Expected.BREAKING,
        "longer texts are refused now",
        "size",
    ),
    _pair(
        "parameter-renamed-and-another-added",
        whole(
            with_parameters(parameter("limit", "query", INTEGER)),
            with_parameters(parameter("amount", "query", INTEGER), parameter("page", "query", INTEGER)),
        ),
        Expected.BREAKING,
        "the old name raises TypeError",
        "limit",
    ),
    _pair(
        "optional-argument-added-and-limit-received",
        whole(
            api(getting(ref("Thing")), operation(body=record({"a": TEXT})), schemas={"Thing": record({"b": _LONG})}),
            api(
                getting(ref("Thing")),
                operation(body=record({"a": TEXT, "c": TEXT})),
                schemas={"Thing": record({"b": _SHORT})},
            ),
        ),
        Expected.FEATURE,
        "the highest level counts",
        "c",
    ),
    _pair(
        "nullable-and-field-removed",
        whole(
            api(getting(ref("Thing")), schemas={"Thing": record({"part": PART}, ["part"]), "Part": _TWO}),
            api(getting(ref("Thing")), schemas={"Thing": record({"part": nullable(PART)}, ["part"]), "Part": _ONE}),
        ),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
    _pair(
        "type-and-limit-of-an-argument",
        sent_part(_LONG, {"type": ["string", "null"], "maxLength": 5}),
        Expected.BREAKING,
        "longer texts are refused now, though None is allowed",
    ),
]
