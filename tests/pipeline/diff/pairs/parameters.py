"""Parameters of paths, queries and headers."""

from functools import partial
from typing import Any

from tests.pipeline.diff.pairs.comparisons import parameters, query, whole
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    NUMBER,
    TEXT,
    Schema,
    Spec,
    api,
    array,
    content,
    enum,
    operation,
    parameter,
    record,
    ref,
    text,
    with_parameters,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "parameters")

_PAGE = parameter("page", "query", INTEGER)
_SIZE = parameter("size", "query", INTEGER)
_SIZE_REQUIRED = parameter("size", "query", INTEGER, required=True)
_LIST = parameter("value", "query", array(TEXT))
_FILTER = record({"a": TEXT, "b": TEXT}, title="Filter")


def _list(**keywords: Any) -> Spec:
    return parameter("value", "query", array(TEXT), **keywords)


def _filter(schema: Schema, **keywords: Any) -> Spec:
    return parameter("value", "query", schema, **keywords)


def _filters(old: Schema, new: Schema, **keywords: Any) -> Versions:
    return parameters([_filter(old, **keywords)], [_filter(new, **keywords)])


def _as_json(schema: Schema) -> Spec:
    return {"name": "value", "in": "query", "content": content(schema)}


def _ignored(name: str) -> Spec:
    return parameter(name, "header", required=True)


_OWNED = [parameter("owner", "path"), parameter("thing", "path")]

