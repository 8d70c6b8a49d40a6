"""The base classes of all codecs, which parse values from responses and serialize them for requests.

Parsing never raises because of a value: a value that deviates from the spec is reported and kept as it was received.
Serializing is strict for arguments (`TypeError` and `ValueError` name the argument), and lenient for `Model.to_dict`.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from types import NoneType
from typing import Any, Generic, TypeVar, cast

from mijnklantportaal._wire.parsing import (
    MalformedBodyError,
    Place,
    Report,
    parse_json_leniently,
    path_of,
    refuse_deviation,
    undescribed,
)
from mijnklantportaal._wire.serializing import SerializeOptions

T_co = TypeVar("T_co", covariant=True)

_JSON_NAMES = {dict: "object", list: "array", str: "string", bool: "boolean", NoneType: "null"}


# Money may be a number, and must not pass through a float. NaN and Infinity are not JSON, and stay text. The decoder is
# shared, since creating one takes as long as parsing a small body.
_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=str)


class ResponseCodec(Generic[T_co]):
    """Parses the bodies of successful responses."""

    def parse_body(self, content: bytes, headers: Mapping[str, str], report: Report) -> T_co:
        """Parse a body.

        Args:
            content: The body, decompressed.
            headers: The headers of the response.
            report: Called for each deviation from the spec.

        Raises:
            MalformedBodyError: Nothing can be parsed from the body.
        """
        raise NotImplementedError


class Codec(ResponseCodec[T_co]):
    """Parses and serializes one kind of JSON value."""

    plain: type | None = None
    """The type of JSON values that need no conversion, so that a parser can skip the call to `parse`."""
    json_types: tuple[type, ...] = ()
    """The types that a body must have to be parsed at all. If it is empty, a body of a wrong type is only a
    deviation."""
    expected = "any value"
    """The expected value in reports of deviations."""

    def parse(self, value: Any, report: Report, place: Place) -> T_co:
        """Convert a JSON value. A value that deviates from the spec is reported and returned unchanged."""
        raise NotImplementedError

    def parse_strict(self, value: Any) -> T_co:
        """Convert a JSON value that matches the spec.

        Raises:
            DeviationError: The value deviates from the spec.
        """
        return self.parse(value, refuse_deviation, None)

    def parse_body(self, content: bytes, headers: Mapping[str, str], report: Report) -> T_co:
        """Parse a JSON body, with numbers that have a fraction as `Decimal`.

        Raises:
            MalformedBodyError: The body is not JSON, or it is not the object or array that the spec describes.
        """
        try:
            value = _DECODER.decode(content.decode())
        except (ValueError, ArithmeticError, RecursionError):
            # This also accepts encodings other than UTF-8, and a byte order mark.
            value = parse_json_leniently(content)
        if self.json_types and type(value) not in self.json_types:
            raise MalformedBodyError(
                f"the body is a JSON {_JSON_NAMES.get(type(value), 'number')}, not an {self.expected}"
            )
        try:
            return self.parse(value, report, None)
        except RecursionError:
            raise MalformedBodyError("the body is nested too deeply") from None

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        """Convert a value to JSON. Errors refer to it as `name`.

        Raises:
            TypeError: The type of `value` is wrong.
            ValueError: The value is not valid.
        """
        raise NotImplementedError

    def sent_type(self) -> str:
        """Return the name of the type that `serialize` takes, for errors."""
        raise NotImplementedError

    def takes(self, value: Any) -> bool:
        """Return whether `serialize` takes the type of a value, without checking nested values."""
        try:
            self.serialize(value, "value", SerializeOptions())
        except TypeError:
            return False
        except ValueError:
            pass
        return True

    def fits(self, value: Any) -> bool:
        """Return whether `serialize` takes the type of a value and of all nested values."""
        return self.takes(value)

    def inner(self, key: str) -> "tuple[str, Codec[Any] | None]":
        """Return how Python writes the access to a nested value, and the codec of that value, if known.

        Args:
            key: The key in JSON, or the index in a list.
        """
        return f".{key}", None

    def _deviation(self, value: Any, report: Report, place: Place) -> T_co:
        """Report a value that deviates from the spec, and return it unchanged, although its type is wrong."""
        kept = undescribed(value)
        report(path_of(place), self.expected, kept)
        return cast("T_co", kept)
