"""The OAuth endpoints of the guide, for one application whose user always agrees."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from attrs import define, field, frozen
from starlette.responses import JSONResponse, RedirectResponse, Response

from mijnklantportaal.sandbox._access import SCOPES, Access
from mijnklantportaal.sandbox._refusals import Refusal
from mijnklantportaal.sandbox._state import State

# The guide does not say how long these live.
_CODE_LIFE = timedelta(minutes=1)
_TOKEN_LIFE = timedelta(hours=1)

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@frozen
class _Code:
    redirect_uri: str
    scopes: frozenset[str]
    until: datetime


@define
class OAuth:
    """The codes and refresh tokens that were given out.

    Args:
        client_id: That of the application.
        client_secret: That of the application.
    """

    client_id: str
    client_secret: str = field(repr=False)
    _codes: dict[str, _Code] = field(factory=dict, repr=False)
    _refresh_tokens: dict[str, frozenset[str]] = field(factory=dict, repr=False)

    def authorize(self, state: State, query: Mapping[str, str]) -> Response:
        """`GET /oauth/authorize`: back to the application with a code, since the user agrees.

        Raises:
            Refusal: 400, the application is unknown, or there is nowhere to go back to.
        """
        uri = query.get("redirect_uri", "")
        if query.get("client_id") != self.client_id:
            raise Refusal(400, "client_id is not that of the sandbox's application.")
        # A sandbox sends nobody to other machines, whoever asks.
        if not _is_here(uri):
            raise Refusal(400, "redirect_uri must be an address of this machine, such as http://localhost:8080/back.")
        scopes = frozenset(query.get("scope", "").split())
        answer = {"state": query.get("state", "")}
        if query.get("response_type") != "code":
            answer |= {"error": "unsupported_response_type", "error_description": "response_type must be code"}
        elif not answer["state"]:
            answer |= {"error": "invalid_request", "error_description": "state is missing"}
        elif not scopes or scopes - SCOPES:
            unknown = " ".join(sorted(scopes - SCOPES)) or "nothing"
            answer |= {"error": "invalid_scope", "error_description": f"scope holds {unknown}"}
        else:
            answer["code"] = state.token(40)
            self._codes[answer["code"]] = _Code(uri, scopes, state.clock.after(_CODE_LIFE))
        return RedirectResponse(f"{uri}{'&' if urlsplit(uri).query else '?'}{urlencode(answer)}", 302)

    def tokens(self, state: State, access: Access, content: bytes) -> Response:
        """`POST /oauth/tokens`: tokens for a code, or a new access token for a refresh token.

        The guide does not say how it refuses: as RFC 6749, section 5.2, does.
        """
        try:
            return JSONResponse(self._granted(state, access, content))
        except _Denied as denied:
            return JSONResponse({"error": denied.error, "error_description": denied.description}, denied.status)

    def _granted(self, state: State, access: Access, content: bytes) -> dict[str, str | int]:
        try:
            sent = json.loads(content)
        except (ValueError, RecursionError):
            sent = None
        if not isinstance(sent, dict):
            raise _Denied("invalid_request", "the body must be a JSON object")
        if (sent.get("client_id"), sent.get("client_secret")) != (self.client_id, self.client_secret):
            raise _Denied("invalid_client", "client_id and client_secret are not those of the application", 401)
        answer: dict[str, str | int] = {"access_token": state.token(40), "expires_in": int(_TOKEN_LIFE.total_seconds())}
        if sent.get("grant_type") == "authorization_code":
            scopes = self._redeemed(state, sent)
            answer["refresh_token"] = state.token(40)
            self._refresh_tokens[str(answer["refresh_token"])] = scopes
        elif sent.get("grant_type") == "refresh_token":
            found = self._refresh_tokens.get(str(sent.get("refresh_token")))
            if found is None:
                raise _Denied("invalid_grant", "the refresh token is unknown")
            scopes = found
        else:
            raise _Denied("unsupported_grant_type", "it must be authorization_code or refresh_token")
        access.allow(str(answer["access_token"]), scopes, state.clock.after(_TOKEN_LIFE))
        return answer

    def _redeemed(self, state: State, sent: Mapping[str, object]) -> frozenset[str]:
        # A code is good once.
        code = self._codes.pop(str(sent.get("code")), None)
        if code is None or code.until <= state.clock.now or code.redirect_uri != sent.get("redirect_uri"):
            raise _Denied("invalid_grant", "the code is unknown, used or expired, or redirect_uri is another one")
        return code.scopes


class _Denied(Exception):
    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.error = error
        self.description = description
        self.status = status


def _is_here(uri: str) -> bool:
    try:
        address = urlsplit(uri)
        # Reading the port is what finds one that is none.
        is_address = address.scheme in ("http", "https") and address.port != 0
    except ValueError:
        return False
    return is_address and address.hostname in _LOOPBACK and not address.fragment
