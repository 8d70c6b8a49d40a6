"""Bodies of requests."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import operations, whole
from tests.pipeline.diff.pairs.fragments import (
    FILE,
    INTEGER,
    TEXT,
    Schema,
    Schemas,
    Spec,
    api,
    array,
    content,
    map_of,
    nullable,
    operation,
    record,
    ref,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "bodies")

_A = record({"a": TEXT})
_A_AND_B = record({"a": TEXT, "b": TEXT})
_A_AND_B_REQUIRED = record({"a": TEXT, "b": TEXT}, ["b"])
_FORM = "multipart/form-data"


def _changed(old: Schema, new: Schema, schemas: Schemas | None = None) -> Versions:
    return operations({"body": old}, {"body": new}, schemas)


def _component(old: Schema, new: Schema, use: Schema) -> Versions:
    """Change the component `Part`, to which the schema of the body refers."""
    return whole(api(operation(body=use), schemas={"Part": old}), api(operation(body=use), schemas={"Part": new}))


def _body(schema: Schema, media_type: str = "application/json", *, required: bool = True) -> Spec:
    return {"requestBody": {"required": required, "content": content(schema, media_type)}}


def _bodies(**media_types: Schema) -> Spec:
    names = {"json": "application/json", "form": _FORM}
    merged = {names[key]: {"schema": schema} for key, schema in media_types.items()}
    return {"requestBody": {"required": True, "content": merged}}


_AS_JSON = record({"name": TEXT}, title="NameThing")
_AS_FORM = record({"file": FILE}, ["file"], title="UploadThing")
_DEEP = record({"inner": ref("Part")}, title="Outer")

PAIRS = [
    _pair("required-property-added", _changed(_A, _A_AND_B_REQUIRED), Expected.BREAKING, "calls raise TypeError", "b"),
    _pair("property-added", _changed(_A, _A_AND_B), Expected.FEATURE, "there is more to pass", "b"),
    _pair("property-removed", _changed(_A_AND_B, _A), Expected.BREAKING, "calls raise TypeError", "b"),
    _pair(
        "property-became-required",
        _changed(_A_AND_B, _A_AND_B_REQUIRED),
        Expected.BREAKING,
        "calls raise TypeError",
        "b",
    ),
    _pair("property-became-optional", _changed(_A_AND_B_REQUIRED, _A_AND_B), Expected.FEATURE, "may be left out", "b"),
    _pair(
        "required-property-with-default-added",
        _changed(_A, record({"a": TEXT, "b": text(default="x")}, ["b"])),
        Expected.BREAKING,
        "a default does not make a required property optional",
        "b",
    ),
    _pair(
        "component-required-property-added",
        _component(_A, _A_AND_B_REQUIRED, ref("Part")),
        Expected.BREAKING,
        "calls raise TypeError",
        "b",
    ),
    _pair("component-property-added", _component(_A, _A_AND_B, ref("Part")), Expected.FEATURE, "more to pass", "b"),
    _pair(
        "nested-required-property-added",
        _component(_A, _A_AND_B_REQUIRED, _DEEP),
        Expected.BREAKING,
        "calls raise TypeError",
        "b",
    ),
    _pair(
        "added-with-required-property",
        operations({}, _body(record({"a": TEXT}, ["a"]))),
        Expected.BREAKING,
        "calls raise TypeError",
        "a",
    ),
    _pair(
        "added-with-optional-property", operations({}, _body(_A, required=False)), Expected.FEATURE, "more to pass", "a"
    ),
    _pair("removed", operations(_body(_A), {}), Expected.BREAKING, "calls raise TypeError", "a"),
    _pair(
        "became-optional-without-required-properties",
        operations(_body(_A), _body(_A, required=False)),
        Expected.FORM,
        "all arguments could be left out before",
    ),
    _pair("json-to-multipart", operations(_body(_A), _body(_A, _FORM)), Expected.PATCH, "the client adapts"),
    _pair(
        "media-type-added",
        operations(_bodies(json=_AS_JSON), _bodies(json=_AS_JSON, form=_AS_FORM), operation_id="name-thing"),
        Expected.BREAKING,
        "there is a second method to call, and the type of the arguments of the first has another name",
        "arguments.NameThingArguments",
    ),
    _pair(
        "media-type-removed",
        operations(_bodies(json=_AS_JSON, form=_AS_FORM), _bodies(json=_AS_JSON), operation_id="name-thing"),
        Expected.BREAKING,
        "calls of the second method fail",
        "things.upload",
    ),
    _pair(
        "property-added-to-one-of-two-media-types",
        operations(
            _bodies(json=_AS_JSON, form=_AS_FORM),
            _bodies(json=record({"name": TEXT, "note": TEXT}, ["note"], title="NameThing"), form=_AS_FORM),
            operation_id="name-thing",
        ),
        Expected.BREAKING,
        "calls of one of the methods raise TypeError",
        "note",
    ),
    _pair("list-item-type", _changed(array(TEXT), array(INTEGER)), Expected.BREAKING, "texts are refused now"),
    _pair(
        "list-item-required-property-added",
        _component(_A, _A_AND_B_REQUIRED, array(ref("Part"))),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "b",
    ),
    _pair(
        "list-item-property-added",
        _component(_A, _A_AND_B, array(ref("Part"))),
        Expected.FEATURE,
        "there is more to pass",
        "b",
    ),
    _pair(
        "list-limit-tightened",
        _changed(array(TEXT), array(TEXT, maxItems=5)),
        Expected.BREAKING,
        "longer lists are refused now",
    ),
    _pair(
        "list-item-limit-loosened",
        _changed(array(text(maxLength=5)), array(text(maxLength=9))),
        Expected.FEATURE,
        "longer texts are allowed now",
    ),
    _pair(
        "object-to-list", _changed(ref("Part"), array(ref("Part")), {"Part": _A}), Expected.BREAKING, "other arguments"
    ),
    _pair(
        "list-to-object", _changed(array(ref("Part")), ref("Part"), {"Part": _A}), Expected.BREAKING, "other arguments"
    ),
    _pair("map-value-type", _changed(map_of(TEXT), map_of(INTEGER)), Expected.BREAKING, "texts are refused now"),
    _pair(
        "map-value-required-property-added",
        _component(_A, _A_AND_B_REQUIRED, map_of(ref("Part"))),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "b",
    ),
    _pair(
        "map-value-nullable", _changed(map_of(TEXT), map_of(nullable(TEXT))), Expected.FEATURE, "None is allowed now"
    ),
    _pair(
        "whole-min-properties-added",
        _changed(_A_AND_B, {**_A_AND_B, "minProperties": 1}),
        Expected.BREAKING,
        "calls without arguments are refused now",
    ),
    _pair(
        "multipart-limit-tightened",
        operations(_body(record({"a": text(maxLength=9)}), _FORM), _body(record({"a": text(maxLength=5)}), _FORM)),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "shared-body-required-property-added",
        whole(
            api(
                operation(requestBody=ref("New", "requestBodies")),
                components={"requestBodies": {"New": _body(_A)["requestBody"]}},
            ),
            api(
                operation(requestBody=ref("New", "requestBodies")),
                components={"requestBodies": {"New": _body(_A_AND_B_REQUIRED)["requestBody"]}},
            ),
        ),
        Expected.BREAKING,
        "calls raise TypeError",
        "b",
    ),
]
