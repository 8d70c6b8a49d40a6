"""Shared code of serializing: the portal's time zone, and the handling of values with a wrong type."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any, NamedTuple

from mijnklantportaal._wire import time_library


@cache
def portal_zone() -> tzinfo:
    """Return Europe/Amsterdam, the zone of the portal's times without time zone, from the data of python-dateutil."""
    zone = time_library.gettz("Europe/Amsterdam")
    if zone is None:
        raise RuntimeError("python-dateutil has no time zone Europe/Amsterdam: reinstall python-dateutil")
    return zone


class SerializeOptions(NamedTuple):
    """The options of serializing.

    Args:
        zone: The time zone of times that are sent without one; `None` for Europe/Amsterdam.
        strict: Whether a value of a wrong type raises an error, as for arguments, or is kept unchanged, as for
            `to_dict`.
    """

    zone: tzinfo | None = None
    strict: bool = True

    def wrong_type(self, name: str, expected: str, value: object) -> Any:
        """Return the value unchanged, if these options are lenient.

        Raises:
            TypeError: These options are strict.
        """
        if self.strict:
            raise TypeError(f"{name} must be {expected}, not {type(value).__name__}")
        return to_json(value)

    def wrong_value(self, name: str, value: object) -> Any:
        """Return the value unchanged, if these options are lenient.

        Raises:
            ValueError: These options are strict.
        """
        if self.strict:
            raise ValueError(f"{name} must be finite and have at most 50 digits on each side of the point, not {value}")
        return to_json(value)

    def json_value(self, name: str, value: object) -> Any:
        """Return a value that the spec does not describe as JSON.

        Raises:
            TypeError: It is not a JSON value, and these options are strict.
            ValueError: It contains a lone surrogate or a number that is not finite, and these options are strict.
        """
        return _checked_json(name, value) if self.strict else to_json(value)

    def portal_time(self, name: str, value: datetime) -> datetime:
        """Return the time as a naive datetime in the portal's zone.

        Raises:
            ValueError: The zone has no such time: it is outside the calendar, or in the hour that is skipped when
                daylight saving time begins.
        """
        zone = self.zone or portal_zone()
        if value.tzinfo is not None:
            try:
                return value.astimezone(zone).replace(tzinfo=None)
            except OverflowError:
                raise ValueError(f"{name} must be within the calendar of the portal's time zone, not {value}") from None
        if not time_library.datetime_exists(value, zone):
            raise ValueError(f"{name} must exist in the portal's time zone, where daylight saving time skips {value}")
        return value


LENIENT = SerializeOptions(strict=False)


def to_json(value: Any) -> Any:
    """Return a value that the spec does not describe in a form that `json.dumps` takes. Other numbers become text."""
    if isinstance(value, Decimal):
        return _json_number(value)
    if isinstance(value, float) and not isfinite(value):
        return str(Decimal(value))
    if isinstance(value, Mapping):
        return {key: to_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(inner) for inner in value]
    return value


def _json_number(value: Decimal) -> float | str:
    """Return a number as a float, or as text if a float would have other digits."""
    if not value.is_finite():
        return str(value)
    number = float(value)
    # Depending on its settings, PHP writes 17 digits: 0.10000000000000001 is the float 0.1.
    return number if value in (Decimal(repr(number)), Decimal(format(number, ".17g"))) else str(value)


def checked_text(name: str, text: str) -> str:
    """Return a text if it can be sent. Errors refer to it as `name`.

    Raises:
        ValueError: It contains a lone surrogate.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"{name} must be valid Unicode, but contains the lone surrogate {text[error.start]!r}"
        ) from None
    return text


def _checked_json(name: str, value: object) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return checked_text(name, value)
    if isinstance(value, float | Decimal):
        if not isfinite(value):
            raise ValueError(f"{name} must be finite, not {value}")
        return to_json(value)
    if isinstance(value, list | tuple):
        return [_checked_json(f"{name}[{index}]", inner) for index, inner in enumerate(value)]
    if isinstance(value, Mapping):
        return {checked_key(name, key): _checked_json(f"{name}[{key!r}]", inner) for key, inner in value.items()}
    raise TypeError(f"{name} must be a JSON value, not {type(value).__name__}")


def checked_key(name: str, key: object) -> str:
    """Return a key of the mapping `name` if it can be sent.

    Raises:
        TypeError: It is not a str.
        ValueError: It contains a lone surrogate.
    """
    if not isinstance(key, str):
        raise TypeError(f"{name} must have keys of type str, not {type(key).__name__}")
    return checked_text(f"{name}: the key {key!r}", key)
