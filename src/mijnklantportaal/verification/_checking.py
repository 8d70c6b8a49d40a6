"""Compares JSON with a schema of the spec, and counts the deviations.

It checks everything that a client relies on: types, required properties, the values of enumerations, the formats of
dates and amounts, and that there are no other properties. The parser of the client is more lenient: every drift that it
reports is a deviation here, too.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from mijnklantportaal._wire.codecs import DATE, DATE_TIME, LOCAL_DATE_TIME, LOCAL_MINUTE, MONEY, Codec
from mijnklantportaal._wire.parsing import DEVIATIONS, MalformedBodyError, parse_json_leniently
from mijnklantportaal.verification._schemas import Schema, Spec
from mijnklantportaal.verification._shapes import json_type, key_hash, time_shape


class _Format(NamedTuple):
    codec: Codec[Any]
    form: str
    """A regular expression for the text, since the codecs accept more."""
    expected: str
    is_time: bool = True


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FORMATS = {
    "date": _Format(DATE, _DAY, DATE.expected),
    # RFC 3339, section 5.6.
    "date-time": _Format(
        DATE_TIME,
        rf"{_DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]+)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})",
        DATE_TIME.expected,
    ),
    "local-date-time": _Format(LOCAL_DATE_TIME, rf"{_DAY} [0-9:]{{8}}", "date and time as YYYY-MM-DD HH:MM:SS"),
    "local-minute": _Format(LOCAL_MINUTE, rf"{_DAY} [0-9:]{{5}}", "date and time as YYYY-MM-DD HH:MM"),
    "decimal": _Format(MONEY, ".*", "decimal string", is_time=False),
}


class Place(NamedTuple):
    """A place in a body, with the expected and the received type or form."""

    path: str
    expected: str
    received: str


class UnknownPlace(NamedTuple):
    """A field that the spec does not define, and its place in a body."""

    path: str
    hash: str
    received: str
    key: str
    """The key of the field, which may be data."""


class Findings:
    """The deviations in the responses of one operation."""

    def __init__(self) -> None:
        self.deviations: Counter[Place] = Counter()
        self.unknown: Counter[UnknownPlace] = Counter()
        self.time_shapes: Counter[tuple[str, str]] = Counter()
        """The formats of dates and times in the spec, each with a form that was received."""

    def check_body(self, spec: Spec, schema: Schema, content: bytes) -> Any:
        """Compare a body with its schema, and return the parsed JSON, or `None` if the body is not JSON."""
        try:
            body = parse_json_leniently(content)
        except MalformedBodyError:
            self.deviations[Place("", _expected(spec.types(schema)), "not JSON" if content else "missing")] += 1
            return None
        _Check(spec, self).check(body, schema, "")
        return body

    def add(self, other: "Findings") -> None:
        """Add the findings of other responses."""
        self.deviations.update(other.deviations)
        self.unknown.update(other.unknown)
        self.time_shapes.update(other.time_shapes)


class _Check:
    def __init__(self, spec: Spec, findings: Findings) -> None:
        self._spec = spec
        self._findings = findings

    def check(self, value: Any, schema: Schema, path: str) -> None:
        schema = self._spec.resolve(schema)
        received, types = json_type(value), self._spec.types(schema)
        if types and received not in types and not (received == "integer" and "number" in types):
            self._deviates(path, _expected(types), received)
        elif alternatives := self._spec.alternatives(schema):
            self._check_alternatives(value, alternatives, path)
        elif "enum" in schema and not any(value == other and type(value) is type(other) for other in schema["enum"]):
            values = [allowed if isinstance(allowed, str) else json.dumps(allowed) for allowed in schema["enum"]]
            self._deviates(path, f"one of {', '.join(values)}", received)
        elif isinstance(value, dict):
            self._check_object(value, schema, path)
        elif isinstance(value, list) and "items" in schema:
            # Lists are compared only with a schema: otherwise, they may nest deeper than Python's recursion limit.
            for element in value:
                self.check(element, schema["items"], f"{path}[]")
        elif isinstance(value, str) and schema.get("format") in _FORMATS:
            self._check_format(value, schema["format"], path)

    def _check_alternatives(self, value: Any, alternatives: list[Schema], path: str) -> None:
        """Compare a value with the alternative that it deviates least from."""
        results = []
        for alternative in alternatives:
            findings = Findings()
            _Check(self._spec, findings).check(value, alternative, path)
            # An alternative from which the whole value deviates is the last choice: nothing in it was compared.
            deviates_as_whole = any(place.path == path for place in findings.deviations)
            results.append((deviates_as_whole, findings.deviations.total(), findings.unknown.total(), findings))
        self._findings.add(min(results, key=lambda result: result[:3])[3])

    def _check_object(self, value: Mapping[str, Any], schema: Schema, path: str) -> None:
        properties: Mapping[str, Schema] = schema.get("properties", {})
        for key in schema.get("required", ()):
            # Responses lack write-only properties.
            if key not in value and not self._spec.resolve(properties.get(key, {})).get("writeOnly"):
                self._deviates(_inside(path, key), _expected(self._spec.types(properties.get(key, {}))), "missing")
        others: Schema | bool = schema.get("additionalProperties", not properties)
        for key, inner in value.items():
            if key in properties:
                self.check(inner, properties[key], _inside(path, key))
            elif isinstance(others, Mapping):
                # In a map, the keys are data.
                self.check(inner, others, path + "{}")
            elif not others:
                self._findings.unknown[UnknownPlace(path, key_hash(key), json_type(inner), key)] += 1

    def _check_format(self, text: str, name: str, path: str) -> None:
        codec, form, expected, is_time = _FORMATS[name]
        shape = time_shape(text) if is_time else "string"
        if is_time:
            self._findings.time_shapes[name, shape] += 1
        if not (re.fullmatch(form, text) and _accepts(codec.parse_strict, text)):
            self._deviates(path, expected, shape)

    def _deviates(self, path: str, expected: str, received: str) -> None:
        self._findings.deviations[Place(path, expected, received)] += 1


def _inside(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _expected(types: Sequence[str]) -> str:
    return " or ".join(types) or "any value"


def _accepts(parse: Callable[[Any], object], text: str) -> bool:
    try:
        parse(text)
    except DEVIATIONS:
        return False
    return True
