"""The state that the calls of a client share."""

from mijnklantportaal._auth import Auth
from mijnklantportaal._clock import Clock
from mijnklantportaal._drift import DriftReporter
from mijnklantportaal._rate_limit import RateLimiter, RateLimiters
from mijnklantportaal._settings import ClientOptions, Settings


class ClientState:
    """The state that the calls of a client share.

    Args:
        settings: The options of the client.
        auth: The source of its tokens.
        clock: The clock; by default that of the system.
        limiter: The rate limiter of the token; by default a new one.
        limiters: The rate limiters of the tokens of all copies.
        drift: Reports deviations from the spec; by default to the hook in the settings.
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
        """Return a copy with changed options, and with another source of tokens unless `auth` is `None`.

        Raises:
            TypeError, ValueError: As for `Settings.evolve`.
        """
        settings = self.settings.evolve(options)
        # A place that was reported already is reported again only to another hook.
        drift = self.drift if settings.on_drift is self.settings.on_drift else None
        auth = auth or self.auth
        return ClientState(settings, auth, self.clock, self._limiter_of(auth), self.limiters, drift)

    def _limiter_of(self, auth: Auth) -> RateLimiter:
        """Return the rate limiter for a source of tokens: the present one only if the token is certain to be the
        same."""
        # Compared by equality: each access to a bound method returns a new object.
        if auth.token == self.auth.token:
            return self.limiter
        if auth.key is None:
            return RateLimiter()
        if self.auth.key is not None:
            self.limiters.add(self.auth.key, self.limiter)
        return self.limiters.get(auth.key, self.clock.monotonic())
