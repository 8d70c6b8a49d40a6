"""How each kind of value is read from an answer and written into a request.

Reading never raises because of the value: what can't be read is reported and given on as it was received. Writing
is strict for arguments (`TypeError` and `ValueError` name the argument), and forgiving for `Model.to_dict`.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from mijnklantportaal._wire.reading import Place, checked_depth, path_of
from mijnklantportaal._wire.writing import Writing, as_json, portal_zone
from mijnklantportaal.types import UNSET, FileInput, Report, Upload

if TYPE_CHECKING:
    from mijnklantportaal._wire.model import Model

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
ModelT = TypeVar("ModelT", bound="Model")


class DifferenceError(ValueError):
    """A value is not just as the document says. Never seen by callers: the forgiving road takes over."""


def _refuse(path: str, expected: str, received: object) -> None:
    raise DifferenceError


class Codec(Generic[T_co]):
    """One kind of value: `read` takes it from JSON, `write` makes JSON of it."""

    plain: type | None = None
    """The type of JSON values that need no conversion, so that a reader can skip the call of `read`."""
    expected = "any value"

    def read(self, value: Any, report: Report, place: Place) -> T_co:
        """The value in Python; what is no such value is reported and returned as it is."""
        raise NotImplementedError

    def exact(self, value: Any) -> T_co:
        """A value that is as the document says.

        Raises:
            DifferenceError: It is not.
        """
        return self.read(value, _refuse, None)

    def unexpected(self, value: Any, report: Report, place: Place) -> T_co:
        """Report a value that can't be read, and give it on as it is, whatever the type says."""
        report(path_of(place), self.expected, checked_depth(value))
        return cast("T_co", value)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        """The value as JSON.

        Raises:
            TypeError: `value` has a type that can't be written here.
            ValueError: its type is right, but not its value.
        """
        raise NotImplementedError


class _Any(Codec[Any]):
    def read(self, value: Any, report: Report, place: Place) -> Any:
        return checked_depth(value)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        return as_json(value)


