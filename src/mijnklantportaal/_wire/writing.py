"""How values are written into a request, and into the JSON of a model."""

from datetime import datetime, tzinfo
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import frozen


@cache
def portal_zone() -> tzinfo:
    """Europe/Amsterdam, the zone of the portal's times without zone, from the data that python-dateutil brings."""
    # Imported here: most programs never send such a time, and the zone file takes longer to read than a call.
    from dateutil.tz import gettz

    zone = gettz("Europe/Amsterdam")
    if zone is None:
        raise RuntimeError("python-dateutil finds no zone Europe/Amsterdam: install it anew")
    return zone


@frozen
class Writing:
    """How values are written.

    Args:
        zone: The zone of times that are written without one; `None` for Europe/Amsterdam.
        strict: Whether a value of a wrong type is refused, or written as it is.
    """

    zone: tzinfo | None = None
    strict: bool = True

    def mismatch(self, name: str, expected: str, value: object) -> Any:
        """The value as it is, where that is allowed.

        Raises:
            TypeError: in strict mode.
        """
        if self.strict:
            raise TypeError(f"{name} must be {expected}, not {type(value).__name__}")
        return as_json(value)

    def unwritable(self, name: str, value: object) -> Any:
        """The value as it is, where that is allowed.

        Raises:
            ValueError: in strict mode.
        """
        if self.strict:
            raise ValueError(f"{name} can't be {value}, which is not finite, or too long to write out")
        return as_json(value)

    def wall_clock(self, name: str, value: datetime) -> datetime:
        """The time as a clock on the portal's wall shows it, without zone.

        Raises:
            ValueError: No clock there ever shows it: it is beyond the calendar, or in the hour that spring skips.
        """
        # Imported here for the same reason as the zone is read late.
        from dateutil.tz import datetime_exists

        zone = self.zone or portal_zone()
        if value.tzinfo is not None:
            try:
                return value.astimezone(zone).replace(tzinfo=None)
            except OverflowError:
                raise ValueError(
                    f"{name} can't be {value}, which is beyond the calendar in the portal's zone"
                ) from None
        if not datetime_exists(value, zone):
            raise ValueError(f"{name} can't be {value}, which the portal's clocks skip as summer time begins")
        return value


def as_json(value: Any) -> Any:
    """A value that was kept as it was received, as `json.dumps` takes it: numbers are read as `Decimal`."""
    if type(value) is Decimal:
        number = float(value)
        return number if Decimal(repr(number)) == value else str(value)
    if type(value) is dict:
        return {key: as_json(inner) for key, inner in value.items()}
    if type(value) is list:
        return [as_json(inner) for inner in value]
    return value
