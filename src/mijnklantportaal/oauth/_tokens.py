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

    A store saves the result of `to_dict`, which contains the tokens in plain text.

    Args:
        access_token: The token that is sent with each call.
        refresh_token: The token that is exchanged for a new access token; `None` if the authorization server sent none.
        issued_at: When the access token was requested; an aware datetime.
        expires_in: Seconds for which the access token is valid; `None` if the authorization server sent no lifetime.
    """

    _instead = "store what to_dict() returns"

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    issued_at: datetime
    expires_in: float | None

    @property
    def expires_at(self) -> datetime | None:
        """When the access token expires; `None` if the authorization server sent no lifetime."""
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
        """Return the tokens in a JSON object that `to_dict` returned.

        Raises:
            ValueError: `data` is not such an object. The error shows no token.
        """
        arguments = _valid_arguments(data)
        if arguments is None:
            raise ValueError("data must be an object as Tokens.to_dict returns it")
        return cls(*arguments)


def _valid_arguments(data: Mapping[str, JSON]) -> tuple[str, str | None, datetime, float | None] | None:
    try:
        access, refresh, issued_at, expires_in = (
            data[name] for name in ("access_token", "refresh_token", "issued_at", "expires_in")
        )
        # Converted to UTC, as `to_dict` does, which fails for times near the first and the last year of datetime.
        time = datetime.fromisoformat(issued_at) if isinstance(issued_at, str) else None
        if time is None or time.tzinfo is None:
            return None
        time = time.astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if not isinstance(access, str) or token_problem(access) or not isinstance(refresh, str | None):
        return None
    # A bool is an int, and json accepts NaN and integers that are larger than any float.
    if isinstance(expires_in, bool) or not (expires_in is None or isinstance(expires_in, int | float)):
        return None
    if expires_in is not None and not 0 <= expires_in <= sys.float_info.max:
        return None
    return access, refresh, time, expires_in


class TokenStore(Protocol):
    """Stores the tokens for one portal, for all threads and processes that use them.

    To use your own database, write a class with these methods. An asynchronous client calls them in a thread.
    """

    def load(self) -> Tokens | None:
        """Return the stored tokens, or `None` if there are none. The caller need not hold the lock."""
        ...

    def save(self, tokens: Tokens) -> None:
        """Store the tokens, replacing the previous ones. The caller holds the lock."""
        ...

    def lock(self) -> AbstractContextManager[object]:
        """Return a context manager that only one thread of one process enters at a time, while others wait.

        The lock must be released if its process is killed, as the row locks of a database are. The thread that holds
        the lock calls `load` and `save`.
        """
        ...
