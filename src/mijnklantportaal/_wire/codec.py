"""What all codecs have in common: how a value is parsed from a response, and serialized into a request.

Parsing never raises because of a value: one that deviates from the spec is reported and kept as it was received.
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
# kept: to make one takes as long as to parse a small body.
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
    """The type of JSON values that need no conversion, so that a parser can skip the call of `parse`."""
    json_types: tuple[type, ...] = ()
    """The types that a body of this kind must have to be parsed at all; empty where every other type is a deviation."""
    expected = "any value"
    """What a deviation report says was expected."""

    def parse(self, value: Any, report: Report, place: Place) -> T_co:
        """Convert a JSON value; one that deviates from the spec is reported and returned as it is."""
        raise NotImplementedError

    def parse_strict(self, value: Any) -> T_co:
        """Convert a JSON value that is as the spec says.

        Raises:
            DeviationError: It is not.
        """
        return self.parse(value, refuse_deviation, None)

    def parse_body(self, content: bytes, headers: Mapping[str, str], report: Report) -> T_co:
        """Parse a JSON body, with numbers that have a fraction as `Decimal`.

        Raises:
            MalformedBodyError: The body is not JSON, or the spec promises an object or an array and it is neither.
        """
        try:
            value = _DECODER.decode(content.decode())
        except (ValueError, ArithmeticError, RecursionError):
            # Also for other encodings than UTF-8, and for a byte order mark.
            value = parse_json_leniently(content)
        if self.json_types and type(value) not in self.json_types:
            raise MalformedBodyError(
                f"the body is a JSON {_JSON_NAMES.get(type(value), 'number')}, not an {self.expected}"
            )
        try:
            return self.parse(value, report, None)
        except RecursionError:
            raise MalformedBodyError("the body nests too deep") from None

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        """Convert a value to JSON; errors call it `name`.

        Raises:
            TypeError: The type of `value` is wrong.
            ValueError: The type of `value` is right, but the value is not.
        """
        raise NotImplementedError

    def sent_type(self) -> str:
        """Return the type that `serialize` takes, as errors call it."""
        raise NotImplementedError

    def takes(self, value: Any) -> bool:
        """Return whether `serialize` takes the type of a value, without a look at what it contains."""
        try:
            self.serialize(value, "value", SerializeOptions())
        except TypeError:
            return False
        except ValueError:
            pass
        return True

    def fits(self, value: Any) -> bool:
        """Return whether `serialize` takes the type of a value and the types of what it contains."""
        return self.takes(value)

    def inner(self, key: str) -> "tuple[str, Codec[Any] | None]":
        """Return how Python writes the way to a value inside of this one, and the codec of that value, if known.

        Args:
            key: The key in JSON, or the index in a list.
        """
        return f".{key}", None

    def _deviation(self, value: Any, report: Report, place: Place) -> T_co:
        """Report a value that deviates from the spec, and keep it, whatever the type says."""
        kept = undescribed(value)
        report(path_of(place), self.expected, kept)
        return cast("T_co", kept)
