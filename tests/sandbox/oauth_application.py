"""A generic OAuth application that follows the guide."""

from typing import Any, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from mijnklantportaal.sandbox import Sandbox

BACK = "http://localhost:8080/back"
APPLICATION = {"client_id": "sandbox-application", "client_secret": "sandbox-secret"}


class Application:
    """An OAuth application.

    Args:
        sandbox: The sandbox.
        http: A client whose base URL is that of the authorization server.
    """

    def __init__(self, sandbox: Sandbox, http: httpx.Client) -> None:
        self.sandbox = sandbox
        self.http = http

    def authorization_url(self, **changed: str | None) -> str:
        """Return the authorization URL with some of its parameters changed, or left out if they are `None`."""
        query = {
            "client_id": "sandbox-application",
            "redirect_uri": BACK,
            "state": "random",
            "scope": "customers.read",
            "response_type": "code",
            **changed,
        }
        parameters = {name: value for name, value in query.items() if value is not None}
        return f"{self.sandbox.oauth_url}/oauth/authorize?{urlencode(parameters)}"

    def open(self, **changed: str | None) -> httpx.Response:
        """Open the authorization URL as a browser does."""
        return self.http.get(self.authorization_url(**changed))

    def click(self, button: Literal["allow", "deny", "login"], **changed: str | None) -> httpx.Response:
        """Click a button of the page at the authorization URL."""
        return self.http.post(self.authorization_url(**changed), data={"decision": button})

    def code(self, **changed: str | None) -> str:
        """Return the code that the application gets when the user allows the access."""
        return callback_parameters(self.sandbox.oauth.approve(self.authorization_url(**changed)))["code"]

    def tokens(self, **sent: Any) -> httpx.Response:
        return self.http.post("/oauth/tokens", json={**APPLICATION, **sent})

    def redeem(self, code: str, **changed: Any) -> httpx.Response:
        return self.tokens(**{"grant_type": "authorization_code", "redirect_uri": BACK, "code": code, **changed})

    def refresh(self, token: str, **changed: Any) -> httpx.Response:
        return self.tokens(**{"grant_type": "refresh_token", "refresh_token": token, **changed})

    def status(self, token: str, method: str = "GET", path: str = "/customers") -> int:
        return self.http.request(method, f"/v1{path}", headers={"Authorization": f"Bearer {token}"}).status_code


def callback_parameters(url: str) -> dict[str, str]:
    """Return the parameters that the application gets."""
    return {name: value for name, (value,) in parse_qs(urlsplit(url).query, strict_parsing=True).items()}
