"""The OAuth endpoints of the guide, for one application whose user always agrees."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from attrs import define, field, frozen
from starlette.responses import JSONResponse, RedirectResponse, Response

from mijnklantportaal.sandbox._access import SCOPES, Access
from mijnklantportaal.sandbox._errors import PortalError
from mijnklantportaal.sandbox._state import State

# The guide does not say how long these are valid.
_CODE_LIFETIME = timedelta(minutes=1)
_TOKEN_LIFETIME = timedelta(hours=1)

_LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")


@frozen
class _Code:
    redirect_uri: str
    scopes: frozenset[str]
    expires_at: datetime


@define
class OAuth:
    """The authorization codes and refresh tokens that were issued.

    Args:
        client_id: The client ID of the application.
        client_secret: The client secret of the application.
    """

    client_id: str
    client_secret: str = field(repr=False)
    _codes: dict[str, _Code] = field(factory=dict, repr=False)
    _refresh_tokens: dict[str, frozenset[str]] = field(factory=dict, repr=False)

    def authorize(self, state: State, query: Mapping[str, str]) -> Response:
        """Handle `GET /oauth/authorize`: redirect to the application with a code.

        Raises:
            PortalError: 400, the application is unknown, or the redirect URI is not on this machine.
        """
        uri = query.get("redirect_uri", "")
        if query.get("client_id") != self.client_id:
            raise PortalError(400, "client_id is not that of the sandbox's application.")
        # A sandbox must not be usable as an open redirect.
        if not _is_loopback_url(uri):
            raise PortalError(
                400, "redirect_uri must be an address of this machine, such as http://localhost:8080/back."
            )
        scopes = frozenset(query.get("scope", "").split())
        parameters = {"state": query.get("state", "")}
        if query.get("response_type") != "code":
            parameters |= {"error": "unsupported_response_type", "error_description": "response_type must be code"}
        elif not parameters["state"]:
            parameters |= {"error": "invalid_request", "error_description": "state is missing"}
        elif not scopes or scopes - SCOPES:
            unknown = " ".join(sorted(scopes - SCOPES))
            description = f"unknown scopes: {unknown}" if unknown else "scope is missing"
            parameters |= {"error": "invalid_scope", "error_description": description}
        else:
            parameters["code"] = state.new_token(40)
            self._codes[parameters["code"]] = _Code(uri, scopes, state.clock.after(_CODE_LIFETIME))
        return RedirectResponse(f"{uri}{'&' if urlsplit(uri).query else '?'}{urlencode(parameters)}", 302)

    def issue_tokens(self, state: State, access: Access, content: bytes) -> Response:
        """Handle `POST /oauth/tokens`: exchange a code or a refresh token for an access token.

        The guide does not document the errors, so they are those of RFC 6749, section 5.2.
        """
        try:
            return JSONResponse(self._issue_tokens(state, access, content))
        except _OAuthError as error:
            return JSONResponse({"error": error.code, "error_description": error.description}, error.status)

    def _issue_tokens(self, state: State, access: Access, content: bytes) -> dict[str, str | int]:
        try:
            request = json.loads(content)
        except (ValueError, RecursionError):
            request = None
        if not isinstance(request, dict):
            raise _OAuthError("invalid_request", "the body must be a JSON object")
        if (request.get("client_id"), request.get("client_secret")) != (self.client_id, self.client_secret):
            description = "client_id and client_secret are not those of the application"
            raise _OAuthError("invalid_client", description, 401)
        response: dict[str, str | int] = {
            "access_token": state.new_token(40),
            "expires_in": int(_TOKEN_LIFETIME.total_seconds()),
        }
        if request.get("grant_type") == "authorization_code":
            scopes = self._redeem_code(state, request)
            response["refresh_token"] = state.new_token(40)
            self._refresh_tokens[str(response["refresh_token"])] = scopes
        elif request.get("grant_type") == "refresh_token":
            granted = self._refresh_tokens.get(str(request.get("refresh_token")))
            if granted is None:
                raise _OAuthError("invalid_grant", "the refresh token is unknown")
            scopes = granted
        else:
            description = "grant_type must be authorization_code or refresh_token"
            raise _OAuthError("unsupported_grant_type", description)
        access.grant(str(response["access_token"]), scopes, state.clock.after(_TOKEN_LIFETIME))
        return response

    def _redeem_code(self, state: State, request: Mapping[str, object]) -> frozenset[str]:
        # A code is valid once.
        code = self._codes.pop(str(request.get("code")), None)
        if code is None or code.expires_at <= state.clock.now or code.redirect_uri != request.get("redirect_uri"):
            raise _OAuthError("invalid_grant", "the code is unknown, used or expired, or redirect_uri differs")
        return code.scopes


class _OAuthError(Exception):
    """An error response of RFC 6749, section 5.2."""

    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.description = description
        self.status = status


def _is_loopback_url(uri: str) -> bool:
    try:
        address = urlsplit(uri)
        # Accessing the port raises a ValueError for an invalid one.
        is_http = address.scheme in ("http", "https") and address.port != 0
    except ValueError:
        return False
    return is_http and address.hostname in _LOOPBACK_HOSTS and not address.fragment
