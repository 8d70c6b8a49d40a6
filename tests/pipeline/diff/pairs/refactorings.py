"""The same spec in another form, and changes that only recursion reaches."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import parameters, received, received_part, sent, sent_part, whole
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    PART,
    TEXT,
    Schema,
    Schemas,
    all_of,
    any_of,
    api,
    array,
    content,
    getting,
    integer,
    map_of,
    nullable,
    operation,
    parameter,
    record,
    ref,
    request,
    responding,
    response,
    text,
    with_parameters,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "refactorings")

_SHORT = text(maxLength=5)
_BOX = record({"a": TEXT}, title="Box")
_SIZE = parameter("size", "query", INTEGER)
_OBJECT = record({"a": TEXT, "b": INTEGER}, ["a"])
_CHAIN: Schemas = {"Part": ref("Middle"), "Middle": ref("End"), "End": _SHORT}
_A, _B, _C = record({"a": TEXT}, ["a"]), record({"b": INTEGER}), record({"c": TEXT})
_THING = record({"id": TEXT}, ["id"])


def _node(properties: Schemas | None = None, children: Schema | None = None) -> Schema:
    return record({"name": TEXT, "children": children or array(PART), **(properties or {})}, ["name"])


def _mutual(limit: int) -> Schemas:
    """Return two components that refer to each other, of which the second has this limit."""
    return {
        "Part": record({"other": ref("Other")}),
        "Other": record({"part": PART, "name": text(maxLength=limit)}),
    }


def _all_of_chain(schema: Schema) -> Schemas:
    return {"Part": all_of(ref("Middle")), "Middle": all_of(ref("End")), "End": schema}


PAIRS = [
    _pair(
        "scalar-extracted-sent",
        whole(request(_SHORT), request(PART, {"Part": _SHORT})),
        Expected.FORM,
        "a component of a plain type has no Python name",
    ),
    _pair(
        "scalar-extracted-received",
        whole(response(array(_SHORT)), response(array(PART), {"Part": _SHORT})),
        Expected.FORM,
        "a component of a plain type has no Python name",
    ),
    _pair(
        "object-extracted",
        whole(request(_BOX), request(ref("Box"), {"Box": record({"a": TEXT})})),
        Expected.FORM,
        "the class is Box in both",
    ),
    _pair(
        "scalar-extracted-and-tightened",
        whole(request(text(maxLength=9)), request(PART, {"Part": _SHORT})),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "object-extracted-and-changed",
        whole(response(_BOX), response(ref("Box"), {"Box": record({"a": INTEGER})})),
        Expected.BREAKING,
        "code that uses the field fails",
        "a",
    ),
    _pair(
        "chain-of-references",
        whole(request(PART, {"Part": _SHORT}), request(PART, _CHAIN)),
        Expected.FORM,
        "the chain ends at the same schema",
    ),
    _pair(
        "chain-of-references-tightened",
        whole(request(PART, _CHAIN), request(PART, {**_CHAIN, "End": text(maxLength=3)})),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "chain-of-all-of-tightened",
        whole(request(PART, _all_of_chain(integer(minimum=1))), request(PART, _all_of_chain(integer(minimum=5)))),
        Expected.BREAKING,
        "1 is refused now",
    ),
    _pair("all-of-one-scalar", sent(PART, all_of(PART), {"Part": _SHORT}), Expected.FORM, "the same values"),
    _pair("all-of-one-object", received(PART, all_of(PART), {"Part": _OBJECT}), Expected.FORM, "the same class"),
    _pair("all-of-one-object-sent", sent(PART, all_of(PART), {"Part": _OBJECT}), Expected.FORM, "the same class"),
    _pair("all-of-around-keywords", sent(_SHORT, all_of(TEXT, {"maxLength": 5})), Expected.FORM, "the same values"),
    _pair(
        "object-split",
        received_part(_OBJECT, all_of(record({"a": TEXT}, ["a"]), record({"b": INTEGER}))),
        Expected.FORM,
        "the same fields",
    ),
    _pair(
        "all-of-nested",
        whole(
            response(PART, {"Part": all_of(_A, _B, _C), "Middle": all_of(_B, _C)}),
            response(PART, {"Part": all_of(_A, ref("Middle")), "Middle": all_of(_B, _C)}),
        ),
        Expected.FORM,
        "the same fields",
    ),
    _pair("any-of-one", received(TEXT, any_of(TEXT)), Expected.FORM, "the same values"),
    _pair(
        "keywords-in-another-order",
        sent({"type": "string", "maxLength": 5, "minLength": 1}, {"minLength": 1, "maxLength": 5, "type": "string"}),
        Expected.NONE,
        "the order of keywords has no meaning, and is the same in the effective spec",
    ),
    _pair(
        "required-in-another-order",
        received_part(record({"a": TEXT, "b": TEXT}, ["a", "b"]), record({"a": TEXT, "b": TEXT}, ["b", "a"])),
        Expected.NONE,
        "the order has no meaning, and is the same in the effective spec",
    ),
    _pair(
        "component-schemas-in-another-order",
        whole(
            api(getting(ref("Thing")), schemas={"Thing": _THING, "Part": _OBJECT}),
            api(getting(ref("Thing")), schemas={"Part": _OBJECT, "Thing": _THING}),
        ),
        Expected.NONE,
        "the order has no meaning, and is the same in the effective spec",
    ),
    _pair(
        "parameter-extracted",
        whole(
            with_parameters(_SIZE),
            api(
                operation("list-things", "/things", "get", parameters=[ref("Size", "parameters")]),
                components={"parameters": {"Size": _SIZE}},
            ),
        ),
        Expected.FORM,
        "the same argument",
    ),
    _pair(
        "parameter-moved-to-the-path",
        whole(
            with_parameters(_SIZE),
            api({"/things": {"parameters": [_SIZE], **operation("list-things", "/things", "get")["/things"]}}),
        ),
        Expected.FORM,
        "the same argument",
    ),
    _pair(
        "response-extracted",
        whole(
            api(getting(ref("Thing")), schemas={"Thing": _THING}),
            api(
                getting(None, responses={"200": ref("Got", "responses")}),
                schemas={"Thing": _THING},
                components={"responses": {"Got": responding(ref("Thing"))}},
            ),
        ),
        Expected.FORM,
        "the same result",
    ),
    _pair(
        "body-extracted",
        whole(
            api(operation(body=_OBJECT)),
            api(
                operation(requestBody=ref("New", "requestBodies")),
                components={"requestBodies": {"New": {"required": True, "content": content(_OBJECT)}}},
            ),
        ),
        Expected.FORM,
        "the same arguments",
    ),
    _pair(
        "limit-moved-beside-reference",
        whole(request(PART, {"Part": _SHORT}), request({**PART, "maxLength": 5}, {"Part": TEXT})),
        Expected.FORM,
        "keywords beside a reference apply too",
    ),
    _pair(
        "limit-beside-reference-added",
        sent(PART, {**PART, "maxLength": 5}, {"Part": TEXT}),
        Expected.BREAKING,
        "longer texts are refused now",
        "value",
    ),
    _pair(
        "limit-beside-reference-loosened",
        sent({**PART, "maxLength": 5}, {**PART, "maxLength": 9}, {"Part": TEXT}),
        Expected.FEATURE,
        "longer texts are allowed now",
        "value",
    ),
    _pair(
        "unused-scalar-component-added",
        whole(response(TEXT), response(TEXT, {"Part": _SHORT})),
        Expected.FORM,
        "it has no Python name",
    ),
    _pair(
        "recursive-field-added-received",
        received_part(_node(), _node({"b": TEXT})),
        Expected.FEATURE,
        "a new field",
        "b",
    ),
    _pair(
        "recursive-field-removed-received",
        received_part(_node({"b": TEXT}), _node()),
        Expected.BREAKING,
        "code that reads it fails",
        "b",
    ),
    _pair(
        "recursive-limit-tightened",
        sent_part(_node({"b": text(maxLength=9)}), _node({"b": _SHORT})),
        Expected.BREAKING,
        "longer texts are refused now",
        "b",
    ),
    _pair(
        "recursive-list-limit-tightened",
        sent_part(_node(), _node(children=array(PART, maxItems=5))),
        Expected.BREAKING,
        "longer lists are refused now",
        "children",
    ),
    _pair(
        "recursive-nullable-received",
        received_part(
            record({"name": TEXT, "parent": PART}, ["name", "parent"]),
            record({"name": TEXT, "parent": nullable(PART)}, ["name", "parent"]),
        ),
        Expected.BREAKING,
        "None may come now",
        "parent",
    ),
    _pair(
        "recursive-map-limit-tightened",
        sent_part(
            record({"name": text(maxLength=9), "children": map_of(PART)}),
            record({"name": _SHORT, "children": map_of(PART)}),
        ),
        Expected.BREAKING,
        "longer texts are refused now",
        "name",
    ),
    _pair(
        "mutual-limit-tightened",
        whole(request(PART, _mutual(9)), request(PART, _mutual(5))),
        Expected.BREAKING,
        "longer texts are refused now",
        "name",
    ),
    _pair(
        "mutual-limit-received",
        whole(response(PART, _mutual(5)), response(PART, _mutual(9))),
        Expected.PATCH,
        "limits are not checked",
    ),
    _pair(
        "parameters-in-another-place-and-required",
        parameters([_SIZE], [{**_SIZE, "in": "header", "required": True}]),
        Expected.BREAKING,
        "calls raise TypeError",
        "size",
    ),
]
