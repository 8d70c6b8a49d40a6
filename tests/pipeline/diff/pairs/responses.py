"""Bodies and headers of successful responses."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import whole
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
    getting,
    map_of,
    operation,
    record,
    ref,
    responding,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "responses")

_THING = record({"id": TEXT, "size": INTEGER}, ["id", "size"])
_SMALLER = record({"id": TEXT}, ["id"])
_SIZE_OPTIONAL = record({"id": TEXT, "size": INTEGER}, ["id"])
_BOTH: Schemas = {"Thing": _THING}
_USE = ref("Thing")
_DATA = record({"data": array(_USE)}, ["data"], title="ThingList")
_PAGE = record(
    {"data": array(_USE), "next_page_url": {"type": ["string", "null"]}}, ["data", "next_page_url"], title="ThingList"
)


def _api(success: Spec, schemas: Schemas = _BOTH) -> Spec:
    # The second method uses the class in both versions, so that it is never added or removed.
    keeping = operation("keep-thing", "/things/kept", body=record({"thing": _USE}))
    return api(getting(None, responses={"200": success}), keeping, schemas=schemas)


def _changed(old: Schema, new: Schema) -> Versions:
    return whole(_api(responding(old)), _api(responding(new)))


def _media_type(old: Spec, new: Spec) -> Versions:
    return whole(_api(old), _api(new))


def _thing(old: Schema, new: Schema, use: Schema = _USE) -> Versions:
    """Change the component `Thing`, which is only received, in a response with the schema `use`."""
    return whole(api(getting(use), schemas={"Thing": old}), api(getting(use), schemas={"Thing": new}))


def _with_header(**headers: Schema) -> Spec:
    named = {f"X-{name}": {"schema": schema} for name, schema in headers.items()}
    return {**responding(_USE), "headers": named}


_JSON = responding(_USE)
_PDF, _PNG = responding(FILE, "application/pdf"), responding(FILE, "image/png")
_CSV, _PLAIN = responding(TEXT, "text/csv"), responding(TEXT, "text/plain")

PAIRS = [
    _pair("field-added", _thing(_SMALLER, _THING), Expected.FEATURE, "a new field", "size"),
    _pair("field-removed", _thing(_THING, _SMALLER), Expected.BREAKING, "code that reads it fails", "size"),
    _pair("field-became-optional", _thing(_THING, _SIZE_OPTIONAL), Expected.BREAKING, "it may be None now", "size"),
    _pair("field-became-required", _thing(_SIZE_OPTIONAL, _THING), Expected.PATCH, "it is never None any more", "size"),
    _pair("json-to-pdf", _media_type(_JSON, _PDF), Expected.BREAKING, "bytes come now", "things.get"),
    _pair("json-to-csv", _media_type(_JSON, _CSV), Expected.BREAKING, "a text comes now", "things.get"),
    _pair("pdf-to-json", _media_type(_PDF, _JSON), Expected.BREAKING, "an object comes now"),
    _pair("pdf-to-csv", _media_type(_PDF, _CSV), Expected.BREAKING, "a text comes now"),
    _pair("pdf-to-png", _media_type(_PDF, _PNG), Expected.BREAKING, "code that reads the PDF fails"),
    _pair("plain-to-csv", _media_type(_PLAIN, _CSV), Expected.BREAKING, "code that reads the text fails"),
    _pair(
        "pdf-described-by-media-type",
        _media_type(_PDF, {"description": "A response", "content": {"application/pdf": {}}}),
        Expected.FORM,
        "bytes come as before; since OpenAPI 3.1 a file needs no schema",
    ),
    _pair(
        "pdf-beside-json",
        _media_type(_JSON, {**_JSON, "content": {**content(_USE), **content(FILE, "application/pdf")}}),
        Expected.PATCH,
        "the client still asks for JSON",
    ),
    _pair("object-to-list", _changed(_USE, array(_USE)), Expected.BREAKING, "a list comes now", "things.get"),
    _pair("list-to-object", _changed(array(_USE), _USE), Expected.BREAKING, "an object comes now", "things.get"),
    _pair("list-item-type", _changed(array(TEXT), array(INTEGER)), Expected.BREAKING, "code that uses items fails"),
    _pair(
        "list-item-field-removed",
        _thing(_THING, _SMALLER, array(_USE)),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
    _pair("list-item-field-added", _thing(_SMALLER, _THING, array(_USE)), Expected.FEATURE, "a new field", "size"),
    _pair("list-limit", _changed(array(TEXT, maxItems=5), array(TEXT)), Expected.PATCH, "limits are not checked"),
    _pair(
        "map-value-field-removed",
        _thing(_THING, _SMALLER, map_of(_USE)),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
    _pair("object-to-map", _changed(_USE, map_of(TEXT)), Expected.BREAKING, "code that reads fields fails"),
    _pair("scalar-type", _changed(TEXT, INTEGER), Expected.BREAKING, "a number comes now", "things.get"),
    _pair("list-to-page", _changed(_DATA, _PAGE), Expected.BREAKING, "a page comes now", "things.get"),
    _pair(
        "page-to-list", _changed(_PAGE, _DATA), Expected.BREAKING, "the iteration over all pages fails", "things.get"
    ),
    _pair(
        "page-item-field-removed",
        _thing(_THING, _SMALLER, _PAGE),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
    _pair("data-to-bare-list", _changed(_DATA, array(_USE)), Expected.FORM, "things.get() returns the same list"),
    _pair(
        "json-with-charset",
        _media_type(_JSON, responding(_USE, "application/json; charset=utf-8")),
        Expected.PATCH,
        "the result is the same",
    ),
    _pair("header-removed", _media_type(_with_header(Count=INTEGER), _JSON), Expected.PATCH, "no method returns it"),
    _pair("header-added", _media_type(_JSON, _with_header(Count=INTEGER)), Expected.PATCH, "no method returns it"),
    _pair(
        "header-type",
        _media_type(_with_header(Count=INTEGER), _with_header(Count=TEXT)),
        Expected.PATCH,
        "no method returns it",
    ),
    _pair(
        "schema-removed",
        _changed(_USE, {}),
        Expected.BREAKING,
        "anything may come now",
    ),
    _pair(
        "shared-response-field-removed",
        whole(
            api(
                getting(None, responses={"200": ref("Got", "responses")}),
                schemas={"Thing": _THING},
                components={"responses": {"Got": _JSON}},
            ),
            api(
                getting(None, responses={"200": ref("Got", "responses")}),
                schemas={"Thing": _SMALLER},
                components={"responses": {"Got": _JSON}},
            ),
        ),
        Expected.BREAKING,
        "code that reads it fails",
        "size",
    ),
]
