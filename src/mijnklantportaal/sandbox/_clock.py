"""The clock of the sandbox."""

from datetime import UTC, datetime, timedelta
from time import monotonic

from dateutil.tz import datetime_exists

from mijnklantportaal._wire.serializing import portal_zone


class Clock:
    """The clock of a sandbox. It follows the system clock until it is set, and is stopped from then on.

    Args:
        now: The time to set it to. A naive datetime is in Europe/Amsterdam.
        speed: Seconds of the portal that pass in a second of real time, until the clock is set.
    """

    def __init__(self, now: datetime | None = None, speed: float = 1.0) -> None:
        self._speed = speed
        self._started = datetime.now(UTC)
        self._offset = timedelta()
        self._fixed: datetime | None = None
        self._advanced = 0.0
        if now is not None:
            self.set(now)

    @property
    def now(self) -> datetime:
        """The current time of the portal, in Europe/Amsterdam."""
        if self._fixed:
            return self._fixed.astimezone(portal_zone())
        time = datetime.now(UTC)
        gained = (time - self._started) * (self._speed - 1)
        return (time + gained + self._offset).astimezone(portal_zone())

    @property
    def elapsed(self) -> float:
        """Seconds of a monotonic clock, which `advance` moves forward too, as does `set` with a later time."""
        return self._advanced + monotonic() * self._speed

    def after(self, by: timedelta) -> datetime:
        """Return the time after a duration, in UTC, where daylight saving time has no effect."""
        return self.now.astimezone(UTC) + by

    def set(self, now: datetime) -> None:
        """Set the clock and stop it. From then on only `advance` and the waits of in-process clients move it.

        Setting it back does not extend the window of the rate limit.

        Args:
            now: The time. A naive datetime is in Europe/Amsterdam.

        Raises:
            ValueError: `now` is in the hour that is skipped when daylight saving time begins.
        """
        if now.tzinfo is None and not datetime_exists(now, portal_zone()):
            raise ValueError(f"now must exist in Europe/Amsterdam, where daylight saving time skips {now}")
        aware = now if now.tzinfo else now.replace(tzinfo=portal_zone())
        self._advanced += max(0.0, (aware.astimezone(UTC) - self.after(timedelta())).total_seconds())
        self._fixed = aware.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move the clock forward: tokens and links expire, and the rate limit starts a new window.

        Args:
            by: The duration, which must not be negative.

        Raises:
            ValueError: `by` is negative. `set` can move the clock back.
        """
        if by < timedelta():
            raise ValueError(f"by must be 0 or more, not {by}: use set() to move the clock back")
        self._advanced += by.total_seconds()
        if self._fixed:
            self._fixed += by
        else:
            self._offset += by
