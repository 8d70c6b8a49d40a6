"""Values as tables show them to people."""

from datetime import datetime, tzinfo
from decimal import Decimal
from typing import cast

from mijnklantportaal.export._columns import Value, plain_text


def shown_text(value: Value, zone: tzinfo) -> str:
    """Return a value as people read it: times in the portal's zone, amounts with two decimals or all that there are."""
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            try:
                value = value.astimezone(zone).replace(tzinfo=None)
            except OverflowError:
                # It is at the end of the calendar.
                return value.isoformat(" ", "minutes")
        return value.isoformat(" ", "minutes")
    if isinstance(value, Decimal) and cast("int", value.as_tuple().exponent) >= -2:
        return f"{value:.2f}"
    return plain_text(value)
