"""The tokens that the clients of an application share, and that are refreshed once for all of them."""

import copy
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from mijnklantportaal._async_library import run_in_thread
from mijnklantportaal._auth import token_digest
from mijnklantportaal._clock import real_monotonic
from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._defaults import EXPIRY_MARGIN, STORE_INTERVAL
from mijnklantportaal.errors import APIConnectionError, ConfigurationError, MijnKlantportaalError, OAuthError
from mijnklantportaal.oauth._expiry import usable_seconds
from mijnklantportaal.oauth._lock import ThreadAndTaskLock
from mijnklantportaal.oauth._secret import Secret
from mijnklantportaal.oauth._token_endpoint import TokenEndpoint
from mijnklantportaal.oauth._tokens import Tokens, TokenStore

logger = logging.getLogger("mijnklantportaal")


class _Held(NamedTuple):
    """The tokens that this process uses."""

    tokens: Tokens
    digest: bytes
    """The digest of the access token."""
    deadline: float
    """When the store must be read again, in seconds of the monotonic clock."""


class SharedTokens(SharedByCopies):
    """The tokens of an application for one portal.

    The lock of the store is for other processes. The lock of this object is for the threads and tasks of this process:
    only one of them uses the store at a time, and the others usually need only its result.

    Args:
        store: Where the tokens are stored.
        endpoint: Refreshes the tokens.
    """

    def __init__(self, store: TokenStore, endpoint: TokenEndpoint) -> None:
        self._store = store
        self._endpoint = endpoint
        self._lock = ThreadAndTaskLock()
        self._held: _Held | None = None
        self._unsaved: Tokens | None = None
        """Tokens that the store could not save."""
        self._failures = 0
        """How often a renewal has failed."""
        self._failure: MijnKlantportaalError | None = None
        """The error of the last failed renewal."""
        self._refused: tuple[bytes, OAuthError] | None = None
        """The digest of a refresh token that was refused permanently, and the error."""

    def access_token(self) -> str:
        """Return a valid access token.

        Raises:
            OAuthError: There are no tokens, or the refresh token was refused.
            APIConnectionError: The authorization server did not respond.
        """
        return self._held_token(None) or self.renewed_token(None)

    def access_token_or_awaitable(self) -> str | Awaitable[str]:
        """Asynchronous version of `access_token`, which returns an awaitable only if it has to wait."""
        return self._held_token(None) or self.renewed_token_async(None)

    def renewed_token(self, refused: bytes | None) -> str:
        """Return an access token other than the one that the portal refused.

        Args:
            refused: The digest of the refused token; `None` if no token was refused.

        Raises:
            OAuthError, APIConnectionError: As for `access_token`.
        """
        failures = self._failures
        self._lock.acquire()
        try:
            return self._renew(refused, failures)
        finally:
            self._lock.release()

    async def renewed_token_async(self, refused: bytes | None) -> str:
        """Asynchronous version of `renewed_token`."""
        failures = self._failures
        await self._lock.acquire_async()
        return await run_in_thread(partial(self._renew, refused, failures), self._lock.release)

    def update(self, request: Callable[[], Tokens]) -> Tokens:
        """Store the tokens that a request to the authorization server returns.

        Raises:
            OAuthError, APIConnectionError: The request failed. The previous tokens are still stored.
        """
        self._lock.acquire()
        try:
            return self._update(request)
        finally:
            self._lock.release()

    async def update_async(self, request: Callable[[], Tokens]) -> Tokens:
        """Asynchronous version of `update`."""
        await self._lock.acquire_async()
        return await run_in_thread(partial(self._update, request), self._lock.release)

    def refresh(self) -> Tokens:
        """Refresh the tokens even if they are still valid.

        Raises:
            OAuthError, APIConnectionError: As for `access_token`.
        """
        return self.update(self._refreshed)

    async def refresh_async(self) -> Tokens:
        """Asynchronous version of `refresh`."""
        return await self.update_async(self._refreshed)

    def _update(self, request: Callable[[], Tokens]) -> Tokens:
        # Locked before the request: if the store cannot be locked, the new tokens would be lost.
        with self._store.lock():
            tokens = request()
            self._replace(tokens)
            return tokens

    def _renew(self, refused: bytes | None, failures: int) -> str:
        """Return a token other than the refused one. The caller holds the lock of this process.

        Args:
            refused: As for `renewed_token`.
            failures: How often a renewal had failed before the caller waited for the lock.
        """
        if token := self._held_token(refused):
            return token
        if self._failure and self._failures != failures:
            # The caller waited for a renewal that failed. Another attempt would make all other callers wait for it.
            raise copy.copy(self._failure)
        try:
            return self._stored_token(refused)
        except Exception as error:
            if isinstance(error, APIConnectionError):
                # The call that needs the token was not sent.
                error.sent = False
            self._failures += 1
            self._failure = (
                copy.copy(error)
                if isinstance(error, MijnKlantportaalError)
                # Without its message, which may contain the tokens, as the errors of databases do.
                else OAuthError(f"the token store failed for another call, with {type(error).__name__}")
            )
            raise

    def _stored_token(self, refused: bytes | None) -> str:
        """Return the access token of the store, which is refreshed if necessary."""
        tokens = self._loaded()
        if tokens and _is_usable(tokens, refused, EXPIRY_MARGIN):
            return self._hold(tokens, EXPIRY_MARGIN)
        try:
            return self._refreshed_token(refused)
        except MijnKlantportaalError as error:
            # The old token is still valid, though not for long. An error from saving new tokens is always raised.
            if self._unsaved or tokens is None or not _is_usable(tokens, refused, 0):
                raise
            logger.warning("the access token is used until it expires, since it cannot be refreshed: %s", error)
            return self._hold(tokens, 0)

    def _refreshed_token(self, refused: bytes | None) -> str:
        with self._store.lock():
            # Another process may have refreshed it in the meantime.
            tokens = self._loaded()
            if tokens and _is_usable(tokens, refused, EXPIRY_MARGIN):
                return self._hold(tokens, EXPIRY_MARGIN)
            return self._replace(self._refreshed())

    def _refreshed(self) -> Tokens:
        """Refresh the tokens of the store, and return the new ones. The caller holds the lock of the store."""
        tokens = self._loaded()
        if tokens is None:
            raise OAuthError("there are no tokens yet: a user must agree first, see authorization_url() and login()")
        if tokens.refresh_token is None:
            raise OAuthError(
                "the access token is no longer valid, and there is no refresh token: the user must agree again, see "
                "authorization_url()"
            )
        digest = token_digest(tokens.refresh_token)
        if self._refused and self._refused[0] == digest:
            raise copy.copy(self._refused[1])
        try:
            return self._endpoint.refresh(Secret(tokens.refresh_token))
        except OAuthError as error:
            if error.error == "invalid_grant":
                self._refused = digest, copy.copy(error)
            raise

    def _loaded(self) -> Tokens | None:
        """Return the tokens of the store, or newer ones that could not be saved there.

        Raises:
            ConfigurationError: `load` of the store returned neither `Tokens` nor `None`.
        """
        tokens: object = self._store.load()
        if tokens is None:
            return None
        if isinstance(tokens, Tokens):
            unsaved = self._unsaved
            return unsaved if unsaved and unsaved.issued_at > tokens.issued_at else tokens
        kind = type(tokens).__name__
        # Error reports show variables, and this object may contain the tokens in plain text.
        del tokens
        raise ConfigurationError(f"load() of the token store must return Tokens or None, not {kind}")

    def _replace(self, tokens: Tokens) -> str:
        # Before they are saved: if that fails, at least this process has them.
        self._hold(tokens, EXPIRY_MARGIN)
        self._unsaved = tokens
        self._store.save(tokens)
        self._unsaved = None
        return tokens.access_token

    def _hold(self, tokens: Tokens, margin: float) -> str:
        deadline = real_monotonic() + min(usable_seconds(tokens, datetime.now(UTC), margin), STORE_INTERVAL)
        self._held = _Held(tokens, token_digest(tokens.access_token), deadline)
        return tokens.access_token

    def _held_token(self, refused: bytes | None) -> str | None:
        held = self._held
        if held is None or held.deadline <= real_monotonic() or held.digest == refused:
            return None
        return held.tokens.access_token


def _is_usable(tokens: Tokens, refused: bytes | None, margin: float) -> bool:
    """Return whether the access token can be used; `refused` is the digest of a token that cannot."""
    is_refused = refused is not None and token_digest(tokens.access_token) == refused
    return not is_refused and usable_seconds(tokens, datetime.now(UTC), margin) > 0
