"""Requests for every operation of the effective document: right ones, and such as differ from them in one way."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from urllib.parse import urlencode

from tests.operations import document, example, least, resolved

JSON = "application/json"
FORM = "multipart/form-data"
BOUNDARY = "boundary-of-the-form"
AT_ONCE = "several at once"
BODIES_AT_ONCE = 5

Variant: TypeAlias = tuple[str, str, Any]
"""Where a value was changed, how, and the whole of it."""


@dataclass(frozen=True)
class File:
    """A part of a form that is a file."""

    content: bytes = b"%PDF-1.7"


@dataclass(frozen=True)
class Trial:
    """A request to be judged. Its path has the names of parameters in braces, and the IDs elsewhere are examples."""

    operation: str
    method: str
    path: str
    query: str = ""
    content_type: str | None = None
    content: bytes = b""
    has_token: bool = True
    place: str = "request"
    mutation: str = "as documented"

    def with_body(self, media_type: str, body: Any) -> "Trial":
        """The same request with this body."""
        if media_type == JSON:
            return replace(self, content_type=JSON, content=json.dumps(body).encode())
        return replace(self, content_type=f"{FORM}; boundary={BOUNDARY}", content=_form(body))

    def __str__(self) -> str:
        return f"{self.operation}, {self.place}: {self.mutation}"


# What a text may be, by its format: right and wrong ones, which the judges have to tell apart.
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


def trials() -> Iterator[Trial]:
    """All requests, the same each time."""
    chance = random.Random(0)
    for path, item in document()["paths"].items():
        for method, described in item.items():
            bare = Trial(described["operationId"], method.upper(), path)
            different: dict[Trial, Trial] = {}
            for trial in _of_operation(bare, described, chance):
                # Several changes may come to the same bytes.
                different.setdefault(replace(trial, place="", mutation=""), trial)
            yield from different.values()


def _of_operation(bare: Trial, described: Mapping[str, Any], chance: random.Random) -> Iterator[Trial]:
    right = bare
    for media_type, media in described.get("requestBody", {}).get("content", {}).items():
        schema = resolved(media["schema"])
        full = _with_files(schema, example(schema))
        right = bare.with_body(media_type, full)
        yield replace(right, mutation=f"as documented, {media_type}")
        for place, mutation, body in _bodies(schema, full, media_type, chance):
            yield replace(bare.with_body(media_type, body), place=place, mutation=mutation)
        yield from _of_media_types(right, media_type)
    if right == bare:
        yield bare
        yield replace(bare.with_body(JSON, {"name": "some text"}), place="body", mutation="where none is asked for")
    yield replace(right, place="token", mutation="missing", has_token=False)
    yield replace(right, place="method", mutation="unknown", method="PUT")
    yield replace(right, place="path", mutation="with a slash at its end", path=f"{right.path}/")
    yield replace(right, place="query", mutation="with an unknown parameter", query="unknown=some+text")
    for parameter in described.get("parameters", ()):
        if parameter["in"] == "query":
            name, schema = parameter["name"], parameter["schema"]
            values = [("as documented", str(example(schema))), ("an empty text", ""), ("a text", "some text")]
            if schema["type"] == "integer":
                values += [(f"number {text!r}", text) for text in _NUMBERS_IN_QUERIES]
            else:
                values += _others_of_type(schema)
            for mutation, text in values:
                yield replace(right, place=f"?{name}", mutation=mutation, query=urlencode({name: text}))
            yield replace(right, place=f"?{name}", mutation="two values", query=urlencode([(name, "1"), (name, "2")]))


def _of_media_types(right: Trial, media_type: str) -> Iterator[Trial]:
    """No body, and the same bytes as something else."""
    yield replace(right, place="body", mutation="missing", content=b"", content_type=None)
    yield replace(right, place="body", mutation="missing, of a known type", content=b"")
    assert right.content_type is not None
    parameters = right.content_type.removeprefix(media_type)
    for other in (media_type.title(), f"{media_type}; charset=utf-8", "text/plain"):
        yield replace(right, place="body", mutation=f"said to be {other}", content_type=f"{other}{parameters}")
    yield replace(right, place="body", mutation="of no type", content_type=None)


def _bodies(
    schema: Mapping[str, Any], full: Mapping[str, Any], media_type: str, chance: random.Random
) -> Iterator[Variant]:
    yield "body", "with what is required only", {name: full[name] for name in least(schema)}
    changes = list(_changes(schema, full) if media_type == JSON else _changes_of_form(schema, full))
    yield from changes
    values = {name: [full[name]] for name in full}
    for place, _, body in changes:
        # Not when the whole was changed, or the property left out.
        name = place.split(".")[0]
        if name in full and name in body:
            values[name].append(body[name])
    for _ in range(BODIES_AT_ONCE):
        picked = {name: chance.choice(choices) for name, choices in values.items() if chance.random() < 0.8}
        yield "body", AT_ONCE, picked


def _changes(schema: Mapping[str, Any], value: Any, place: str = "") -> Iterator[Variant]:
    """The value with one thing changed, at any depth: missing, null, of another type, not of the enum or format."""
    schema = resolved(schema)
    for how, other in [*_OTHERS.items(), *_others_of_type(schema)]:
        yield place or "body", how, other
    if isinstance(value, dict):
        yield place or "body", "an empty object", {}
        yield place or "body", "with an unknown property", {**value, "unknownProperty": "some text"}
        for name, described in schema["properties"].items():
            inner_place = f"{place}.{name}".removeprefix(".")
            yield inner_place, "missing", {key: kept for key, kept in value.items() if key != name}
            for inner, how, changed in _changes(described, value[name], inner_place):
                yield inner, how, {**value, name: changed}
    if isinstance(value, list):
        for count in (1, 6, 11):
            yield place, f"{count} times", value[:1] * count
        for inner, how, changed in _changes(schema["items"], value[-1], f"{place}.{len(value) - 1}"):
            yield inner, how, [*value[:-1], changed]


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
    """The same for a form, in which all is text or a file."""
    yield "body", "with an unknown property", {**full, "unknownProperty": "some text"}
    for name, value in full.items():
        yield name, "missing", {key: kept for key, kept in full.items() if key != name}
        described = resolved(schema["properties"][name])
        parts = value if isinstance(value, list) else [value]
        kind = resolved(described["items"]) if isinstance(value, list) else described
        others: list[tuple[str, Any]] = [*_IN_FORMS.items(), *_others_of_type(kind)]
        if kind["type"] == "boolean":
            others += [(f"the text {text!r}", text) for text in _BOOLEANS_IN_FORMS]
        for how, other in others:
            yield name, how, {**full, name: [other]}
        for count in (2, 6):
            yield name, f"{count} times", {**full, name: parts * count}
        yield name, "wrong, and then right", {**full, name: ["wrong", *parts]}
        yield name, "right, and then wrong", {**full, name: [*parts, "wrong"]}
        if kind["type"] == "object":
            for inner, how, changed in _changes(kind, parts[0], f"{name}.0"):
                yield inner, how, {**full, name: [changed]}


def _with_files(schema: Mapping[str, Any], value: Any) -> Any:
    """The object with files where the schema has them."""
    found = dict(value)
    for name, described in schema["properties"].items():
        kinds = [resolved(described), resolved(resolved(described).get("items", {}))]
        if any(kind.get("format") == "binary" for kind in kinds):
            found[name] = [File()] if "items" in kinds[0] else File()
    return found


def _form(fields: Mapping[str, Any]) -> bytes:
    """A form: a list as one part for each element, and what is no text as JSON."""
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
