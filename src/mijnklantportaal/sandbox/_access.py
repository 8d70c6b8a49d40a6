"""Tokens, their scopes and the rate limit."""

from collections.abc import Iterable
from datetime import datetime
from math import ceil

from attrs import define, field, frozen

from mijnklantportaal.oauth._scopes import Scope
from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._errors import PortalError
from mijnklantportaal.sandbox._spec import Operation

_WINDOW = 60.0

SCOPES: frozenset[str] = frozenset(Scope)
"""All scopes of the guide."""

# The areas of the scopes, by the tag of the spec. A GET needs `.read`, every other method `.write`. The guide has no
# scope for punch cards and none for writing invoices, so these are open to every token.
_AREAS = {
    "Agreements API": "agreements",
    "Appointments API": "appointments",
    "Customers API": "customers",
    "Customer Groups API": "customers",
    "Customer Invoices API": "invoices",
    "Customer Offers API": "offers",
    "Customer Subscriptions API": "subscription",
    "Customer Subscription Packages API": "subscription",
    "Files API": "files",
    "File Requests API": "filerequest",
    "File Shares API": "fileshare",
    "Invoices API": "businessoperations",
    "Payment Links API": "paymentlinks",
    "Tickets API": "tickets",
    "Webhooks API": "webhooks",
}


def required_scope(operation: Operation) -> str | None:
    """Return the scope that a token needs for the operation, or `None` if the guide names none."""
    scope = f"{_AREAS.get(operation.tag)}.{'read' if operation.method == 'GET' else 'write'}"
    return scope if scope in SCOPES else None


@frozen
class Grant:
    """The rights of a token.

    Args:
        scopes: The scopes; `None` grants everything.
        expires_at: When the token expires; `None` means never.
    """

    scopes: frozenset[str] | None
    expires_at: datetime | None = None


@define
class _Window:
    """A rate limit window that began at `start`, in seconds of `Clock.elapsed`."""

    start: float
    calls: int = 0


@define
class Access:
    """All tokens, and the number of calls made with each.

    Args:
        clock: The sandbox's clock.
        limit: Calls per minute and token; `None` disables the rate limit.
    """

    clock: Clock
    limit: int | None
    grants: dict[str, Grant] = field(factory=dict, repr=False)
    _windows: dict[str, _Window] = field(factory=dict, repr=False)

    def grant(self, token: str, scopes: Iterable[str] | None = None, expires_at: datetime | None = None) -> None:
        """Add a token; without further arguments it grants everything and never expires."""
        self.grants[token] = Grant(None if scopes is None else frozenset(scopes), expires_at)

    def revoke(self, token: str) -> None:
        """Remove a token."""
        self.grants.pop(token, None)

    def authenticate(self, authorization: str) -> str:
        """Return the token in an `Authorization` header.

        Raises:
            PortalError: 401, the token is missing, unknown or expired.
        """
        scheme, _, token = authorization.partition(" ")
        grant = self.grants.get(token.strip()) if scheme.lower() == "bearer" else None
        if grant is None or (grant.expires_at is not None and grant.expires_at <= self.clock.now):
            raise PortalError(401, "Unauthenticated.")
        return token.strip()

    def count_call(self, token: str) -> dict[str, str]:
        """Count a call and return the rate limit headers of its response.

        The window is fixed, as in Laravel and in the guide: it begins with the first call, and ends after a minute.

        Raises:
            PortalError: 429, the limit is reached.
        """
        if self.limit is None:
            return {}
        now = self.clock.elapsed
        window = self._windows.get(token)
        # A window that begins later was stored while a test had frozen the clock, since freezegun also replaces
        # monotonic().
        if window is None or not window.start <= now < window.start + _WINDOW:
            window = self._windows[token] = _Window(now)
        remaining = self.limit - window.calls
        headers = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(max(0, remaining - 1))}
        if remaining <= 0:
            seconds = ceil(window.start + _WINDOW - now)
            reset = ceil(self.clock.now.timestamp()) + seconds
            headers |= {"Retry-After": str(seconds), "X-RateLimit-Reset": str(reset)}
            raise PortalError(429, "Too many requests.", headers=headers)
        window.calls += 1
        return headers

    def check_scope(self, token: str, operation: Operation) -> None:
        """Check that the token has the scope of the operation.

        Raises:
            PortalError: 403, the token lacks the scope.
        """
        scopes, scope = self.grants[token].scopes, required_scope(operation)
        if scopes is not None and scope is not None and scope not in scopes:
            raise PortalError(403, f"The token lacks the scope {scope}.")
