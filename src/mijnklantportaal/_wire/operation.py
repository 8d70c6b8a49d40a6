"""The operations of the spec, which serialize the arguments of a call. No I/O."""

import json
import re
from collections.abc import Mapping
from datetime import tzinfo
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar, cast

from mijnklantportaal._wire.codec import Codec, ResponseCodec
from mijnklantportaal._wire.containers import PageOf
from mijnklantportaal._wire.model import Field, serialize_fields
from mijnklantportaal._wire.parameters import (
    Location,
    Parameter,
    Style,
    header_value,
    path_segment,
    query_pairs,
    text_of,
)
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.progress import ProgressOption
from mijnklantportaal.types import UNSET, Upload

__all__ = (
    "Body",
    "CallOptions",
    "Location",
    "MediaType",
    "Operation",
    "Parameter",
    "PreparedRequest",
    "Style",
    "ValueBody",
)

T_co = TypeVar("T_co", covariant=True)


class MediaType(Enum):
    """The media types of request bodies."""

    JSON = "application/json"
    MULTIPART = "multipart/form-data"


class Body(NamedTuple):
    """A request body, each field of which is an argument."""

    media_type: MediaType
    fields: tuple[Field, ...]


class ValueBody(NamedTuple):
    """A JSON body that is a single argument."""

    name: str
    codec: Codec[Any]


class CallOptions(NamedTuple):
    """The options of one call; `None` stands for the option of the client."""

    timeout: float | None
    max_retries: int | None
    extra_headers: Mapping[str, str] | None
    max_wait: float | None
    progress: ProgressOption = False
    """Reports the progress of the call."""


class PreparedRequest:
    """The serialized arguments of a call.

    Args:
        path: The path below the API's base URL.
        query: The keys and values of the query.
        headers: The headers that the operation defines.
        content: The body, unless it is multipart.
        parts: The parts of a multipart body.
    """

    # Not a NamedTuple, since its repr would show the values of the arguments.
    __slots__ = ("content", "headers", "parts", "path", "query")

    def __init__(
        self,
        path: str,
        query: tuple[tuple[str, str], ...],
        headers: dict[str, str],
        content: bytes | None,
        parts: tuple[tuple[str, str | Upload], ...] | None,
    ) -> None:
        self.path = path
        self.query = query
        self.headers = headers
        self.content = content
        self.parts = parts


class Operation(Generic[T_co]):
    """One operation of the spec.

    Args:
        id: The operationId.
        method: The HTTP method, in capitals.
        path: The path template, such as `/customer-offers/{offerId}`.
        parameters: The parameters, in the order of the spec.
        body: The body; `None` if there is none.
        response: The codec of successful responses; `None` if they have no body.
        other_responses: The codecs of statuses that differ from `response`.
        accept: The media type of responses; `None` for JSON.
    """

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        parameters: tuple[Parameter, ...] = (),
        body: Body | ValueBody | None = None,
        response: ResponseCodec[T_co] | None = None,
        other_responses: Mapping[int, ResponseCodec[T_co] | None] | None = None,
        accept: str | None = None,
    ) -> None:
        self.id = id
        self.method = method
        self.path = path
        self.parameters = parameters
        self.body = body
        self.response = response
        self.other_responses = other_responses or {}
        self.accept = accept
        self.sends_files = isinstance(body, Body) and body.media_type is MediaType.MULTIPART
        """Whether the body can contain files, whose calls take longer than others."""
        self.is_paginated = isinstance(response, PageOf)
        """Whether a response is one page of a list."""

    def __repr__(self) -> str:
        return f"<Operation {self.id}: {self.method} {self.path}>"

    @property
    def subject(self) -> str:
        """The objects that the path addresses, such as `customer offers`, for reports of progress."""
        words = [word for word in self.path.split("/") if word and not word.startswith("{")]
        return " ".join(words).replace("-", " ")

    def prepare(self, arguments: Mapping[str, Any], zone: tzinfo | None = None) -> PreparedRequest:
        """Serialize the arguments of a call.

        Args:
            arguments: The arguments by their names in Python. `UNSET` values are left out.
            zone: The time zone of times that are sent without one; `None` for Europe/Amsterdam.

        Raises:
            TypeError: An argument has a wrong type.
            ValueError: An argument is not valid: for example, an ID in the path is empty, `.` or `..`.
        """
        options = SerializeOptions(zone)
        path, query = self.path, []
        headers = {} if self.accept is None else {"accept": self.accept}
        for parameter in self.parameters:
            value = arguments[parameter.name]
            # A path parameter cannot be left out, so the codec refuses UNSET.
            if value is UNSET and parameter.location is not Location.PATH:
                continue
            serialized = parameter.codec.serialize(value, parameter.name, options)
            if parameter.location is Location.PATH:
                path = path.replace("{" + parameter.key + "}", path_segment(parameter, serialized))
            elif parameter.location is Location.QUERY:
                query += query_pairs(parameter, serialized)
            elif (text := header_value(parameter, serialized)) is not None:
                headers[parameter.key.lower()] = text
        content, parts = (None, None) if self.body is None else _serialize_body(self.body, arguments, options)
        if content is not None:
            headers["content-type"] = MediaType.JSON.value
        return PreparedRequest(path, tuple(query), headers, content, parts)

    def argument_name(self, path: str) -> str:
        """Return the Python name of the argument, or of the nested value, with the path that the portal uses for it.

        The portal writes `lines.0.amountExclVat`, and Python `lines[0].amount_excl_vat`. Parts that are not in the spec
        do not change.
        """
        keys = re.findall(r"[^.\[\]]+", path)
        if isinstance(self.body, ValueBody):
            name, codec = self.body.name, cast("Codec[Any] | None", self.body.codec)
        else:
            fields: list[Field | Parameter] = [*(self.body.fields if self.body else ()), *self.parameters]
            field = next((field for field in fields if keys and field.key == keys[0]), None)
            if field is None:
                return path
            name, codec = field.name, field.codec
            del keys[0]
        for key in keys:
            step, codec = codec.inner(key) if codec else (f".{key}", None)
            name += step
        return name

    def response_codec(self, status_code: int) -> ResponseCodec[T_co] | None:
        """Return the codec of the successful responses with this status; `None` if they have no body."""
        return self.other_responses.get(status_code, self.response)


def _serialize_body(
    body: Body | ValueBody, arguments: Mapping[str, Any], options: SerializeOptions
) -> tuple[bytes | None, tuple[tuple[str, str | Upload], ...] | None]:
    """Return the JSON, or the parts of a multipart body. Both are `None` if there is no body."""
    if isinstance(body, ValueBody):
        value = arguments[body.name]
        return (None if value is UNSET else _json(body.codec.serialize(value, body.name, options))), None
    fields = serialize_fields(body.fields, arguments, "", options)
    if body.media_type is MediaType.JSON:
        return _json(fields), None
    parts = [part for name, value in fields.items() for part in _parts(name, value)]
    return None, tuple(parts)


def _json(value: Any) -> bytes:
    return json.dumps(value, allow_nan=False).encode()


def _parts(name: str, value: Any) -> list[tuple[str, str | Upload]]:
    """Return the parts of a field in a multipart body as OpenAPI defines them: one for each element of a list, objects
    as JSON."""
    if value is None:
        return [(name, "")]
    if isinstance(value, list):
        return [part for element in value for part in _parts(name, element)]
    return [(name, value if isinstance(value, Upload) else text_of(value))]
