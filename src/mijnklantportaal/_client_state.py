"""What the calls of a client share."""

from mijnklantportaal._auth import Auth
from mijnklantportaal._clock import Clock
from mijnklantportaal._drift import DriftReporter
from mijnklantportaal._rate_limit import RateLimiter, RateLimiters
from mijnklantportaal._settings import ClientOptions, Settings


class ClientState:
    """What the calls of a client share.

    Args:
        settings: The options of the client.
        auth: Where its tokens come from.
        clock: The time; by default that of this machine.
        limiter: Keeps the rate limit of the token; by default one of this client.
        limiters: Those of the tokens of all copies.
        drift: Reports deviations from the spec; by default to the hook of the settings.
    """

    def __init__(
        self,
        settings: Settings,
        auth: Auth,
        clock: Clock | None = None,
        limiter: RateLimiter | None = None,
        limiters: RateLimiters | None = None,
        drift: DriftReporter | None = None,
    ) -> None:
        self.settings = settings
        self.auth = auth
        self.clock = clock or Clock()
        self.limiter = limiter or RateLimiter()
        self.limiters = limiters or RateLimiters()
        self.drift = drift or DriftReporter(settings.on_drift)

    def evolve(self, options: ClientOptions, auth: Auth | None) -> "ClientState":
        """Return a copy with some options changed, and with other tokens unless `auth` is `None`.

        Raises:
            TypeError, ValueError: As for `Settings.evolve`.
        """
        settings = self.settings.evolve(options)
        # Drift is reported again only to another hook.
        drift = self.drift if settings.on_drift is self.settings.on_drift else None
        auth = auth or self.auth
        return ClientState(settings, auth, self.clock, self._limiter_of(auth), self.limiters, drift)

    def _limiter_of(self, auth: Auth) -> RateLimiter:
        """Return the rate limiter of other tokens: another one, unless the token is the same for certain."""
        # Equal, since a bound method is another object each time that it is looked up.
        if auth.token == self.auth.token:
            return self.limiter
        if auth.key is None:
            return RateLimiter()
        if self.auth.key is not None:
            self.limiters.add(self.auth.key, self.limiter)
        return self.limiters.get(auth.key, self.clock.monotonic())
