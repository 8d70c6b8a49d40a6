"""The time in the sandbox."""

import time
from datetime import UTC, datetime, timedelta

from dateutil.tz import datetime_exists

from mijnklantportaal._wire.serializing import portal_zone


class Clock:
    """The time of the portal: that of the machine, until it is moved; once it is set, it stands still.

    Args:
        now: Set it to this; one without a zone is in Europe/Amsterdam.
    """

    def __init__(self, now: datetime | None = None) -> None:
        self._ahead = timedelta()
        self._standing: datetime | None = None
        self._moved = 0.0
        if now is not None:
            self.set(now)

    @property
    def now(self) -> datetime:
        """The time, in Europe/Amsterdam."""
        return (self._standing or datetime.now(UTC) + self._ahead).astimezone(portal_zone())

    @property
    def elapsed(self) -> float:
        """Seconds that have passed, for real or by moving the clock: they never jump back, and never stand still."""
        return self._moved + time.monotonic()

    def after(self, by: timedelta) -> datetime:
        """The time when so much will have passed, in UTC: elsewhere an hour may take two, or none."""
        return self.now.astimezone(UTC) + by

    def set(self, now: datetime) -> None:
        """Set the clock, and let it stand still from now on but for `move`, and for what clients wait.

        The minute of the rate limit goes on, so that nobody is shut out for ever.

        Args:
            now: The time; one without a zone is in Europe/Amsterdam.

        Raises:
            ValueError: `now` is in the hour that clocks skip as summer time begins.
        """
        if now.tzinfo is None and not datetime_exists(now, portal_zone()):
            raise ValueError(f"now can't be {now}, which the portal's clocks skip as summer time begins")
        aware = now if now.tzinfo else now.replace(tzinfo=portal_zone())
        self._moved += max(0.0, (aware.astimezone(UTC) - self.after(timedelta())).total_seconds())
        self._standing = aware.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Let time pass.

        Args:
            by: How much, forward; tokens expire, links stop working, and the rate limit starts anew.

        Raises:
            ValueError: It is less than nothing: `set` is the way back.
        """
        if by < timedelta():
            raise ValueError(f"by must not be negative, and is {by}: set the clock instead")
        self._moved += by.total_seconds()
        if self._standing:
            self._standing += by
        else:
            self._ahead += by
