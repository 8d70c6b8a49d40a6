"""One codec for each kind of value: how it is parsed from a response and serialized into a request.

Parsing never raises because of a value: one that deviates from the spec is reported and kept as it was received.
Serializing is strict for arguments (`TypeError` and `ValueError` name the argument), and lenient for `Model.to_dict`.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from mijnklantportaal._wire.parsing import (
    DeviationError,
    Place,
    Report,
    checked_depth,
    path_of,
    refuse_deviation,
)
from mijnklantportaal._wire.serializing import SerializeOptions, portal_zone, to_json
from mijnklantportaal.types import UNSET, FileInput, Upload

if TYPE_CHECKING:
    from mijnklantportaal._wire.model import Model

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
ModelT = TypeVar("ModelT", bound="Model")


class Codec(Generic[T_co]):
    """Parses and serializes one kind of value."""

    plain: type | None = None
    """The type of JSON values that need no conversion, so that a parser can skip the call of `parse`."""
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

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        """Convert a value to JSON; errors call it `name`.

        Raises:
            TypeError: The type of `value` is wrong.
            ValueError: The type of `value` is right, but the value is not.
        """
        raise NotImplementedError

    def _deviation(self, value: Any, report: Report, place: Place) -> T_co:
        """Report a value that deviates from the spec, and keep it, whatever the type says."""
        report(path_of(place), self.expected, checked_depth(value))
        return cast("T_co", value)


class _Any(Codec[Any]):
    def parse(self, value: Any, report: Report, place: Place) -> Any:
        return checked_depth(value)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        return to_json(value)


class _Plain(Codec[T]):
    """JSON values that are their own Python values."""

    def __init__(self, kind: type[T], expected: str) -> None:
        self.plain = self._kind = kind
        self.expected = expected

    def parse(self, value: Any, report: Report, place: Place) -> T:
        # Exactly that type: a boolean is an instance of int too.
        return value if type(value) is self._kind else self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if not isinstance(value, self._kind) or (isinstance(value, bool) and self._kind is not bool):
            return options.wrong_type(name, self._kind.__name__, value)
        if options.strict and isinstance(value, str) and not value.isascii():
            _check_encodable(name, value)
        return value


def _check_encodable(name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{name} must be valid Unicode, and holds the lone surrogate {text[error.start]!r}") from None


class _Number(Codec[float]):
    expected = "number"

    def parse(self, value: Any, report: Report, place: Place) -> float:
        if type(value) is int or type(value) is float:
            return value
        # JSON is parsed with decimals, for the sake of money.
        if type(value) is Decimal and isfinite(number := float(value)):
            return number
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return options.wrong_type(name, "float", value)
        return value if isfinite(value) else options.wrong_value(name, value)


class _Money(Codec[Decimal]):
    """An amount: a string with a decimal point, or a JSON number, as the spec and its examples have both."""

    expected = "decimal string or number"

    def parse(self, value: Any, report: Report, place: Place) -> Decimal:
        if type(value) is str and _AMOUNT.fullmatch(value):
            return Decimal(value)
        if (type(value) is int or type(value) is Decimal) and _is_amount(Decimal(value)):
            return Decimal(value)
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            return options.wrong_type(name, "Decimal", value)
        amount = Decimal(value)
        # Without an exponent: str(Decimal("1E+2")) is 1E+2.
        return format(amount, "f") if _is_amount(amount) else options.wrong_value(name, value)


# Decimal accepts more: underscores, spaces, digits of other scripts, NaN.
_AMOUNT = re.compile(r"[+-]?[0-9]{1,50}(\.[0-9]{1,50})?")


def _is_amount(amount: Decimal) -> bool:
    # Without an exponent, 1E+1000000 has a million digits.
    _, digits, exponent = amount.as_tuple()
    return isinstance(exponent, int) and exponent >= -50 and len(digits) + exponent <= 50


class _Date(Codec[date]):
    expected = "date as YYYY-MM-DD"

    def parse(self, value: Any, report: Report, place: Place) -> date:
        if type(value) is str:
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        # To Python a datetime is a date, but its time and zone would be lost silently.
        if not isinstance(value, date) or isinstance(value, datetime):
            return options.wrong_type(name, "datetime.date", value)
        return value.isoformat()


class _DateTime(Codec[datetime]):
    """A time with its offset, in ATOM format (RFC 4287, RFC 3339)."""

    expected = "date and time with offset"

    def parse(self, value: Any, report: Report, place: Place) -> datetime:
        if type(value) is str:
            try:
                time = _parse_iso(value)
            except (ValueError, OverflowError):
                pass
            else:
                if time.tzinfo is not None:
                    return time
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if not isinstance(value, datetime):
            return options.wrong_type(name, "datetime.datetime", value)
        if value.tzinfo is None:
            value = value.replace(tzinfo=options.zone or portal_zone())
        return value.isoformat()


def _parse_iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        # The rest of ISO 8601, such as 24:00. Imported here, since such times are rare.
        from dateutil.parser import isoparse

        return isoparse(text)


class _LocalTime(Codec[datetime]):
    """A time without zone, in the portal's zone. The portal takes these, and never sends them."""

    expected = "date and time without offset"

    def __init__(self, timespec: str) -> None:
        self._timespec = timespec

    def parse(self, value: Any, report: Report, place: Place) -> datetime:
        if type(value) is str:
            try:
                time = datetime.fromisoformat(value)
            except ValueError:
                pass
            else:
                if time.tzinfo is None:
                    return time
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if not isinstance(value, datetime):
            return options.wrong_type(name, "datetime.datetime", value)
        return options.portal_time(name, value).isoformat(" ", self._timespec)


