"""Who may do what, and how often: tokens, scopes and the limit of calls in a minute."""

from collections.abc import Iterable
from datetime import datetime
from math import ceil

from attrs import define, field, frozen

from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._document import Operation
from mijnklantportaal.sandbox._refusals import Refusal

_WINDOW = 60.0

# The guide's scopes, by the tag of the document; a call that reads needs `.read`, any other `.write`. The guide knows
# none for punch cards, and none to write invoices, so any token may.
_SCOPES = {
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
_UNKNOWN_SCOPES = {"invoices.write", "businessoperations.write"}


def scope_of(operation: Operation) -> str | None:
    """The scope that a token needs for the operation; `None` where the guide knows none."""
    area = _SCOPES.get(operation.tag)
    scope = f"{area}.{'read' if operation.method == 'GET' else 'write'}"
    return None if area is None or scope in _UNKNOWN_SCOPES else scope


SCOPES = frozenset(f"{area}.{right}" for area in _SCOPES.values() for right in ("read", "write")) - _UNKNOWN_SCOPES
"""Those of the guide."""


@frozen
class Grant:
    """What a token stands for.

    Args:
        scopes: What it allows; `None` for everything.
        until: When it expires; `None` for never.
    """

    scopes: frozenset[str] | None
    until: datetime | None = None


@define
class _Window:
    since: float
    calls: int = 0


@define
class Access:
    """The tokens that there are, and the calls that were made with each.

    Args:
        clock: Tells how time passes.
        limit: Calls in a minute, for each token; `None` for any number.
    """

    clock: Clock
    limit: int | None
    grants: dict[str, Grant] = field(factory=dict, repr=False)
    _windows: dict[str, _Window] = field(factory=dict, repr=False)

    def allow(self, token: str, scopes: Iterable[str] | None = None, until: datetime | None = None) -> None:
        """Let a token in, with these scopes (everything by default), until then (for ever by default)."""
        self.grants[token] = Grant(None if scopes is None else frozenset(scopes), until)

    def token(self, authorization: str) -> str:
        """The token in the header.

        Raises:
            Refusal: 401, there is none, or none that is known.
        """
        scheme, _, token = authorization.partition(" ")
        grant = self.grants.get(token.strip()) if scheme.lower() == "bearer" else None
        if grant is None or (grant.until is not None and grant.until <= self.clock.now):
            raise Refusal(401, "Unauthenticated.")
        return token.strip()

    def count(self, token: str) -> dict[str, str]:
        """Count a call; the headers that every answer has.

        As Laravel does it, and as the guide says: a minute begins with the first call, and ends as a whole.

        Raises:
            Refusal: 429, there were as many as are allowed.
        """
        if self.limit is None:
            return {}
        now = self.clock.elapsed
        window = self._windows.get(token)
        if window is None or now >= window.since + _WINDOW:
            window = self._windows[token] = _Window(now)
        left = self.limit - window.calls
        headers = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(max(0, left - 1))}
        if left <= 0:
            seconds = ceil(window.since + _WINDOW - now)
            reset = ceil(self.clock.now.timestamp()) + seconds
            headers |= {"Retry-After": str(seconds), "X-RateLimit-Reset": str(reset)}
            raise Refusal(429, "Too many requests.", headers=headers)
        window.calls += 1
        return headers

    def check_scope(self, token: str, operation: Operation) -> None:
        """See that the token allows the operation.

        Raises:
            Refusal: 403, it lacks the scope.
        """
        scopes, scope = self.grants[token].scopes, scope_of(operation)
        if scopes is not None and scope is not None and scope not in scopes:
            raise Refusal(403, f"The token lacks the scope {scope}.")
