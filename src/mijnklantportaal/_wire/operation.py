"""Operations of the spec: how arguments become a request, and how a response body becomes a result. No I/O."""

import json
from collections.abc import Callable, Mapping
from datetime import tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar, cast
from urllib.parse import quote

from attrs import field, frozen

from mijnklantportaal._wire.codecs import Codec, PageOf
from mijnklantportaal._wire.model import Field, serialize_fields
from mijnklantportaal._wire.parsing import MalformedBodyError, Report, ignore_deviation
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.types import UNSET, Upload

T_co = TypeVar("T_co", covariant=True)


class Location(Enum):
    """Where a parameter is sent."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


class Parameter(NamedTuple):
    """An argument that is not sent in the body."""

    name: str
    key: str
    codec: Codec[Any]
    location: Location


class MediaType(Enum):
    """The media types of request bodies."""

    JSON = "application/json"
    MULTIPART = "multipart/form-data"


@frozen
class Body:
    """A request body, of which each field is an argument."""

    media_type: MediaType
    fields: tuple[Field, ...]


class CallOptions(NamedTuple):
    """What a caller may change for one call; `None` leaves it as the client has it."""

    timeout: float | None
    max_retries: int | None
    extra_headers: Mapping[str, str] | None


@frozen
class PreparedRequest:
    """The arguments of a call, serialized. The repr shows no values of arguments."""

    path: str
    """The path below the API's base URL."""
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    content: bytes | None = field(default=None, repr=False)
    parts: tuple[tuple[str, str | Upload], ...] | None = field(default=None, repr=False)
    """The parts of a multipart body."""


@frozen
class Operation(Generic[T_co]):
    """One operation of the spec.

    Args:
        id: The operationId.
        method: The HTTP method, in capitals.
        path: The path template, such as `/customer-offers/{offerId}`.
        parameters: In the order of the spec.
        body: `None` where nothing is sent.
        response: The codec of successful responses; `None` where they have no body.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    response: Codec[T_co] | None = None

    @property
    def sends_files(self) -> bool:
        """Whether the body can hold files, which take longer than other calls."""
        return self.body is not None and self.body.media_type is MediaType.MULTIPART

    @property
    def is_paginated(self) -> bool:
        """Whether a response holds one page of a list."""
        return isinstance(self.response, PageOf)

    def prepare(self, arguments: Mapping[str, Any], zone: tzinfo | None = None) -> PreparedRequest:
        """Serialize the arguments of a call.

        Args:
            arguments: The arguments by their names in Python; those that are `UNSET` are left out.
            zone: The zone of times that are sent without one; `None` for Europe/Amsterdam.

        Raises:
            TypeError: An argument has a wrong type.
            ValueError: An argument is not valid: a path ID that is empty, `.` or `..`, say.
        """
        options = SerializeOptions(zone)
        path, query, headers = self.path, [], {}
        for parameter in self.parameters:
            value = arguments[parameter.name]
            # A path parameter cannot be left out: the codec refuses UNSET.
            if value is UNSET and parameter.location is not Location.PATH:
                continue
            serialized = parameter.codec.serialize(value, parameter.name, options)
            if parameter.location is Location.PATH:
                path = path.replace("{" + parameter.key + "}", path_segment(parameter.name, serialized))
            elif parameter.location is Location.QUERY:
                query += [(parameter.key, text) for text in _texts(serialized)]
            else:
                headers[parameter.key.lower()] = checked_header_value(parameter.name, ",".join(_texts(serialized)))
        content, parts = None, None
        if self.body is not None:
            fields = serialize_fields(self.body.fields, arguments, "", options)
            if self.body.media_type is MediaType.JSON:
                content = json.dumps(fields, allow_nan=False).encode()
                headers["content-type"] = MediaType.JSON.value
            else:
                parts = tuple(part for name, value in fields.items() for part in _parts(name, value))
        return PreparedRequest(path, tuple(query), headers, content, parts)

    def parse(self, content: bytes, report: Report = ignore_deviation) -> T_co:
        """Parse the body of a successful response.

        Args:
            content: The body, decompressed.
            report: Called for each deviation from the spec.

        Raises:
            MalformedBodyError: The spec promises a JSON object, and the body is not one.
        """
        if self.response is None:
            return cast("T_co", None)
        return self.response.parse(json_object(content), report, None)


def json_object(content: bytes) -> dict[str, Any]:
    """Parse a body that must be a JSON object, with numbers that have a fraction as `Decimal`.

    Raises:
        MalformedBodyError: It is not one.
    """
    try:
        # Money may be a number, and must not pass through a float. NaN and Infinity are not JSON, and stay text.
        value = json.loads(content, parse_float=Decimal, parse_constant=str)
    except (ValueError, ArithmeticError, RecursionError):
        value = _parse_lenient(content)
    if type(value) is not dict:
        raise MalformedBodyError(f"the body is a JSON {type(value).__name__}, not an object")
    return value


def _parse_lenient(content: bytes) -> Any:
    """Parse a body again, and keep the numbers that Python refuses as text."""

    def number_or_text(kind: type) -> Callable[[str], Any]:
        def parse(text: str) -> Any:
            try:
                return kind(text)
            except (ValueError, ArithmeticError):
                return text

        return parse

    parse_float, parse_int = number_or_text(Decimal), number_or_text(int)
    try:
        return json.loads(content, parse_float=parse_float, parse_int=parse_int, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise MalformedBodyError(f"the body is not valid JSON: {error}") from None


def path_segment(name: str, value: Any) -> str:
    """Return an ID as one segment of a path; errors call it `name`.

    Raises:
        ValueError: It is empty, `.` or `..`, or holds a slash or a control character, and so would address another
            resource (RFC 3986, section 5.2.4).
    """
    text = _text(value)
    if text.strip() in ("", ".", "..") or "/" in text or "\\" in text or not text.isprintable():
        raise ValueError(f"{name} must be an ID, and {text!r} is not a valid one")
    return quote(text, safe="")


def checked_header_value(name: str, text: str) -> str:
    """Return a text if it is valid as the value of a header; errors call it `name`.

    Raises:
        ValueError: It holds a line break, or another character that a header cannot carry (RFC 9110, section 5.5).
    """
    if not text.isascii() or not text.isprintable() or text != text.strip():
        raise ValueError(
            f"{name} must be valid in an HTTP header: printable ASCII characters, without a space at either end"
        )
    return text


def _texts(value: Any) -> list[str]:
    return [_text(element) for element in (value if isinstance(value, list) else [value])]


def _text(value: Any) -> str:
    # A member of a string enumeration is sent as its value, as it is in JSON, and not as str() shows it.
    return str.__str__(value) if isinstance(value, str) else json.dumps(value)


def _parts(name: str, value: Any) -> list[tuple[str, str | Upload]]:
    """Return a field of a multipart body as OpenAPI has it: one part for each element of a list, objects as JSON."""
    if value is None:
        return [(name, "")]
    if isinstance(value, list):
        return [part for element in value for part in _parts(name, element)]
    return [(name, value if isinstance(value, Upload) else _text(value))]
