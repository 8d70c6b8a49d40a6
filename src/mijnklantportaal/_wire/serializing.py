"""What all serializing shares: the portal's time zone, and what happens to a value of a wrong type."""

from datetime import datetime, tzinfo
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import frozen


@cache
def portal_zone() -> tzinfo:
    """Return Europe/Amsterdam, the zone of the portal's times without zone, from the data of python-dateutil."""
    # Imported here: most programs never send such a time, and reading the zone file takes longer than a call.
    from dateutil.tz import gettz

    zone = gettz("Europe/Amsterdam")
    if zone is None:
        raise RuntimeError("python-dateutil has no time zone Europe/Amsterdam: reinstall python-dateutil")
    return zone


@frozen
class SerializeOptions:
    """How values are serialized.

    Args:
        zone: The zone of times that are sent without one; `None` for Europe/Amsterdam.
        strict: Whether a value of a wrong type raises, as for arguments, or is written as it is, as for `to_dict`.
    """

    zone: tzinfo | None = None
    strict: bool = True

    def wrong_type(self, name: str, expected: str, value: object) -> Any:
        """Return the value as it is, if these options are lenient.

        Raises:
            TypeError: These options are strict.
        """
        if self.strict:
            raise TypeError(f"{name} must be {expected}, not {type(value).__name__}")
        return to_json(value)

    def wrong_value(self, name: str, value: object) -> Any:
        """Return the value as it is, if these options are lenient.

        Raises:
            ValueError: These options are strict.
        """
        if self.strict:
            raise ValueError(f"{name} must be finite and have at most 50 digits on each side of the point, not {value}")
        return to_json(value)

    def portal_time(self, name: str, value: datetime) -> datetime:
        """Return the time as a naive datetime in the portal's zone.

        Raises:
            ValueError: The zone has no such time: it is beyond the calendar, or in the hour that summer time skips.
        """
        # Imported here for the same reason as the zone is read late.
        from dateutil.tz import datetime_exists

        zone = self.zone or portal_zone()
        if value.tzinfo is not None:
            try:
                return value.astimezone(zone).replace(tzinfo=None)
            except OverflowError:
                raise ValueError(
                    f"{name} must be within the calendar of the portal's zone, and {value} is beyond it"
                ) from None
        if not datetime_exists(value, zone):
            raise ValueError(f"{name} must exist in the portal's zone, where summer time skips {value}")
        return value


def to_json(value: Any) -> Any:
    """Return a value that was kept as received in a form that `json.dumps` takes: numbers are parsed as `Decimal`."""
    if type(value) is Decimal:
        number = float(value)
        return number if Decimal(repr(number)) == value else str(value)
    if type(value) is dict:
        return {key: to_json(inner) for key, inner in value.items()}
    if type(value) is list:
        return [to_json(inner) for inner in value]
    return value
