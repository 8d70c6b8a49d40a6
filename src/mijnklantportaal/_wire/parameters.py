"""Serializes parameters in the path, the query and the headers (OpenAPI 3.1, section 4.8.12; RFC 6570)."""

import json
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import quote

from mijnklantportaal._wire.codec import Codec


class Location(Enum):
    """The location of a parameter."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


class Style(Enum):
    """The serialization of a list or an object, which the spec defines by `style`, `explode` or `content`.

    Null elements and properties are left out, and so is a parameter that has no others, as for undefined values in RFC
    6570 (sections 2.3 and 3.2.1).
    """

    FORM_EXPLODED = "form, exploded"
    """`color=blue&color=black`, and `R=100&G=200` for an object. The default in the query."""
    FORM = "form"
    """`color=blue,black`, and `color=R,100,G,200` for an object. The client encodes the commas as well."""
    SPACE_DELIMITED = "spaceDelimited"
    """As `FORM`, with spaces instead of commas."""
    PIPE_DELIMITED = "pipeDelimited"
    """As `FORM`, with `|` instead of commas."""
    DEEP_OBJECT = "deepObject"
    """`color[R]=100&color[G]=200`. The key of a list is repeated."""
    SIMPLE = "simple"
    """`blue,black`, and `R,100,G,200` for an object. The default in the path and in headers."""
    SIMPLE_EXPLODED = "simple, exploded"
    """`blue,black`, and `R=100,G=200` for an object."""
    JSON = "application/json"
    """A JSON text."""


class Parameter(NamedTuple):
    """An argument that is not sent in the body."""

    name: str
    key: str
    codec: Codec[Any]
    location: Location
    style: Style | None = None
    """The style; `None` for the default of the location."""


_Encode: TypeAlias = Callable[[str, str], str]

_SEPARATORS = {Style.SPACE_DELIMITED: " ", Style.PIPE_DELIMITED: "|"}


def query_pairs(parameter: Parameter, value: Any) -> list[tuple[str, str]]:
    """Return the keys and values of a parameter in the query, which httpx will encode.

    Args:
        parameter: The parameter.
        value: Its serialized value.

    Raises:
        ValueError: The style is not defined for this value, or a server could not separate its elements.
    """
    name, key, _, _, style = parameter
    if style is Style.JSON:
        return [(key, _json_text(value))]
    if style is Style.DEEP_OBJECT:
        return list(_deep_object(name, key, value))
    if type(value) is not list and type(value) is not dict:
        return [(key, text_of(value))]
    if style is None or style is Style.FORM_EXPLODED:
        if isinstance(value, list):
            return [(key, text) for _, text in _elements(name, value)]
        return [(property_key, text) for property_key, _, text in _properties(name, value)]
    separator = _SEPARATORS.get(style, ",")
    joined = _joined(name, value, separator, _without(separator))
    return [] if joined is None else [(key, joined)]


def header_value(parameter: Parameter, value: Any) -> str | None:
    """Return the value of a header; `None` if it is not sent.

    Args:
        parameter: The parameter.
        value: Its serialized value.

    Raises:
        ValueError: As for `query_pairs` and `checked_header_value`.
    """
    name, _, _, _, style = parameter
    text: str | None
    if style is Style.JSON:
        text = _json_text(value)
    elif type(value) is list or type(value) is dict:
        text = _joined(name, value, ",", _without(","), _without(",=") if style is Style.SIMPLE_EXPLODED else None)
    else:
        text = text_of(value)
    return None if text is None else checked_header_value(name, text)


def path_segment(parameter: Parameter, value: Any) -> str:
    """Return a parameter as one segment of a path. Everything except the separators is encoded.

    Args:
        parameter: The parameter.
        value: Its serialized value.

    Raises:
        ValueError: As for `query_pairs`. Or an element is empty, `.` or `..`, or contains a slash or a control
            character, and so would address another resource (RFC 3986, section 5.2.4).
    """
    name, _, _, _, style = parameter
    if style is Style.JSON:
        return _segment(name, _json_text(value))
    if type(value) is str:
        return _segment(name, value)
    if type(value) is list or type(value) is dict:
        joined = _joined(name, value, ",", _segment, _segment if style is Style.SIMPLE_EXPLODED else None)
        return joined or _segment(name, "")
    return _segment(name, text_of(value))


def checked_header_value(name: str, text: str) -> str:
    """Return a text if it is valid as the value of a header. Errors refer to it as `name`.

    Raises:
        ValueError: The text contains a line break, or another character that is not allowed in a header (RFC 9110,
            section 5.5).
    """
    if not text.isascii() or not text.isprintable() or text != text.strip():
        raise ValueError(
            f"{name} must be valid in an HTTP header: printable ASCII characters without a space at either end"
        )
    return text


def text_of(value: Any) -> str:
    """Return a JSON value as text, as in forms: strings have no quotes."""
    # A member of a string enumeration is sent as its value, as in JSON, and not as str() shows it.
    return str.__str__(value) if isinstance(value, str) else json.dumps(value)


def _json_text(value: Any) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def _segment(name: str, text: str) -> str:
    if text.strip() in ("", ".", "..") or "/" in text or "\\" in text or not text.isprintable():
        raise ValueError(f"{name} must be a valid ID, not {text!r}")
    return quote(text, safe="")


def _without(separators: str) -> _Encode:
    """Return a check that a text does not contain the separator of the elements."""

    def check(name: str, text: str) -> str:
        for separator in separators:
            if separator in text:
                raise ValueError(f"{name} must not contain {separator!r}, which separates the elements: {text!r}")
        return text

    return check


def _deep_object(name: str, key: str, value: Any) -> Iterator[tuple[str, str]]:
    if type(value) is not dict:
        raise ValueError(f"{name} must be an object, since the style deepObject is defined only for objects")
    check = _without("[]")
    for property_key, inner in value.items():
        place = f"{name}[{property_key!r}]"
        texts = _elements(place, inner) if type(inner) is list else _properties(name, {property_key: inner})
        for *_, text in texts:
            yield f"{key}[{check(place, property_key)}]", text


def _joined(
    name: str, value: list[Any] | dict[str, Any], separator: str, encode: _Encode, encode_key: _Encode | None = None
) -> str | None:
    """Return the elements of a list, or the keys and values of an object, as one text, or `None` if there are none.

    Args:
        name: The name of the value in errors.
        value: The list or the object.
        separator: The separator between the parts.
        encode: Encodes a part, or raises an error. Its arguments are the place and the text of the part.
        encode_key: Encodes a key that `=` separates from its value; `None` if the separator separates them too.
    """
    if isinstance(value, list):
        parts = [encode(place, text) for place, text in _elements(name, value)]
    elif encode_key is not None:
        parts = [f"{encode_key(place, key)}={encode(place, text)}" for key, place, text in _properties(name, value)]
    else:
        parts = [encode(place, part) for key, place, text in _properties(name, value) for part in (key, text)]
    return separator.join(parts) if parts else None


def _elements(name: str, values: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each element except null."""
    for index, value in enumerate(values):
        if value is not None:
            yield f"{name}[{index}]", _scalar_text(f"{name}[{index}]", value)


def _properties(name: str, value: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the place and the text of each property except null."""
    for key, inner in value.items():
        if inner is not None:
            place = f"{name}[{key!r}]"
            yield key, place, _scalar_text(place, inner)


def _scalar_text(name: str, value: Any) -> str:
    if isinstance(value, list | dict):
        kind = "a list" if isinstance(value, list) else "an object"
        raise ValueError(
            f"{name} must be a single value, not {kind}: the style of the parameter defines no other (RFC 6570)"
        )
    return text_of(value)
