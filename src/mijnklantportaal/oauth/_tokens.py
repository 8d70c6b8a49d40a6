"""The tokens of an application for one portal, and where they are stored."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, Self

from attrs import field, frozen

from mijnklantportaal._copying import Unpicklable
from mijnklantportaal._headers import token_problem


@frozen
class Tokens(Unpicklable):
    """The tokens of an application for one portal. The repr does not show them.

    A store saves what `to_dict` returns, which holds the tokens in plain text.

    Args:
        access_token: Sent with each call.
        refresh_token: Exchanged for a new access token; `None` if the authorization server gave none.
        issued_at: When the access token was requested.
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
        return None if self.expires_in is None else self.issued_at + timedelta(seconds=self.expires_in)

    def to_dict(self) -> dict[str, Any]:
        """Return the tokens as a JSON object, in plain text."""
        return {
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "issued_at": self.issued_at.astimezone(UTC).isoformat(),
            "expires_in": self.expires_in,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the tokens of a JSON object that `to_dict` has returned.

        Raises:
            ValueError: It is not such an object. The error shows no token.
        """
        try:
            access, refresh, issued_at, expires_in = (
                data[name] for name in ("access_token", "refresh_token", "issued_at", "expires_in")
            )
            issued_at = datetime.fromisoformat(issued_at)
            is_valid = (
                token_problem(access) is None
                and isinstance(refresh, str | None)
                and issued_at.tzinfo is not None
                and isinstance(expires_in, int | float | None)
            )
        except (KeyError, TypeError, ValueError):
            is_valid = False
        if not is_valid:
            raise ValueError("the object does not hold tokens as Tokens.to_dict returns them") from None
        return cls(access, refresh, issued_at, expires_in)


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