PAIRS = [
    _pair(
        "required-added",
        parameters([_PAGE], [_PAGE, _SIZE_REQUIRED]),
        Expected.BREAKING,
        "calls raise TypeError",
        "size",
    ),
    _pair("optional-added", parameters([_PAGE], [_PAGE, _SIZE]), Expected.FEATURE, "there is more to pass", "size"),
    _pair("removed", parameters([_PAGE, _SIZE], [_PAGE]), Expected.BREAKING, "calls raise TypeError", "size"),
    _pair("became-required", parameters([_SIZE], [_SIZE_REQUIRED]), Expected.BREAKING, "calls raise TypeError", "size"),
    _pair("became-optional", parameters([_SIZE_REQUIRED], [_SIZE]), Expected.FEATURE, "may be left out", "size"),
    _pair(
        "required-false-written",
        parameters([_SIZE], [{**_SIZE, "required": False}]),
        Expected.FORM,
        "false is the default",
    ),
    _pair("order-of-keywords", parameters([_PAGE, _SIZE], [_SIZE, _PAGE]), Expected.PATCH, "they are keywords"),
    _pair(
        "moved-to-header",
        parameters([parameter("value", "query")], [parameter("value", "header")]),
        Expected.PATCH,
        "the client adapts",
    ),
    _pair(
        "renamed",
        parameters([parameter("limit", "query", INTEGER)], [parameter("amount", "query", INTEGER)]),
        Expected.BREAKING,
        "the old name raises TypeError",
        "limit",
    ),
    _pair(
        "key-respelled",
        parameters([parameter("perPage", "query")], [parameter("per_page", "query")]),
        Expected.PATCH,
        "the argument is per_page in both",
    ),
    _pair(
        "header-case",
        parameters([parameter("X-Trace", "header")], [parameter("x-trace", "header")]),
        Expected.PATCH,
        "the argument is x_trace in both",
    ),
    _pair("style-default-written", parameters([_LIST], [_list(style="form")]), Expected.NONE, "form is the default"),
    _pair("explode-default-written", parameters([_LIST], [_list(explode=True)]), Expected.NONE, "true is the default"),
    _pair(
        "style-form-explode-default-written",
        parameters([_LIST], [_list(style="form", explode=True)]),
        Expected.FORM,
        "both are defaults",
    ),
    _pair("explode-changed", parameters([_LIST], [_list(explode=False)]), Expected.PATCH, "the client adapts"),
    _pair(
        "style-changed",
        parameters([_list(explode=False)], [_list(style="pipeDelimited", explode=False)]),
        Expected.PATCH,
        "the client adapts",
    ),
    _pair(
        "object-style-changed",
        parameters([_filter(_FILTER)], [_filter(_FILTER, style="deepObject", explode=True)]),
        Expected.PATCH,
        "the client adapts",
    ),
    _pair(
        "object-property-added",
        _filters(record({"a": TEXT}, title="Filter"), _FILTER, style="deepObject", explode=True),
        Expected.FEATURE,
        "there is more to pass",
        "b",
    ),
    _pair(
        "object-property-removed",
        _filters(_FILTER, record({"a": TEXT}, title="Filter"), style="deepObject", explode=True),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "b",
    ),
    _pair(
        "object-property-became-required",
        _filters(_FILTER, record({"a": TEXT, "b": TEXT}, ["b"], title="Filter"), style="deepObject", explode=True),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "b",
    ),
    _pair(
        "object-enum-value-removed",
        _filters(record({"a": enum("x", "y")}, title="Filter"), record({"a": enum("x")}, title="Filter")),
        Expected.BREAKING,
        "y is refused now",
        "y",
    ),
    _pair(
        "object-enum-value-added",
        _filters(record({"a": enum("x")}, title="Filter"), record({"a": enum("x", "y")}, title="Filter")),
        Expected.FEATURE,
        "more is allowed",
        "y",
    ),
    _pair(
        "object-limit-tightened",
        _filters(record({"a": text(maxLength=9)}, title="Filter"), record({"a": text(maxLength=5)}, title="Filter")),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "object-property-widened",
        _filters(record({"a": INTEGER}, title="Filter"), record({"a": NUMBER}, title="Filter")),
        Expected.FEATURE,
        "fractions are allowed now",
    ),
    _pair(
        "object-component-property-removed",
        whole(
            with_parameters(_filter(ref("Filter")), schemas={"Filter": record({"a": TEXT, "b": TEXT})}),
            with_parameters(_filter(ref("Filter")), schemas={"Filter": record({"a": TEXT})}),
        ),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "b",
    ),
    _pair(
        "json-content-limit-tightened",
        parameters([_as_json(text(maxLength=9))], [_as_json(text(maxLength=5))]),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "schema-to-json-content",
        parameters([parameter("value", "query", _FILTER)], [_as_json(_FILTER)]),
        Expected.PATCH,
        "the client adapts",
    ),
    _pair("single-to-list", query(TEXT, array(TEXT)), Expected.BREAKING, "another type is needed", "value"),
    *(
        _pair(
            f"ignored-{name.lower()}-added",
            parameters([_PAGE], [_PAGE, _ignored(name)]),
            Expected.FORM,
            "OpenAPI ignores it",
        )
        for name in ("Authorization", "accept", "Content-Type")
    ),
    _pair(
        "ignored-authorization-removed",
        parameters([_PAGE, _ignored("AUTHORIZATION")], [_PAGE]),
        Expected.FORM,
        "OpenAPI ignores it, also in upper case",
    ),
    _pair(
        "query-named-accept-added",
        parameters([_PAGE], [_PAGE, parameter("accept", "query", required=True)]),
        Expected.BREAKING,
        "only headers of that name are ignored",
        "accept",
    ),
    _pair(
        "path-parameter-renamed",
        whole(
            with_parameters(parameter("item", "path"), path="/things/{item}"),
            with_parameters(parameter("thing", "path"), path="/things/{thing}"),
        ),
        Expected.BREAKING,
        "the old name raises TypeError",
        "thing",
    ),
    _pair(
        "path-parameters-swapped",
        whole(
            with_parameters(*_OWNED, path="/owners/{owner}/things/{thing}"),
            with_parameters(*_OWNED, path="/things/{thing}/owners/{owner}"),
        ),
        Expected.BREAKING,
        "calls pass the positional arguments in the old order",
    ),
    _pair(
        "path-parameters-listed-in-another-order",
        parameters(_OWNED, _OWNED[::-1], "/owners/{owner}/things/{thing}"),
        Expected.FORM,
        "the path decides on the order",
    ),
    _pair(
        "shared-parameter-of-the-path-became-required",
        whole(
            api({"/things": {"parameters": [_SIZE], **operation("list-things", "/things", "get")["/things"]}}),
            api({"/things": {"parameters": [_SIZE_REQUIRED], **operation("list-things", "/things", "get")["/things"]}}),
        ),
        Expected.BREAKING,
        "calls raise TypeError",
        "size",
    ),
    _pair(
        "component-became-required",
        whole(
            api(operation(parameters=[ref("Size", "parameters")]), components={"parameters": {"Size": _SIZE}}),
            api(operation(parameters=[ref("Size", "parameters")]), components={"parameters": {"Size": _SIZE_REQUIRED}}),
        ),
        Expected.BREAKING,
        "calls raise TypeError",
        "size",
    ),
]
