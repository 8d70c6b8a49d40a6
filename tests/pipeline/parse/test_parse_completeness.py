"""No keyword of a schema below a request or a received value is lost."""

import copy
import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from pipeline.api import Api
from pipeline.effective.objects import iter_nodes
from pipeline.errors import PipelineError
from pipeline.openapi import pointer
from pipeline.parse import parse_api
from tests.pipeline.parse.parse_samples import CONFIG, TEXT, parsed
from tests.pipeline.parse.rich_spec import rich_spec

RICH = rich_spec()
BASE = parsed(RICH)
SCHEMAS = {pointer(node.location): node.location for node in iter_nodes(RICH) if node.expected == "Schema"}
PARTS: dict[str, JsonValue] = {
    "additionalProperties": False, "allOf": [{"maxLength": 3}], "anyOf": [{"minLength": 1}, {"maxLength": 8}],
    "const": "a", "contains": {"const": "a"}, "contentSchema": TEXT, "dependentRequired": {"a": ["b"]},
    "dependentSchemas": {"a": {}}, "discriminator": {"propertyName": "leaf"}, "enum": ["a"], "if": {"const": "a"},
    "items": TEXT, "not": {"type": "boolean"}, "oneOf": [{"minLength": 1}, {"maxLength": 8}],
    "patternProperties": {"a": {}}, "prefixItems": [{"const": "a"}], "properties": {"new": TEXT},
    "propertyNames": {"maxLength": 4}, "required": ["new"], "unevaluatedItems": False, "unevaluatedProperties": False,
}  # fmt: skip
NUMBERS = [
    "exclusiveMaximum", "exclusiveMinimum", "maxContains", "maxItems", "maxLength", "maxProperties", "maximum",
    "minContains", "minItems", "minLength", "minProperties", "minimum", "multipleOf",
]  # fmt: skip
FLAGS = ["deprecated", "readOnly", "uniqueItems", "writeOnly"]
TEXTS = ["$comment", "contentEncoding", "contentMediaType", "default", "description", "example", "pattern", "x-new"]

keywords = st.one_of(
    st.sampled_from(sorted(PARTS.items())),
    st.tuples(st.sampled_from(NUMBERS), st.integers(0, 9)),
    st.tuples(st.sampled_from(FLAGS), st.just(True)),
    st.tuples(st.sampled_from(TEXTS), st.text("abc", min_size=1)),
    st.tuples(st.just("format"), st.sampled_from(["date", "decimal", "email", "int32", "password"])),
    st.tuples(st.just("unknownKeyword"), st.booleans() | st.integers()),
)


def comparable(api: Api) -> str:
    """Return what an API contains, without the places in the spec."""

    def cleaned(node: Any) -> Any:
        if isinstance(node, dict):
            return {
                key: cleaned(value) for key, value in node.items() if key not in ("components", "pointer", "remarks")
            }
        return [cleaned(value) for value in node] if isinstance(node, list) else node

    return json.dumps(cleaned(api.model_dump(mode="json")), sort_keys=True)


@given(st.sampled_from(sorted(SCHEMAS)), keywords)
@example("#/components/schemas/Target", ("required", ["leaf"]))
@example("#/components/schemas/Received/properties/map", ("required", ["leaf"]))
@example("#/components/schemas/Received/properties/list", ("items", TEXT))
@example("#/components/schemas/Received/properties/union", ("type", "object"))
@example("#/components/schemas/Received/properties/nullableReference/anyOf/1", ("description", "Unknown."))
@example("#/components/schemas/Received/properties/nullableReference/anyOf/1", ("const", "a"))
@example("#/components/schemas/Received/properties/severalTypes", ("minItems", 1))
@example("#/components/schemas/Received/properties/constant", ("enum", ["d"]))
@example("#/components/schemas/Text", ("type", ["string", "null"]))
@example("#/paths/~1things/get/responses/200/content/application~1json/schema", ("title", "Page"))
@example("#/paths/~1things/get/responses/200/content/application~1json/schema", ("required", ["data"]))
@example(
    "#/paths/~1things/get/responses/200/content/application~1json/schema/properties/data", ("type", ["array", "null"])
)
@example("#/paths/~1things~1{thingId}/put/requestBody/content/application~1json/schema", ("type", ["object", "null"]))
@settings(max_examples=80, deadline=None, derandomize=True, database=None)
def test_every_keyword_changes_the_api(place: str, keyword: tuple[str, JsonValue]) -> None:
    key, value = keyword
    spec = copy.deepcopy(RICH)
    schema: Any = spec
    for part in SCHEMAS[place]:
        schema = schema[part]
    if schema.get(key) == value:
        return
    # A second schema of that kind holds beside the first one.
    schema |= {"allOf": [*schema.get("allOf", []), {key: value}]} if key in schema and key != "type" else {key: value}
    try:
        api = parse_api(spec, CONFIG)
    except PipelineError:
        # Refused, and so not lost.
        return
    assert comparable(api) != COMPARABLE, f"{place} {keyword}"


COMPARABLE = comparable(BASE)


def test_places_of_schemas_are_below_every_kind_of_object() -> None:
    kinds = ("parameters/", "requestBody/", "responses/", "webhooks/", "allOf/", "oneOf/", "items", "properties/")
    assert all(any(kind in place for place in SCHEMAS) for kind in kinds)
    assert len(SCHEMAS) > 100