class _File(Codec[Upload]):
    expected = "file"

    def parse(self, value: Any, report: Report, place: Place) -> Upload:
        return self._deviation(value, report, place)

    def serialize(self, value: FileInput, name: str, options: SerializeOptions) -> Any:
        upload = value if isinstance(value, Upload) else Upload(value)
        content = upload.content
        for text in (upload.name, upload.media_type):
            if text is not None and not (isinstance(text, str) and text.isprintable()):
                raise ValueError(f"{name} must have a name and a media type of printable characters, not {text!r}")
        if isinstance(content, str | bytes | os.PathLike):
            if content == "":
                raise ValueError(f"{name} must be a path, not an empty string")
            return upload
        if not hasattr(content, "seekable") or hasattr(content, "encoding"):
            return options.wrong_type(name, "a path, bytes or a binary file object", content)
        if getattr(content, "closed", False):
            raise ValueError(f"{name} must be an open file, and is closed")
        if not content.seekable():
            raise ValueError(f"{name} must be seekable, since a request may be sent again: pass its bytes instead")
        return upload


class Nullable(Codec[T | None]):
    """A value, or `null`."""

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec
        self.plain = codec.plain
        self.expected = f"{codec.expected} or null"

    def parse(self, value: Any, report: Report, place: Place) -> T | None:
        return None if value is None else self._codec.parse(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        return None if value is None else self._codec.serialize(value, name, options)


class Array(Codec[list[T]]):
    """A list of values of one kind. An element that deviates is reported and kept, and the others are parsed."""

    expected = "array"

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec

    def parse(self, value: Any, report: Report, place: Place) -> list[T]:
        if type(value) is not list:
            elements = self._deviation(value, report, place)
            # PHP writes a list with gaps as an object, and sometimes an empty one as `{}`.
            if type(value) is not dict or not all(key.isdecimal() for key in value):
                return elements
            value = list(value.values())
        parse = self._codec.parse
        inside = (place, "[]")
        return [parse(element, report, inside) for element in value]

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            return options.wrong_type(name, "a list", value)
        return [self._codec.serialize(element, f"{name}[{index}]", options) for index, element in enumerate(value)]


class Object(Codec[ModelT]):
    """An object with a model, which is looked up on first use: schemas may refer to each other circularly."""

    expected = "object"

    def __init__(self, find_model: Callable[[], type[ModelT]]) -> None:
        self._find_model = find_model

    @cached_property
    def _model(self) -> type[ModelT]:
        return self._find_model()

    def parse(self, value: Any, report: Report, place: Place) -> ModelT:
        if type(value) is not dict:
            return self._deviation(value, report, place)
        return self._model._parse(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if not isinstance(value, self._model):
            return options.wrong_type(name, self._model.__name__, value)
        return value._serialize(name, options)


class Items(Codec[list[T]]):
    """The list under `data` of an object that has no other property."""

    expected = "object with a list under `data`"

    def __init__(self, codec: Codec[T]) -> None:
        self._items = Array(codec)

    def parse(self, value: Mapping[str, Any], report: Report, place: Place) -> list[T]:
        for key in value.keys() - {"data"}:
            report(path_of((place, key)), "nothing beside `data`", value[key])
        return _items(self._items, value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        return {"data": self._items.serialize(value, name, options)}


class PageData(NamedTuple, Generic[T]):
    """One page of a list, as the portal sends it."""

    data: list[T]
    current_page: int
    per_page: int
    next_page_url: str | None


class PageOf(Codec[PageData[T]]):
    """One page of a list. The other properties of a page repeat what these say, and are not parsed."""

    expected = "object with a page of a list"

    def __init__(self, codec: Codec[T]) -> None:
        self._items = Array(codec)

    def parse(self, value: Mapping[str, Any], report: Report, place: Place) -> PageData[T]:
        properties: list[Any] = []
        for key, codec in (("current_page", INTEGER), ("per_page", INTEGER), ("next_page_url", _LINK)):
            received = value.get(key, UNSET)
            if received is UNSET:
                report(path_of((place, key)), codec.expected, UNSET)
                properties.append(None)
            else:
                properties.append(codec.parse(received, report, (place, key)))
        return PageData(_items(self._items, value, report, place), *properties)


def _items(codec: Array[T], value: Mapping[str, Any], report: Report, place: Place) -> list[T]:
    items = codec.parse(value.get("data", UNSET), report, (place, "data"))
    # What is not a list was reported, and has no items.
    return items if type(items) is list else []


ANY = _Any()
STRING = _Plain(str, "string")
INTEGER = _Plain(int, "integer")
BOOLEAN = _Plain(bool, "boolean")
NUMBER = _Number()
MONEY = _Money()
DATE = _Date()
DATE_TIME = _DateTime()
LOCAL_DATE_TIME = _LocalTime("seconds")
LOCAL_MINUTE = _LocalTime("minutes")
FILE = _File()
_LINK = Nullable(STRING)


# The strict parsers below serve the code that the templates write out for each model: a function call less per value
# than `parse_strict`.


def strict_amount(value: Any) -> Decimal:
    """Parse an amount that is as the spec says.

    Raises:
        DeviationError, TypeError, ArithmeticError: It is not.
    """
    if type(value) is not str:
        return MONEY.parse_strict(value)
    if not _AMOUNT.fullmatch(value):
        raise DeviationError
    return Decimal(value)


strict_date = date.fromisoformat
"""Parse a date that is as the spec says. Raises ValueError or TypeError for any other value."""


def strict_date_time(value: Any) -> datetime:
    """Parse a time with offset that is as the spec says.

    Raises:
        DeviationError, TypeError, ValueError: It is not, or it is written in a rare form.
    """
    time = datetime.fromisoformat(value)
    if time.tzinfo is None:
        raise DeviationError
    return time


def strict_list(value: Any) -> list[Any]:
    """Return the value if it is a list.

    Raises:
        DeviationError: It is not.
    """
    if type(value) is not list:
        raise DeviationError
    return value
