"""Operations: what to send, and how to read what came back. Nothing here does any I/O."""

import json
from collections.abc import Callable, Mapping
from datetime import tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar, cast
from urllib.parse import quote

from attrs import field, frozen

from mijnklantportaal._wire.codecs import Codec
from mijnklantportaal._wire.errors import UnreadableAnswerError
from mijnklantportaal._wire.model import Field, ignore_difference, write_fields
from mijnklantportaal._wire.writing import Writing
from mijnklantportaal.types import UNSET, Report, Upload

T_co = TypeVar("T_co", covariant=True)


class Location(Enum):
    """Where a parameter goes."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


class Parameter(NamedTuple):
    """A field that is not in the body, and where it goes."""

    name: str
    key: str
    codec: Codec[Any]
    location: Location


class MediaType(Enum):
    """The forms of a body."""

    JSON = "application/json"
    MULTIPART = "multipart/form-data"


@frozen
class Body:
    """A body, of which each field is an argument of the call."""

    media_type: MediaType
    fields: tuple[Field, ...]


@frozen
class Request:
    """What to send, with the path below the API's base URL. Its repr shows no values but IDs."""

    operation: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    content: bytes | None = field(default=None, repr=False)
    parts: tuple[tuple[str, str | Upload], ...] | None = field(default=None, repr=False)


@frozen
class Operation(Generic[T_co]):
    """One operation of the document.

    Args:
        id: The operationId.
        method: In capitals.
        path: The template, such as `/customer-offers/{offerId}`.
        parameters: In the order of the document.
        body: `None` where nothing is sent.
        answer: How a successful answer is read; `None` where none is promised.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    answer: Codec[T_co] | None = None

    @property
    def sends_files(self) -> bool:
        """Whether the body can hold files, which take longer than other calls."""
        return self.body is not None and self.body.media_type is MediaType.MULTIPART

    def request(self, arguments: Mapping[str, Any], zone: tzinfo | None = None) -> Request:
        """The request for these arguments.

        Args:
            arguments: By their names in Python; those that are `UNSET` are left out.
            zone: The zone of times that are sent without one; `None` for Europe/Amsterdam.

        Raises:
            TypeError: An argument has a type that can't be sent.
            ValueError: An argument can't be right: a path ID that is empty, `.` or `..`, say.
        """
        how = Writing(zone)
        path, query, headers = self.path, [], {}
        for parameter in self.parameters:
            value = arguments[parameter.name]
            # A path has no place for nothing: the codec refuses it.
            if value is UNSET and parameter.location is not Location.PATH:
                continue
            written = parameter.codec.write(value, parameter.name, how)
            if parameter.location is Location.PATH:
                path = path.replace("{" + parameter.key + "}", path_segment(parameter.name, written))
            elif parameter.location is Location.QUERY:
                query += [(parameter.key, text) for text in _texts(written)]
            else:
                headers[parameter.key.lower()] = header_value(parameter.name, ",".join(_texts(written)))
        content, parts = None, None
        if self.body is not None:
            fields = write_fields(self.body.fields, arguments, "", how)
            if self.body.media_type is MediaType.JSON:
                content = json.dumps(fields, allow_nan=False).encode()
                headers["content-type"] = MediaType.JSON.value
            else:
                parts = tuple(part for name, value in fields.items() for part in _parts(name, value))
        return Request(self.id, self.method, path, tuple(query), headers, content, parts)

    def read(self, content: bytes, report: Report = ignore_difference) -> T_co:
        """What a successful answer says.

        Args:
            content: The body, decompressed.
            report: Called for each difference from the document.

        Raises:
            UnreadableAnswerError: The document promises a JSON object and the body is none.
        """
        if self.answer is None:
            return cast("T_co", None)
        return self.answer.read(json_object(content), report, None)


def json_object(content: bytes) -> dict[str, Any]:
    """The JSON object in a body, with numbers that have a fraction as `Decimal`.

    Raises:
        UnreadableAnswerError: There is none.
    """
    try:
        # Money may come as a number, and must not pass through a float. NaN and Infinity are no JSON, and stay texts.
        value = json.loads(content, parse_float=Decimal, parse_constant=str)
    except (ValueError, ArithmeticError, RecursionError):
        value = _forgivingly(content)
    if type(value) is not dict:
        raise UnreadableAnswerError(f"the body is a JSON {type(value).__name__}, not an object")
    return value


def _forgivingly(content: bytes) -> Any:
    """The same for a body with numbers that Python does not take, which stay texts."""

    def kept(kind: type) -> Callable[[str], Any]:
        def number(text: str) -> Any:
            try:
                return kind(text)
            except (ValueError, ArithmeticError):
                return text

        return number

    try:
        return json.loads(content, parse_float=kept(Decimal), parse_int=kept(int), parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswerError(f"the body is no JSON: {error}") from None


def path_segment(name: str, value: Any) -> str:
    """An ID as one segment of a path.

    Raises:
        TypeError: It is no text.
        ValueError: It is empty, `.` or `..`, or holds a slash or a control character, and so would address
            another resource, or none (RFC 3986, section 5.2.4).
    """
    text = _text(value)
    if text.strip() in ("", ".", "..") or "/" in text or "\\" in text or not text.isprintable():
        raise ValueError(f"{name} can't be an ID: {text!r}")
    return quote(text, safe="")


def header_value(name: str, text: str) -> str:
    """A text that may stand in a header.

    Raises:
        ValueError: It holds a line break, or another character that a header can't carry (RFC 9110, section 5.5).
    """
    if not text.isascii() or not text.isprintable() or text != text.strip():
        raise ValueError(f"{name} holds what can't stand in a header: a character beyond ASCII, or a space at an end")
    return text


def _texts(value: Any) -> list[str]:
    return [_text(one) for one in (value if isinstance(value, list) else [value])]


def _text(value: Any) -> str:
    # A member of a string enumeration is sent as its value, as it is in JSON, and not as str() names it.
    return str.__str__(value) if isinstance(value, str) else json.dumps(value)


def _parts(name: str, value: Any) -> list[tuple[str, str | Upload]]:
    """A field of a multipart body as OpenAPI writes it: one part for each element of a list, objects as JSON."""
    if value is None:
        return [(name, "")]
    if isinstance(value, list):
        return [part for element in value for part in _parts(name, element)]
    return [(name, value if isinstance(value, Upload) else _text(value))]
