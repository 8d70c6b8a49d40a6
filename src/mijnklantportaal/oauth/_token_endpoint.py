"""Requests to the token endpoint of the authorization server: `POST /oauth/tokens` (guide, OAuth endpoints)."""

import json
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime

from mijnklantportaal._clock import Clock
from mijnklantportaal._defaults import CONNECT_SHARE, CONNECT_TIMEOUT, MAX_RETRIES, TIMEOUT
from mijnklantportaal._headers import BASE_HEADERS, token_problem
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._http import Request, Response, Timeout
from mijnklantportaal._retry import retry_wait
from mijnklantportaal._transport import HttpClient, Transport
from mijnklantportaal.errors import APIConnectionError, APIError, OAuthError, _status_error_class
from mijnklantportaal.oauth._callback import describe
from mijnklantportaal.oauth._secret import Secret
from mijnklantportaal.oauth._tokens import Tokens
from mijnklantportaal.types import JSON

_TIMEOUT = Timeout(TIMEOUT, TIMEOUT * CONNECT_SHARE, CONNECT_TIMEOUT)
_MAX_RESPONSE_SIZE = 1_000_000
# A year. A larger number is not a number of seconds.
_LONGEST_LIFETIME = 366 * 86_400.0


class TokenEndpoint:
    """Exchanges codes and refresh tokens for access tokens.

    Args:
        base_url: The URL of the authorization server.
        client_id: The App ID.
        client_secret: The App Secret.
        http_client: The caller's own httpx client or transport, or `None`.
    """

    def __init__(self, base_url: str, client_id: str, client_secret: Secret, http_client: HttpClient | None) -> None:
        self._base_url = base_url
        self._client_id = client_id
        self._client_secret = client_secret
        # A client of the caller is kept open. Its transport refuses to use the connections of a parent process.
        self._transport = None if http_client is None else Transport(http_client, base_url)
        self._clock = Clock()

    def exchange(self, code: Secret, redirect_uri: str) -> Tokens:
        """Return the tokens for an authorization code.

        Raises:
            OAuthError: The authorization server refuses the code or the application, or its response is malformed.
            APIConnectionError: There is no response, or it is truncated.
        """
        now = datetime.now(UTC)
        response = self._send(grant_type="authorization_code", redirect_uri=redirect_uri, code=code)
        if not response.is_success:
            raise self._refusal(response, code, "the code", "ask the user again")
        return _parse_tokens(response, now, None)

    def refresh(self, refresh_token: Secret) -> Tokens:
        """Return new tokens for a refresh token. They include it, unless the response contains a new one.

        Raises:
            OAuthError, APIConnectionError: As for `exchange`.
        """
        now = datetime.now(UTC)
        response = self._send(grant_type="refresh_token", refresh_token=refresh_token)
        if not response.is_success:
            raise self._refusal(
                response, refresh_token, "the refresh token", "the user must agree again, see authorization_url()"
            )
        return _parse_tokens(response, now, refresh_token)

    def _send(self, **parameters: str | Secret) -> Response:
        """Send a request. It is retried only if it was not sent, or was refused with 429.

        Raises:
            APIConnectionError: There is no response.
        """
        request = Request(
            "POST",
            f"{self._base_url}/oauth/tokens",
            {**BASE_HEADERS, "content-type": "application/json"},
            _content(client_id=self._client_id, client_secret=self._client_secret, **parameters),
            None,
            _TIMEOUT,
            _MAX_RESPONSE_SIZE,
        )
        attempt = 1
        while True:
            outcome = self._send_once(request)
            wait = retry_wait("POST", _error_of(outcome, request), attempt, self._clock.time(), self._clock.jitter())
            if wait is None or attempt > MAX_RETRIES:
                break
            self._clock.sleep(wait)
            attempt += 1
        if isinstance(outcome, Response):
            return outcome
        outcome.attempts = attempt
        # Without its cause: the traceback of the httpx error contains the request.
        raise outcome from None

    def _send_once(self, request: Request) -> Response | APIConnectionError:
        if self._transport:
            return self._transport.send(request)
        # Requests are rare and come from any thread and process, so each one opens a connection.
        with closing(Transport(None, self._base_url)) as transport:
            return transport.send(request)

    def _refusal(self, response: Response, sent: Secret, subject: str, remedy: str) -> OAuthError:
        body, status = _json_object(response), response.status_code
        error, description = _text(body, "error"), _text(body, "error_description")
        # Before the texts are shortened, which could leave a part of a secret.
        for secret in (sent.value, self._client_secret.value):
            error, description = (text and text.replace(secret, "***") for text in (error, description))
        reason = describe(error, description)
        if error in ("invalid_client", "unauthorized_client"):
            subject, remedy = "the application", "check client_id and client_secret"
        message = f"the authorization server refused {subject} ({reason}): {remedy}"
        if not 400 <= status < 500 or status in (408, 429):
            message = f"the authorization server responded with status {status} ({reason}): try again later"
        return OAuthError(message, error=error, status_code=status)


def _error_of(outcome: Response | APIConnectionError, request: Request) -> APIError:
    """Return the error that decides whether the request is retried. The error for a success is never retried."""
    if not isinstance(outcome, Response):
        return outcome
    return _status_error_class(outcome.status_code)(
        request=request.info, status_code=outcome.status_code, headers=outcome.headers
    )


def _content(**parameters: str | Secret) -> bytes:
    texts = {name: value.value if isinstance(value, Secret) else value for name, value in parameters.items()}
    return json.dumps(texts).encode()


def _json_object(response: Response) -> Mapping[str, JSON] | None:
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _text(body: Mapping[str, JSON] | None, name: str) -> str | None:
    value = body.get(name) if body else None
    return value if isinstance(value, str) and value else None


@hides_arguments
def _parse_tokens(response: Response, now: datetime, previous: Secret | None) -> Tokens:
    """Return the tokens of a successful response.

    Raises:
        OAuthError: The response contains no access token.
        APIConnectionError: The response is truncated before the access token.
    """
    body = _json_object(response) or {}
    if token_problem(body.get("access_token")):
        if response.truncated:
            raise response.truncated from None
        raise OAuthError(
            "the response of the authorization server contains no access token: "
            + ("try again later" if previous else "ask the user again"),
            status_code=response.status_code,
        )
    refresh_token = _text(body, "refresh_token") or (previous.value if previous else None)
    return Tokens(str(body["access_token"]), refresh_token, now, _lifetime(body.get("expires_in")))


def _lifetime(value: JSON) -> float | None:
    """Return the seconds of `expires_in`, or `None` if it is missing or not a number of seconds."""
    if isinstance(value, bool):
        return None
    try:
        # Some servers send a string.
        seconds = float(value) if isinstance(value, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return None
    return seconds if 0 < seconds <= _LONGEST_LIFETIME else None
