"""The codecs of values that contain no others."""

import re
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, TypeVar

from mijnklantportaal._wire import time_library
from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.parsing import DeviationError, Place, Report, undescribed
from mijnklantportaal._wire.serializing import LENIENT, SerializeOptions, checked_text, portal_zone
from mijnklantportaal.types import UNSET

T = TypeVar("T")


class _Any(Codec[Any]):
    def parse(self, value: Any, report: Report, place: Place) -> Any:
        return undescribed(value)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        return options.json_value(name, value)

    def sent_type(self) -> str:
        return "a JSON value"


class _Plain(Codec[T]):
    """JSON values that are their own Python values."""

    def __init__(self, kind: type[T], expected: str) -> None:
        self.plain = self._kind = kind
        self.expected = expected

    def parse(self, value: Any, report: Report, place: Place) -> T:
        # Exactly this type, since a boolean is also an instance of int.
        return value if type(value) is self._kind else self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if not isinstance(value, self._kind) or (isinstance(value, bool) and self._kind is not bool):
            return options.wrong_type(name, self.sent_type(), value)
        if options.strict and isinstance(value, str) and not value.isascii():
            return checked_text(name, value)
        return value

    def sent_type(self) -> str:
        return self._kind.__name__


class Integer(_Plain[int]):
    """An integer with limits for requests. A received integer may be outside of them.

    Args:
        minimum: The smallest value that may be sent.
        maximum: The largest value that may be sent.
    """

    def __init__(self, minimum: int | None = None, maximum: int | None = None) -> None:
        super().__init__(int, "integer")
        self._minimum = minimum
        self._maximum = maximum

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        serialized = super().serialize(value, name, options)
        if options.strict and self._minimum is not None and value < self._minimum:
            raise ValueError(f"{name} must be at least {self._minimum}, not {value}")
        if options.strict and self._maximum is not None and value > self._maximum:
            raise ValueError(f"{name} must be at most {self._maximum}, not {value}")
        return serialized


class _Number(Codec[float]):
    expected = "number"

    def parse(self, value: Any, report: Report, place: Place) -> float:
        if type(value) is int or (type(value) is float and isfinite(value)):
            return value
        # JSON is parsed with decimals, because of money.
        if type(value) is Decimal and isfinite(number := float(value)):
            return number
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return options.wrong_type(name, self.sent_type(), value)
        # An integer may be too large for a float.
        return value if isinstance(value, int) or isfinite(value) else options.wrong_value(name, value)

    def sent_type(self) -> str:
        return "float"


class _Money(Codec[Decimal]):
    """An amount in EUR: a string with a decimal point, or a JSON number. The spec and its examples have both."""

    expected = "decimal string or number"

    def parse(self, value: Any, report: Report, place: Place) -> Decimal:
        if type(value) is str and _AMOUNT.fullmatch(value):
            return Decimal(value)
        if (type(value) is int or type(value) is Decimal) and _is_amount(Decimal(value)):
            return Decimal(value)
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            return options.wrong_type(name, self.sent_type(), value)
        amount = Decimal(value)
        # Written without an exponent: str(Decimal("1E+2")) would be 1E+2.
        return format(amount, "f") if _is_amount(amount) else options.wrong_value(name, value)

    def sent_type(self) -> str:
        return "Decimal"


# Decimal also accepts underscores, spaces, digits of other scripts, and NaN.
_AMOUNT = re.compile(r"[+-]?[0-9]{1,50}(\.[0-9]{1,50})?")


def _is_amount(amount: Decimal) -> bool:
    # Written without an exponent, 1E+1000000 has a million digits.
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
        # In Python, a datetime is also a date, but its time and zone would be lost silently.
        if not isinstance(value, date) or isinstance(value, datetime):
            return options.wrong_type(name, self.sent_type(), value)
        return value.isoformat()

    def sent_type(self) -> str:
        return "datetime.date"


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
            return options.wrong_type(name, self.sent_type(), value)
        if value.tzinfo is None:
            value = value.replace(tzinfo=options.zone or portal_zone())
        return value.isoformat()

    def sent_type(self) -> str:
        return "datetime.datetime"


def _parse_iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        # The rest of ISO 8601, such as 24:00.
        return time_library.isoparse(text)


class _LocalTime(Codec[datetime]):
    """A time without time zone, in the portal's zone. The portal takes such times, but never sends them."""

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
            return options.wrong_type(name, self.sent_type(), value)
        return options.portal_time(name, value).isoformat(" ", self._timespec)

    def sent_type(self) -> str:
        return "datetime.datetime"


ANY = _Any()
STRING = _Plain(str, "string")
INTEGER = Integer()
BOOLEAN = _Plain(bool, "boolean")
NUMBER = _Number()
MONEY = _Money()
DATE = _Date()
DATE_TIME = _DateTime()
LOCAL_DATE_TIME = _LocalTime("seconds")
LOCAL_MINUTE = _LocalTime("minutes")


# The strict parsers below are for the code that the templates generate for each model. They save one function call per
# value, compared with `parse_strict`.


def strict_amount(value: Any) -> Decimal:
    """Parse an amount that matches the spec.

    Raises:
        DeviationError, TypeError, ArithmeticError: The value deviates from the spec.
    """
    if type(value) is not str:
        return MONEY.parse_strict(value)
    if not _AMOUNT.fullmatch(value):
        raise DeviationError
    return Decimal(value)


def strict_amount_text(value: Any) -> str:
    """Serialize an amount in the form of the spec.

    Raises:
        DeviationError: The value is not a `Decimal`, or its text has an exponent.
    """
    if type(value) is not Decimal or not _AMOUNT.fullmatch(text := str(value)):
        raise DeviationError
    return text


strict_date = date.fromisoformat
"""Parse a date that matches the spec. Raises ValueError or TypeError for any other value."""


parse_time = datetime.fromisoformat
"""Parse a time. The caller checks its offset. Raises ValueError or TypeError for any other value, and for rare forms of
times."""


def serialize_leniently(codec: Codec[Any], value: Any) -> Any:
    """Serialize a value leniently, as `Model.to_dict` does.

    Raises:
        DeviationError: There is no value.
        ValueError: The value cannot be sent.
    """
    if value is UNSET:
        raise DeviationError
    return None if value is None else codec.serialize(value, "", LENIENT)


def strict_list(value: Any) -> list[Any]:
    """Return the value if it is a list.

    Raises:
        DeviationError: It is not a list.
    """
    if type(value) is not list:
        raise DeviationError
    return value
