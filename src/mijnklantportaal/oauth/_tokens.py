"""The tokens of an application for one portal, and where they are stored."""

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Protocol, Self

from attrs import field, frozen

from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._headers import token_problem
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal.types import JSON


@frozen
class Tokens(SharedByCopies):
    """The tokens of an application for one portal. The repr does not show them.

    A store saves what `to_dict` returns, which holds the tokens in plain text.

    Args:
        access_token: Sent with each call.
        refresh_token: Exchanged for a new access token; `None` if the authorization server gave none.
        issued_at: When the access token was requested; it must have a time zone.
        expires_in: Seconds that the access token is valid; `None` if the authorization server gave none.
    """

    _instead = "store what to_dict() returns"

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    issued_at: datetime
    expires_in: float | None

    @property
    def expires_at(self) -> datetime | None:
        """When the access token expires; `None` if the authorization server gave no lifetime."""
        if self.expires_in is None:
            return None
        try:
            return self.issued_at + timedelta(seconds=self.expires_in)
        except OverflowError:
            return datetime.max.replace(tzinfo=UTC)

    def to_dict(self) -> dict[str, JSON]:
        """Return the tokens as a JSON object, in plain text."""
        return {
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "issued_at": self.issued_at.astimezone(UTC).isoformat(),
            "expires_in": self.expires_in,
        }

    @classmethod
    @hides_arguments
    def from_dict(cls, data: Mapping[str, JSON]) -> Self:
        """Return the tokens of a JSON object that `to_dict` has returned.

        Raises:
            ValueError: It is not such an object. The error shows no token.
        """
        arguments = _valid_arguments(data)
        if arguments is None:
            raise ValueError("the object does not hold tokens as Tokens.to_dict returns them")
        return cls(*arguments)


def _valid_arguments(data: Mapping[str, JSON]) -> tuple[str, str | None, datetime, float | None] | None:
    try:
        access, refresh, issued_at, expires_in = (
            data[name] for name in ("access_token", "refresh_token", "issued_at", "expires_in")
        )
        # UTC, since `to_dict` converts to it, which fails for a time at the edge of the calendar.
        time = datetime.fromisoformat(issued_at) if isinstance(issued_at, str) else None
        if time is None or time.tzinfo is None:
            return None
        time = time.astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if not isinstance(access, str) or token_problem(access) or not isinstance(refresh, str | None):
        return None
    # A bool is an int, and json accepts NaN, and integers that are larger than any float.
    if isinstance(expires_in, bool) or not (expires_in is None or isinstance(expires_in, int | float)):
        return None
    if expires_in is not None and not 0 <= expires_in <= sys.float_info.max:
        return None
    return access, refresh, time, expires_in


class TokenStore(Protocol):
    """Where the tokens for one portal are stored. Threads and processes that use them share it.

    Write a class with these methods for a database of your own. An asynchronous client calls them in a thread.
    """

    def load(self) -> Tokens | None:
        """Return the stored tokens, or `None` if there are none. Called with and without the lock."""
        ...

    def save(self, tokens: Tokens) -> None:
        """Store the tokens, in place of those before. Called with the lock."""
        ...

    def lock(self) -> AbstractContextManager[object]:
        """Return a context manager that only one thread of one process enters at a time.

        Others wait. The lock must be released when its process is killed, as the row locks of a database are. Within
        it, the same thread calls `load` and `save`.
        """
        ...
