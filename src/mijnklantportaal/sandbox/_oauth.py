"""The authorization server of the guide, for one application and one user."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from attrs import define, field, frozen
from attrs.validators import instance_of
from starlette.responses import JSONResponse, RedirectResponse, Response

from mijnklantportaal.sandbox._access import SCOPES, Access
from mijnklantportaal.sandbox._consent_page import consent_page, login_page
from mijnklantportaal.sandbox._errors import PortalError
from mijnklantportaal.sandbox._faults import Faults
from mijnklantportaal.sandbox._state import IN_PROCESS_ROOT, State

AUTHORIZE_PATH = "/oauth/authorize"
TOKENS_PATH = "/oauth/tokens"

# The guide calls codes short-lived, but does not state how long they are valid.
_CODE_LIFETIME = timedelta(minutes=1)

_LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")


@frozen
class _AuthorizationRequest:
    """The query of an authorization URL whose redirect URI is valid.

    Args:
        redirect_uri: The URL that the browser is sent back to.
        state: The state of the application.
        scopes: The scopes that the application asks for.
        prompt: `consent` or `login`.
        problem: The parameters of the error that the application gets instead of a code; empty if there is none.
    """

    redirect_uri: str
    state: str
    scopes: frozenset[str]
    prompt: str
    problem: Mapping[str, str]


@frozen
class _Code:
    redirect_uri: str
    scopes: frozenset[str]
    expires_at: datetime


@define
class AuthorizationServer:
    """The OAuth endpoints of the sandbox. A test acts as the user with `approve` and `deny`, or in a browser.

    The guide does not state how the portal's authorization server responds to errors, so the sandbox follows RFC 6749.

    Args:
        client_id: The client ID of the application.
        client_secret: The client secret of the application.
    """

    client_id: str
    client_secret: str = field(repr=False)
    _state: State = field(repr=False)
    _access: Access = field(repr=False)
    token_lifetime: timedelta = field(default=timedelta(hours=1), init=False, validator=instance_of(timedelta))
    """How long new access tokens are valid. The guide does not state this for the portal."""
    rotates_refresh_tokens: bool = field(default=False, init=False)
    """Whether a refresh also returns a new refresh token, which replaces the old one (RFC 6749, section 6). The guide
    does not mention one, so by default the first refresh token stays valid."""
    refreshes: int = field(default=0, init=False)
    """How many times an access token was refreshed."""
    refused_refreshes: int = field(default=0, init=False)
    """How many requests to refresh an access token were refused."""
    faults: Faults = field(factory=Faults, init=False)
    """Faults for the next requests to `POST /oauth/tokens`."""
    _codes: dict[str, _Code] = field(factory=dict, init=False, repr=False)
    _access_tokens: set[str] = field(factory=set, init=False, repr=False)
    _refresh_tokens: dict[str, frozenset[str]] = field(factory=dict, init=False, repr=False)

    def approve(self, url: str) -> str:
        """Allow the access that an application asks for, as the user would on the consent page.

        Since no browser is redirected, the `redirect_uri` may be on any host.

        Args:
            url: The authorization URL.

        Returns:
            The callback URL to which the browser would be sent: with `code` and `state`, or with an `error` if the
            authorization URL is not valid.

        Raises:
            ValueError: It is not an authorization URL of the sandbox, or its `client_id` or `redirect_uri` is not
                valid, so that the browser would not be sent back.
        """
        return self._play_user(url, is_allowed=True)

    def deny(self, url: str) -> str:
        """Deny the access that an application asks for. As `approve`, but the callback URL has the error
        `access_denied`."""
        return self._play_user(url, is_allowed=False)

    def revoke(self) -> None:
        """Withdraw the consent, as the user would: all codes and tokens of the application are refused from now on.

        The guide does not state what the portal does then. Here, calls get the status 401, and refreshes get
        `invalid_grant`.
        """
        with self._state.lock:
            for token in self._access_tokens:
                self._access.revoke(token)
            self._access_tokens.clear()
            self._refresh_tokens.clear()
            self._codes.clear()

    def show_consent_page(self, query: Mapping[str, str]) -> Response:
        """Handle `GET /oauth/authorize`.

        Raises:
            PortalError: 400, the application is unknown, or the redirect URI is not on this machine.
        """
        request = self._parse_local_request(query)
        if request.problem:
            return RedirectResponse(self._callback_url(request, is_allowed=False), 302)
        if request.prompt == "login":
            return login_page(request.redirect_uri)
        return self._consent_page(request)

    def submit_consent_page(self, query: Mapping[str, str], content: bytes) -> Response:
        """Handle `POST /oauth/authorize`, which the buttons of the page send.

        Raises:
            PortalError: 400, the application is unknown, the redirect URI is not on this machine, or no such button
                exists.
        """
        request = self._parse_local_request(query)
        decision = parse_qs(content.decode("latin-1")).get("decision")
        if decision == ["login"] and not request.problem:
            return self._consent_page(request)
        if decision not in (["allow"], ["deny"]):
            raise PortalError(400, "decision must be allow or deny.")
        return RedirectResponse(self._callback_url(request, is_allowed=decision == ["allow"]), 302)

    def issue_tokens(self, content: bytes) -> Response:
        """Handle `POST /oauth/tokens`: exchange a code or a refresh token for an access token.

        The guide does not document the errors, so they are those of RFC 6749, section 5.2.
        """
        try:
            request = json.loads(content)
        except (ValueError, RecursionError):
            request = None
        is_refresh = isinstance(request, dict) and request.get("grant_type") == "refresh_token"
        try:
            response = self._issue_tokens(request)
        except _TokenError as error:
            self.refused_refreshes += is_refresh
            return JSONResponse({"error": error.code, "error_description": error.description}, error.status)
        self.refreshes += is_refresh
        return JSONResponse(response)

    def _play_user(self, url: str, *, is_allowed: bool) -> str:
        address = urlsplit(url)
        hosts = (*_LOOPBACK_HOSTS, *(urlsplit(root).hostname for root in (IN_PROCESS_ROOT, self._state.root)))
        if address.path != AUTHORIZE_PATH or address.hostname not in hosts:
            raise ValueError(
                f"url must be an authorization URL of the sandbox, which begins with {self._state.root}"
                f"{AUTHORIZE_PATH}: pass base_url=sandbox.oauth_url to OAuth"
            )
        with self._state.lock:
            try:
                request = self._parse_request(dict(parse_qsl(address.query, keep_blank_values=True)))
            except PortalError as error:
                raise ValueError(error.message) from None
            return self._callback_url(request, is_allowed=is_allowed)

    def _consent_page(self, request: _AuthorizationRequest) -> Response:
        return consent_page(self.client_id, request.scopes, request.redirect_uri)

    def _parse_local_request(self, query: Mapping[str, str]) -> _AuthorizationRequest:
        request = self._parse_request(query)
        # A sandbox must not be usable as an open redirect.
        if urlsplit(request.redirect_uri).hostname not in _LOOPBACK_HOSTS:
            raise PortalError(
                400, "redirect_uri must be an address of this machine, such as http://localhost:8080/back."
            )
        return request

    def _parse_request(self, query: Mapping[str, str]) -> _AuthorizationRequest:
        """Parse the query of an authorization URL.

        Raises:
            PortalError: 400, the application is unknown, or the redirect URI is not a valid URL.
        """
        if query.get("client_id") != self.client_id:
            raise PortalError(400, "client_id must be that of the sandbox's application.")
        uri = query.get("redirect_uri", "")
        if not _is_redirect_uri(uri):
            raise PortalError(400, "redirect_uri must be an http or https URL, such as http://localhost:8080/back.")
        state = query.get("state", "")
        prompt = query.get("prompt", "consent")
        scopes = frozenset(query.get("scope", "").split())
        problem = {}
        if query.get("response_type") != "code":
            problem = _problem("unsupported_response_type", "response_type must be code")
        elif not state:
            problem = _problem("invalid_request", "state is missing")
        elif prompt not in ("consent", "login"):
            problem = _problem("invalid_request", "prompt must be consent or login")
        elif not scopes:
            problem = _problem("invalid_scope", "scope is missing")
        elif unknown := scopes - SCOPES:
            problem = _problem("invalid_scope", f"unknown scopes: {' '.join(sorted(unknown))}")
        return _AuthorizationRequest(uri, state, scopes, prompt, problem)

    def _callback_url(self, request: _AuthorizationRequest, *, is_allowed: bool) -> str:
        if request.problem:
            parameters = request.problem
        elif not is_allowed:
            parameters = _problem("access_denied", "the user refused the access")
        else:
            code = self._state.new_token(40)
            self._codes[code] = _Code(request.redirect_uri, request.scopes, self._state.clock.after(_CODE_LIFETIME))
            parameters = {"code": code}
        separator = "&" if urlsplit(request.redirect_uri).query else "?"
        return f"{request.redirect_uri}{separator}{urlencode({'state': request.state, **parameters})}"

    def _issue_tokens(self, request: Any) -> dict[str, str | int]:
        if not isinstance(request, dict):
            raise _TokenError("invalid_request", "the body must be a JSON object")
        if (request.get("client_id"), request.get("client_secret")) != (self.client_id, self.client_secret):
            description = "client_id and client_secret are not those of the application"
            raise _TokenError("invalid_client", description, 401)
        grant_type = request.get("grant_type")
        if grant_type == "authorization_code":
            scopes = self._redeem_code(request)
        elif grant_type == "refresh_token":
            scopes = self._redeem_refresh_token(request)
        else:
            raise _TokenError("unsupported_grant_type", "grant_type must be authorization_code or refresh_token")
        access_token = self._state.new_token(40)
        self._access.grant(access_token, scopes, self._state.clock.after(self.token_lifetime))
        self._access_tokens.add(access_token)
        response: dict[str, str | int] = {
            "access_token": access_token,
            "expires_in": int(self.token_lifetime.total_seconds()),
        }
        if grant_type == "authorization_code" or self.rotates_refresh_tokens:
            response["refresh_token"] = refresh_token = self._state.new_token(40)
            self._refresh_tokens[refresh_token] = scopes
        return response

    def _redeem_code(self, request: Mapping[str, object]) -> frozenset[str]:
        # A code is valid only once.
        code = self._codes.pop(str(request.get("code")), None)
        if code is None or code.expires_at <= self._state.clock.now or code.redirect_uri != request.get("redirect_uri"):
            raise _TokenError("invalid_grant", "the code is unknown, used or expired, or redirect_uri differs")
        return code.scopes

    def _redeem_refresh_token(self, request: Mapping[str, object]) -> frozenset[str]:
        token = str(request.get("refresh_token"))
        scopes = self._refresh_tokens.get(token)
        if scopes is None:
            raise _TokenError("invalid_grant", "the refresh token is unknown, replaced or revoked")
        if self.rotates_refresh_tokens:
            del self._refresh_tokens[token]
        return scopes


class _TokenError(Exception):
    """An error response of RFC 6749, section 5.2."""

    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.description = description
        self.status = status


def _problem(error: str, description: str) -> dict[str, str]:
    """Return the parameters of an error response of RFC 6749, section 4.1.2.1."""
    return {"error": error, "error_description": description}


def _is_redirect_uri(uri: str) -> bool:
    try:
        address = urlsplit(uri)
        # Accessing the port raises a ValueError for an invalid one.
        is_http = address.scheme in ("http", "https") and address.port != 0
    except ValueError:
        return False
    # Even an empty fragment is refused, since the callback URL would have its parameters in it.
    return is_http and bool(address.hostname) and "#" not in uri