class _Plain(Codec[T]):
    """JSON values that are their own Python values."""

    def __init__(self, kind: type[T], expected: str) -> None:
        self.plain = self._kind = kind
        self.expected = expected

    def read(self, value: Any, report: Report, place: Place) -> T:
        # Exactly that type: a boolean is an instance of int, and is none.
        return value if type(value) is self._kind else self.unexpected(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        if not isinstance(value, self._kind) or (isinstance(value, bool) and self._kind is not bool):
            return how.mismatch(name, self._kind.__name__, value)
        if how.strict and isinstance(value, str) and not value.isascii():
            _check_encodable(name, value)
        return value


def _check_encodable(name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{name} holds half a character, {text[error.start]!r}, which can't be sent") from None


class _Number(Codec[float]):
    expected = "number"

    def read(self, value: Any, report: Report, place: Place) -> float:
        if type(value) is int or type(value) is float:
            return value
        # JSON is read with decimals, for the sake of money.
        if type(value) is Decimal and isfinite(number := float(value)):
            return number
        return self.unexpected(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return how.mismatch(name, "float", value)
        return value if isfinite(value) else how.unwritable(name, value)


class _Money(Codec[Decimal]):
    """An amount: a string with a dot, or a JSON number, as the document and its examples have both."""

    expected = "decimal string or number"

    def read(self, value: Any, report: Report, place: Place) -> Decimal:
        if type(value) is str and _AMOUNT.fullmatch(value):
            return Decimal(value)
        if (type(value) is int or type(value) is Decimal) and _is_amount(Decimal(value)):
            return Decimal(value)
        return self.unexpected(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            return how.mismatch(name, "Decimal", value)
        amount = Decimal(value)
        return format(amount, "f") if _is_amount(amount) else how.unwritable(name, value)


def exact_amount(value: Any) -> Decimal:
    """An amount that is as the document says.

    Raises:
        DifferenceError, TypeError, ArithmeticError: It is not.
    """
    if type(value) is not str:
        return MONEY.exact(value)
    if not _AMOUNT.fullmatch(value):
        raise DifferenceError
    return Decimal(value)


# Decimal takes more: underscores, spaces, digits of other scripts, NaN.
_AMOUNT = re.compile(r"[+-]?[0-9]{1,50}(\.[0-9]{1,50})?")


def _is_amount(amount: Decimal) -> bool:
    # Written out, 1E+1000000 has a million digits; nobody is owed that.
    _, digits, exponent = amount.as_tuple()
    return isinstance(exponent, int) and exponent >= -50 and len(digits) + exponent <= 50


class _Date(Codec[date]):
    expected = "date as YYYY-MM-DD"

    def read(self, value: Any, report: Report, place: Place) -> date:
        if type(value) is str:
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return self.unexpected(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        # A datetime is a date to Python, but its time and zone would be lost without a word.
        if not isinstance(value, date) or isinstance(value, datetime):
            return how.mismatch(name, "datetime.date", value)
        return value.isoformat()


class _DateTime(Codec[datetime]):
    """A moment with its offset, as ATOM (RFC 4287, RFC 3339) writes it."""

    expected = "date and time with offset"

    def read(self, value: Any, report: Report, place: Place) -> datetime:
        if type(value) is str:
            try:
                moment = _moment(value)
            except (ValueError, OverflowError):
                pass
            else:
                if moment.tzinfo is not None:
                    return moment
        return self.unexpected(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        if not isinstance(value, datetime):
            return how.mismatch(name, "datetime.datetime", value)
        if value.tzinfo is None:
            value = value.replace(tzinfo=how.zone or portal_zone())
        return value.isoformat()


exact_date = date.fromisoformat
"""A date that is as the document says; raises ValueError or TypeError for any other value."""


def exact_moment(value: Any) -> datetime:
    """A moment that is as the document says.

    Raises:
        DifferenceError, TypeError, ValueError: It is not, or is written in a rare form.
    """
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise DifferenceError
    return moment


def exact_list(value: Any) -> list[Any]:
    """A list.

    Raises:
        DifferenceError: It is none.
    """
    if type(value) is not list:
        raise DifferenceError
    return value


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        # The rest of ISO 8601, such as 24:00. Imported here, since hardly any program comes by.
        from dateutil.parser import isoparse

        return isoparse(text)


class _LocalTime(Codec[datetime]):
    """A time without zone, on the portal's clock. The portal takes these, and never sends them."""

    expected = "date and time without offset"

    def __init__(self, timespec: str) -> None:
        self._timespec = timespec

    def read(self, value: Any, report: Report, place: Place) -> datetime:
        if type(value) is str:
            try:
                moment = datetime.fromisoformat(value)
            except ValueError:
                pass
            else:
                if moment.tzinfo is None:
                    return moment
        return self.unexpected(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        if not isinstance(value, datetime):
            return how.mismatch(name, "datetime.datetime", value)
        return how.wall_clock(name, value).isoformat(" ", self._timespec)


class _File(Codec[Upload]):
    expected = "file"

    def read(self, value: Any, report: Report, place: Place) -> Upload:
        return self.unexpected(value, report, place)

    def write(self, value: FileInput, name: str, how: Writing) -> Any:
        upload = value if isinstance(value, Upload) else Upload(value)
        content = upload.content
        for text in (upload.name, upload.media_type):
            if text is not None and not (isinstance(text, str) and text.isprintable()):
                raise ValueError(f"{name} has a name or a media type that can't stand in a header: {text!r}")
        if isinstance(content, str | bytes | os.PathLike):
            if content == "":
                raise ValueError(f"{name} must be a path, and is empty")
            return upload
        if not hasattr(content, "seekable") or hasattr(content, "encoding"):
            return how.mismatch(name, "a path, bytes or a binary file object", content)
        if getattr(content, "closed", False):
            raise ValueError(f"{name} is a closed file")
        if not content.seekable():
            raise ValueError(f"{name} can be read only once, and a request may have to be sent again: pass its bytes")
        return upload


class Nullable(Codec[T | None]):
    """A value, or `null`."""

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec
        self.plain = codec.plain
        self.expected = f"{codec.expected} or null"

    def read(self, value: Any, report: Report, place: Place) -> T | None:
        return None if value is None else self._codec.read(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        return None if value is None else self._codec.write(value, name, how)


class Array(Codec[list[T]]):
    """A list of values of one kind. An odd element is reported and kept, and the others are read."""

    expected = "array"

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec

    def read(self, value: Any, report: Report, place: Place) -> list[T]:
        if type(value) is not list:
            elements = self.unexpected(value, report, place)
            # PHP writes a list with gaps as an object, and an empty one as `{}` at times.
            if type(value) is not dict or not all(key.isdecimal() for key in value):
                return elements
            value = list(value.values())
        read = self._codec.read
        inside = (place, "[]")
        return [read(element, report, inside) for element in value]

    def write(self, value: Any, name: str, how: Writing) -> Any:
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            return how.mismatch(name, "a list", value)
        return [self._codec.write(element, f"{name}[{index}]", how) for index, element in enumerate(value)]


class Object(Codec[ModelT]):
    """An object with a model of its own, looked up on first use: schemas may refer to each other in circles."""

    expected = "object"

    def __init__(self, find_model: Callable[[], type[ModelT]]) -> None:
        self._find_model = find_model

    @cached_property
    def _model(self) -> type[ModelT]:
        return self._find_model()

    def read(self, value: Any, report: Report, place: Place) -> ModelT:
        if type(value) is not dict:
            return self.unexpected(value, report, place)
        return self._model.read(value, report, place)

    def write(self, value: Any, name: str, how: Writing) -> Any:
        if not isinstance(value, self._model):
            return how.mismatch(name, self._model.__name__, value)
        return value.write(name, how)


class Items(Codec[list[T]]):
    """The list under `data` of an object that has nothing else to say."""

    expected = "object with a list under `data`"

    def __init__(self, codec: Codec[T]) -> None:
        self._items = Array(codec)

    def read(self, value: Mapping[str, Any], report: Report, place: Place) -> list[T]:
        for key in value.keys() - {"data"}:
            report(path_of((place, key)), "nothing beside `data`", value[key])
        items = self._items.read(value.get("data", UNSET), report, (place, "data"))
        return items if type(items) is list else []

    def write(self, value: Any, name: str, how: Writing) -> Any:
        return {"data": self._items.write(value, name, how)}


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
