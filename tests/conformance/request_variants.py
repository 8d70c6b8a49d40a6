"""Requests for every operation of the effective spec: valid ones, and variants that differ from them in one way."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from urllib.parse import urlencode

from tests.operations import JsonObject, example, required_properties, resolve, spec

JSON = "application/json"
FORM = "multipart/form-data"
BOUNDARY = "boundary-of-the-form"
# Mutations that tests name.
DOCUMENTED = "as documented"
SEVERAL = "several"
BODIES_WITH_SEVERAL = 5

Variant: TypeAlias = tuple[str, str, Any]
"""The place of a mutation, the mutation, and the changed value."""


@dataclass(frozen=True)
class File:
    """A file in a form."""

    content: bytes = b"%PDF-1.7"


@dataclass(frozen=True)
class Variation:
    """A request that is valid, or differs from a valid one. Its path is a template; IDs elsewhere are examples."""

    operation: str
    method: str
    path: str
    query: str = ""
    content_type: str | None = None
    content: bytes = b""
    has_token: bool = True
    place: str = "request"
    mutation: str = DOCUMENTED

    def with_body(self, media_type: str, body: Any) -> "Variation":
        """The same request with this body."""
        if media_type == JSON:
            return replace(self, content_type=JSON, content=json.dumps(body).encode())
        return replace(self, content_type=f"{FORM}; boundary={BOUNDARY}", content=_form(body))

    def __str__(self) -> str:
        return f"{self.operation}, {self.place}: {self.mutation}"


# Valid and invalid texts, by format.
_TEXTS = {
    "": ["é 漢 😀 \u0000 \u2028"],
    "date": [
        "2024-02-29",
        "2023-02-29",
        "2024-04-31",
        "2024-4-1",
        "20240430",
        "2024-W18-2",
        "30-04-2024",
        "2024-04-30 14:00:00",
        "2024-04-30T00:00:00+02:00",
        "0000-01-01",
        "9999-12-30",
        "10000-01-01",
        " 2024-04-30",
        "2024-04-30\n",
        "٢٠٢٤-٠٤-٣٠",
    ],
    "decimal": [
        "12",
        "-12.95",
        "012.9500",
        "12,95",
        "1.299,50",
        "12.",
        ".95",
        "+12.95",
        "1e3",
        "0x10",
        "NaN",
        "Infinity",
        "€ 12.95",
        " 12.95",
        "12.95\n",
        "١٢",
    ],
    "email": [
        "jan+test@sub.example.com",
        "o'neill@example.com",
        "jane@",
        "@example.com",
        "jane@example",
        "jane@example.",
        "jane@@example.com",
        "jane doe@example.com",
        "jane.@example.com",
        "jane..doe@example.com",
        "jane@-example.com",
        "jane@exa_mple.com",
        "jané@example.com",
        "jane@exämple.com",
        '"jane"@example.com',
        "jane@[192.0.2.1]",
        "Jane <jane@example.com>",
        "jane@example.com\n",
        "jane@example.com,joe@example.com",
    ],
    "local-date-time": [
        "2024-02-29 23:59:59",
        "2024-04-31 14:00:00",
        "2024-04-30 24:00:00",
        "2024-04-30 14:00:60",
        "2024-04-30 14:00",
        "2024-04-30T14:00:00",
        "2024-04-30 14:00:00+02:00",
        "2024-04-30",
        "2024-4-30 14:00:00",
        "2024-04-30 14:00:00\n",
        "٢٠٢٤-04-30 14:00:00",
    ],
    "local-minute": [
        "2024-02-29 23:59",
        "2024-04-31 14:00",
        "2024-04-30 24:00",
        "2024-04-30 14:60",
        "2024-04-30 14:00:00",
        "2024-04-30T14:00",
        "2024-04-30",
        "2024-04-30 14:00\n",
        "٢٠٢٤-04-30 14:00",
    ],
    "uri": [
        "http://example.com",
        "https://example.com:8443/a?b=c#d",
        "https://[::1]/",
        "https://example.com/é",
        "https://exämple.com/",
        "https://example.com/%zz",
        "https://example.com/{id}",
        "https://example.com/a b",
        " https://example.com/",
        "https://example.com/\n",
        "https://[::1/",
        "https://example.com:port/",
        "https://",
        "https:///path",
        "//example.com/",
        "/path",
        "example.com",
        "mailto:jane@example.com",
        "urn:isbn:0451450523",
    ],
}

_OTHERS: dict[str, Any] = {
    "null": None,
    "a boolean": True,
    "a number": 7,
    "an empty text": "",
    "a text": "some text",
    "a list": [],
}

_IN_FORMS = {"an empty text": "", "a text": "some text", "a file": File(), "an empty file": File(b"")}
_BOOLEANS_IN_FORMS = ["true", "false", "1", "0", "yes", "on", "TRUE"]

_NUMBERS_IN_QUERIES = ["2", "0", "-1", "+1", "1.5", "two", "9" * 30]


def variations() -> Iterator[Variation]:
    """Yield all requests, the same each time."""
    rng = random.Random(0)
    for path, item in spec()["paths"].items():
        for method, operation in item.items():
            bare = Variation(operation["operationId"], method.upper(), path)
            distinct: dict[Variation, Variation] = {}
            for variation in _of_operation(bare, operation, rng):
                # Several mutations may lead to the same bytes.
                distinct.setdefault(replace(variation, place="", mutation=""), variation)
            yield from distinct.values()


def _of_operation(bare: Variation, operation: Mapping[str, Any], rng: random.Random) -> Iterator[Variation]:
    valid = bare
    for media_type, media in operation.get("requestBody", {}).get("content", {}).items():
        schema = resolve(media["schema"])
        full = _with_files(schema, example(schema))
        valid = bare.with_body(media_type, full)
        yield replace(valid, mutation=f"{DOCUMENTED}, {media_type}")
        for place, mutation, body in _bodies(schema, full, media_type, rng):
            yield replace(bare.with_body(media_type, body), place=place, mutation=mutation)
        yield from _of_media_types(valid, media_type)
    if valid == bare:
        yield bare
        yield replace(bare.with_body(JSON, {"name": "some text"}), place="body", mutation="where none is expected")
    yield replace(valid, place="token", mutation="missing", has_token=False)
    yield replace(valid, place="method", mutation="unknown", method="PUT")
    yield replace(valid, place="path", mutation="with a trailing slash", path=f"{valid.path}/")
    yield replace(valid, place="query", mutation="with an unknown parameter", query="unknown=some+text")
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query":
            name, schema = parameter["name"], parameter["schema"]
            values = [(DOCUMENTED, str(example(schema))), ("an empty text", ""), ("a text", "some text")]
            if schema["type"] == "integer":
                values += [(f"number {text!r}", text) for text in _NUMBERS_IN_QUERIES]
            else:
                values += _others_of_type(schema)
            for mutation, text in values:
                yield replace(valid, place=f"?{name}", mutation=mutation, query=urlencode({name: text}))
            yield replace(valid, place=f"?{name}", mutation="two values", query=urlencode([(name, "1"), (name, "2")]))


def _of_media_types(valid: Variation, media_type: str) -> Iterator[Variation]:
    """Yield the request without a body, and with another content type."""
    yield replace(valid, place="body", mutation="missing", content=b"", content_type=None)
    yield replace(valid, place="body", mutation="missing, with a content type", content=b"")
    assert valid.content_type is not None
    parameters = valid.content_type.removeprefix(media_type)
    for other in (media_type.title(), f"{media_type}; charset=utf-8", "text/plain"):
        yield replace(valid, place="body", mutation=f"with content type {other}", content_type=f"{other}{parameters}")
    yield replace(valid, place="body", mutation="without content type", content_type=None)


def _bodies(
    schema: Mapping[str, Any], full: Mapping[str, Any], media_type: str, rng: random.Random
) -> Iterator[Variant]:
    yield "body", "with required properties only", {name: full[name] for name in required_properties(schema)}
    changes = list(_changes(schema, full) if media_type == JSON else _changes_of_form(schema, full))
    yield from changes
    values = {name: [full[name]] for name in full}
    for place, _, body in changes:
        # Mutations of the whole body, and missing properties, have no value.
        name = place.split(".")[0]
        if name in full and name in body:
            values[name].append(body[name])
    for _ in range(BODIES_WITH_SEVERAL):
        picked = {name: rng.choice(choices) for name, choices in values.items() if rng.random() < 0.8}
        yield "body", SEVERAL, picked


def _changes(schema: Mapping[str, Any], value: Any, place: str = "") -> Iterator[Variant]:
    """Yield the value with one mutation at any depth: missing, null, of another type, not of the enum or format."""
    schema = resolve(schema)
    for mutation, other in [*_OTHERS.items(), *_others_of_type(schema)]:
        yield place or "body", mutation, other
    if isinstance(value, dict):
        yield place or "body", "an empty object", {}
        yield place or "body", "with an unknown property", {**value, "unknownProperty": "some text"}
        for name, property_schema in schema["properties"].items():
            inner_place = f"{place}.{name}".removeprefix(".")
            yield inner_place, "missing", {key: other for key, other in value.items() if key != name}
            for inner, mutation, changed in _changes(property_schema, value[name], inner_place):
                yield inner, mutation, {**value, name: changed}
    if isinstance(value, list):
        for count in (1, 6, 11):
            yield place, f"{count} times", value[:1] * count
        for inner, mutation, changed in _changes(schema["items"], value[-1], f"{place}.{len(value) - 1}"):
            yield inner, mutation, [*value[:-1], changed]


def _others_of_type(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if schema["type"] == "integer":
        yield "zero", 0
        yield "a number with a point", 7.0
        yield "a fraction", 1.5
    if "string" in schema["type"]:
        format_ = schema.get("format", "")
        for text in _TEXTS.get(format_, ()):
            yield f"{format_} {text!r}".strip(), text
    if "enum" in schema:
        yield "last of the enum", schema["enum"][-1]
        yield "not of the enum", 8 if schema["type"] == "integer" else "unknown"
        yield "of the enum but for its case", str(schema["enum"][-1]).upper()


def _changes_of_form(schema: Mapping[str, Any], full: Mapping[str, Any]) -> Iterator[Variant]:
    """Yield the same for a form, in which every value is text or a file."""
    yield "body", "with an unknown property", {**full, "unknownProperty": "some text"}
    for name, value in full.items():
        yield name, "missing", {key: other for key, other in full.items() if key != name}
        property_schema = resolve(schema["properties"][name])
        parts = value if isinstance(value, list) else [value]
        part_schema = resolve(property_schema["items"]) if isinstance(value, list) else property_schema
        others: list[tuple[str, Any]] = [*_IN_FORMS.items(), *_others_of_type(part_schema)]
        if part_schema["type"] == "boolean":
            others += [(f"the text {text!r}", text) for text in _BOOLEANS_IN_FORMS]
        for mutation, other in others:
            yield name, mutation, {**full, name: [other]}
        for count in (2, 6):
            yield name, f"{count} times", {**full, name: parts * count}
        yield name, "invalid, and then valid", {**full, name: ["invalid", *parts]}
        yield name, "valid, and then invalid", {**full, name: [*parts, "invalid"]}
        if part_schema["type"] == "object":
            for inner, mutation, changed in _changes(part_schema, parts[0], f"{name}.0"):
                yield inner, mutation, {**full, name: [changed]}


def _with_files(schema: Mapping[str, Any], value: JsonObject) -> dict[str, Any]:
    """Return the object with files where the schema has them."""
    replaced = dict(value)
    for name, property_schema in schema["properties"].items():
        schemas = [resolve(property_schema), resolve(resolve(property_schema).get("items", {}))]
        if any(candidate.get("format") == "binary" for candidate in schemas):
            replaced[name] = [File()] if "items" in schemas[0] else File()
    return replaced


def _form(fields: Mapping[str, Any]) -> bytes:
    """Return a form: a list as one part for each element, and values that are not text as JSON."""
    parts = []
    for name, value in fields.items():
        for element in value if isinstance(value, list) else [value]:
            disposition = f'Content-Disposition: form-data; name="{name}"'
            if isinstance(element, File):
                head, content = f'{disposition}; filename="a.pdf"\r\nContent-Type: application/pdf', element.content
            else:
                text = element if isinstance(element, str) else json.dumps(element)
                head, content = disposition, text.encode()
            parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
