"""Texts that only readers see, and fields that are called like keywords of such texts."""

from functools import partial
from typing import Any

from tests.pipeline.diff.pairs.comparisons import (
    operations,
    parameters,
    received,
    received_part,
    sent,
    sent_part,
    whole,
)
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    PART,
    TEXT,
    Schema,
    Spec,
    api,
    array,
    enum,
    getting,
    operation,
    parameter,
    record,
    ref,
    responding,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "wording")

_DOCS = {"url": "https://example.com/docs"}
_BOX = record({"a": TEXT})


def _top(**keywords: Any) -> Spec:
    return api(operation(), **keywords)


def _field(name: str, schema: Schema | None) -> Spec:
    """Return a spec in which `Thing` has a field of this name, and is sent and received."""
    properties = {"id": TEXT} if schema is None else {"id": TEXT, name: schema}
    return api(
        operation(body=record({"thing": ref("Thing")})),
        getting(ref("Thing")),
        schemas={"Thing": record(properties, ["id"])},
    )


# Keys of a spec as names of properties.
_KEYWORDS = ("description", "example", "default", "title", "properties", "required", "type", "allOf", "$ref", "x-rate")

_TEXTS = {
    "summary": operations({}, {"summary": "Create a thing"}),
    "operation-description": operations({"description": "Old."}, {"description": "New."}),
    "external-docs": operations({}, {"externalDocs": _DOCS}),
    "argument-description": sent(text(description="Old."), text(description="New.")),
    "argument-title": sent(TEXT, text(title="The value")),
    "argument-example": sent(text(example="a"), text(example="b")),
    "argument-examples": sent(TEXT, text(examples=["a", "b"])),
    "argument-comment": sent(TEXT, {**TEXT, "$comment": "For maintainers."}),
    "argument-extension": sent(TEXT, {**TEXT, "x-order": 1}),
    "items-description": sent(array(TEXT), array(text(description="New."))),
    "beside-reference": received(PART, {**PART, "description": "New."}, {"Part": _BOX}),
    "field-description": received(text(description="Old."), text(description="New.")),
    "class-description": received_part(_BOX, record({"a": TEXT}, description="New.")),
    "class-example": received_part(_BOX, record({"a": TEXT}, example={"a": "b"})),
    "enumeration-description": sent_part(enum("a", "b"), enum("a", "b", description="New.")),
    "parameter-description": parameters([parameter("a", "query")], [parameter("a", "query", description="New.")]),
    "parameter-example": parameters([parameter("a", "query")], [parameter("a", "query", example="b")]),
    "response-description": operations(
        {"responses": {"204": responding(None)}}, {"responses": {"204": {"description": "Created"}}}
    ),
    "info-version": whole(_top(), _top(info={"title": "Things", "version": "2"})),
    "info-contact": whole(_top(), _top(info={"title": "Things", "version": "1", "contact": {"name": "Us"}})),
    "tag-description": whole(_top(), _top(tags=[{"name": "Things", "description": "All things."}])),
    "top-external-docs": whole(_top(), _top(externalDocs=_DOCS)),
    "top-extension": whole(_top(), _top(**{"x-generated": "today"})),
    "server-description": whole(_top(), _top(servers=[{"url": "https://api.example.com", "description": "Main"}])),
    "openapi-version": whole(_top(), _top(openapi="3.1.0")),
}

PAIRS = [
    *(_pair(name, versions, Expected.PATCH, "only readers see it") for name, versions in _TEXTS.items()),
    *(
        _pair(
            f"field-{name.strip('$')}-removed",
            whole(_field(name, TEXT), _field(name, None)),
            Expected.BREAKING,
            "it is a field, not a text about one",
        )
        for name in _KEYWORDS
    ),
    *(
        _pair(
            f"field-{name.strip('$')}-retyped",
            whole(_field(name, TEXT), _field(name, INTEGER)),
            Expected.BREAKING,
            "it is a field, not a text about one",
        )
        for name in _KEYWORDS
    ),
    _pair(
        "beside-a-limit",
        sent(text(maxLength=9, description="Old."), text(maxLength=5, description="New.")),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "value-called-description",
        sent(enum("description", "title"), enum("title")),
        Expected.BREAKING,
        "the value is refused now",
        "description",
    ),
]
