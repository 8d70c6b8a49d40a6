"""The texts with which tables show values."""

from datetime import datetime, tzinfo
from decimal import Decimal
from typing import cast

from mijnklantportaal.export._columns import Value, plain_text


def shown_text(value: Value, zone: tzinfo) -> str:
    """Return a value as text for people: times are in the portal's zone, and amounts have at least two decimals."""
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            try:
                value = value.astimezone(zone).replace(tzinfo=None)
            except OverflowError:
                # The converted time would be beyond the last or the first year of datetime.
                return value.isoformat(" ", "minutes")
        return value.isoformat(" ", "minutes")
    if isinstance(value, Decimal) and cast("int", value.as_tuple().exponent) >= -2:
        return f"{value:.2f}"
    return plain_text(value)
