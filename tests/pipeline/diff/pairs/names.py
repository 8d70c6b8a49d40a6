"""Python names that keys, classes and methods get, and that move from one to another."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import whole
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    TEXT,
    Schema,
    Spec,
    api,
    getting,
    operation,
    parameter,
    record,
    ref,
    with_parameters,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "names")


def _result(properties: dict[str, Schema]) -> Spec:
    return api(getting(ref("Thing")), schemas={"Thing": record(properties, properties)})


def _body(properties: dict[str, Schema], *required: str) -> Spec:
    return api(operation(body=record(properties, required)))


def _sending(place: str, *names: str) -> list[Spec]:
    return [parameter(name, place) for name in names]


_ONE, _OTHER = record({"a": TEXT}), record({"z": INTEGER})

PAIRS = [
    _pair(
        "key-moves-received",
        whole(_result({"aB": TEXT}), _result({"aB": TEXT, "a_b": TEXT})),
        Expected.BREAKING,
        "a_b holds the value of another key now, without an error",
        "a_b",
    ),
    _pair(
        "key-moves-sent",
        whole(_body({"aB": TEXT}), _body({"aB": TEXT, "a_b": TEXT})),
        Expected.BREAKING,
        "a_b= sends another key now, without an error",
        "a_b",
    ),
    _pair(
        "key-moves-back",
        whole(_body({"aB": TEXT, "a_b": TEXT}), _body({"aB": TEXT})),
        Expected.BREAKING,
        "a_b= sends aB now, and the name of aB fails",
    ),
    _pair(
        "key-moves-query",
        whole(with_parameters(*_sending("query", "aB")), with_parameters(*_sending("query", "aB", "a_b"))),
        Expected.BREAKING,
        "a_b= sends another parameter now, without an error",
        "a_b",
    ),
    _pair(
        "key-respelled-received",
        whole(_result({"userId": TEXT}), _result({"user_id": TEXT})),
        Expected.PATCH,
        "the field is user_id in both",
    ),
    _pair(
        "key-respelled-sent",
        whole(_body({"userId": TEXT}), _body({"user-id": TEXT})),
        Expected.PATCH,
        "the argument is user_id in both",
    ),
    _pair(
        "key-case-received",
        whole(_result({"userId": TEXT}), _result({"userid": TEXT})),
        Expected.BREAKING,
        "user_id fails",
        "user_id",
    ),
    _pair(
        "key-case-sent",
        whole(_body({"userId": TEXT}), _body({"userid": TEXT})),
        Expected.BREAKING,
        "user_id= fails",
        "user_id",
    ),
    _pair(
        "keys-exchange-types-received",
        whole(_result({"a": TEXT, "b": INTEGER}), _result({"a": INTEGER, "b": TEXT})),
        Expected.BREAKING,
        "code that uses them fails",
        "a",
    ),
    _pair(
        "keys-in-another-order",
        whole(_result({"a": TEXT, "b": TEXT}), _result({"b": TEXT, "a": TEXT})),
        Expected.PATCH,
        "they are keywords",
    ),
    _pair(
        "field-renamed-received",
        whole(_result({"id": TEXT, "size": INTEGER}), _result({"id": TEXT, "length": INTEGER})),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
    _pair(
        "field-renamed-to-the-name-of-another",
        whole(_result({"size": INTEGER, "weight": INTEGER}), _result({"weight": INTEGER, "height": INTEGER})),
        Expected.BREAKING,
        "code that reads size fails",
        "size",
    ),
    _pair(
        "python-keyword-respelled",
        whole(_body({"from": TEXT}), _body({"from_": TEXT})),
        Expected.PATCH,
        "the argument is from_ in both",
    ),
    _pair(
        "query-takes-the-name-of-a-header",
        whole(
            with_parameters(*_sending("header", "mark")),
            with_parameters(*_sending("header", "mark"), *_sending("query", "mark")),
        ),
        Expected.BREAKING,
        "mark= is sent in the query now, without an error",
        "mark",
    ),
    _pair(
        "header-gets-the-name-of-a-query",
        whole(
            with_parameters(*_sending("header", "mark"), *_sending("query", "mark")),
            with_parameters(*_sending("header", "mark")),
        ),
        Expected.BREAKING,
        "mark= is sent in a header now, and the old name of the header fails",
        "mark",
    ),
    _pair(
        "body-property-with-the-name-of-a-path-parameter-added",
        whole(
            api(operation(path="/things/{mark}", parameters=_sending("path", "mark"), body=record({"a": TEXT}))),
            api(
                operation(
                    path="/things/{mark}", parameters=_sending("path", "mark"), body=record({"a": TEXT, "mark": TEXT})
                )
            ),
        ),
        Expected.FEATURE,
        "the path parameter keeps its name",
        "mark_body",
    ),
    _pair(
        "property-with-the-name-of-a-call-option-added",
        whole(_body({"a": TEXT}), _body({"a": TEXT, "timeout": INTEGER})),
        Expected.FEATURE,
        "the option of the call keeps its name",
        "timeout_body",
    ),
    _pair(
        "class-takes-the-name-of-another",
        whole(
            api(
                getting(ref("Thing")),
                operation(body=record({"value": ref("Item")})),
                schemas={"Thing": _ONE, "Item": _OTHER},
            ),
            api(
                getting(ref("Item")),
                operation(body=record({"value": ref("Thing")})),
                schemas={"Thing": _OTHER, "Item": _ONE},
            ),
        ),
        Expected.BREAKING,
        "both classes have other fields now",
    ),
    _pair(
        "class-renamed",
        whole(
            api(getting(ref("Thing")), schemas={"Thing": _ONE}),
            api(getting(ref("Item")), schemas={"Item": _ONE}),
        ),
        Expected.BREAKING,
        "imports of the class fail",
        "Thing",
    ),
    _pair(
        "component-renamed-to-the-same-class",
        whole(
            api(getting(ref("thing_item")), schemas={"thing_item": _ONE}),
            api(getting(ref("ThingItem")), schemas={"ThingItem": _ONE}),
        ),
        Expected.FORM,
        "the class is ThingItem in both",
    ),
    _pair(
        "unused-class-removed",
        whole(
            api(getting(ref("Thing")), schemas={"Thing": _ONE, "Item": _OTHER}),
            api(getting(ref("Thing")), schemas={"Thing": _ONE}),
        ),
        Expected.FORM,
        "a class that nothing uses is not generated",
    ),
    _pair(
        "unused-class-added",
        whole(
            api(getting(ref("Thing")), schemas={"Thing": _ONE}),
            api(getting(ref("Thing")), schemas={"Thing": _ONE, "Item": _OTHER}),
        ),
        Expected.FORM,
        "a class that nothing uses is not generated",
    ),
]
