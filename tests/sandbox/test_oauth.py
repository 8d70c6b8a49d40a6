"""The OAuth endpoints, called by a generic OAuth application over HTTP."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mijnklantportaal.sandbox import Sandbox

NOW = datetime(2026, 4, 14, 12)
BACK = "http://localhost:8080/back"
APPLICATION = {"client_id": "sandbox-application", "client_secret": "sandbox-secret"}


class Application:
    """An OAuth application.

    Args:
        sandbox: The sandbox that is served.
        http: A client whose base URL is the root of the server.
    """

    def __init__(self, sandbox: Sandbox, http: httpx.Client) -> None:
        self.sandbox = sandbox
        self.http = http

    def authorize(self, **changed: str | None) -> httpx.Response:
        query = {
            "client_id": "sandbox-application",
            "redirect_uri": BACK,
            "state": "random",
            "scope": "customers.read",
            "response_type": "code",
            **changed,
        }
        return self.http.get(
            "/oauth/authorize", params={name: value for name, value in query.items() if value is not None}
        )

    def code(self, scope: str = "customers.read") -> str:
        return redirect_parameters(self.authorize(scope=scope))["code"]

    def tokens(self, **sent: Any) -> httpx.Response:
        return self.http.post("/oauth/tokens", json={**APPLICATION, **sent})

    def redeem(self, code: str, **changed: Any) -> httpx.Response:
        return self.tokens(**{"grant_type": "authorization_code", "redirect_uri": BACK, "code": code, **changed})

    def refresh(self, token: str, **changed: Any) -> httpx.Response:
        return self.tokens(**{"grant_type": "refresh_token", "refresh_token": token, **changed})

    def status(self, token: str, method: str = "GET", path: str = "/customers") -> int:
        return self.http.request(method, f"/v1{path}", headers={"Authorization": f"Bearer {token}"}).status_code


def redirect_parameters(response: httpx.Response) -> dict[str, str]:
    """Return the parameters that the authorization redirect passes to the application."""
    assert response.status_code == 302
    query = parse_qs(urlsplit(response.headers["location"]).query, strict_parsing=True)
    return {name: values[0] for name, values in query.items()}


def error_of(response: httpx.Response) -> tuple[int, str]:
    body = response.json()
    message = body["message"] if "message" in body else f"{body['error']}: {body['error_description']}"
    return response.status_code, message


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, str]]:
    sandbox = Sandbox(now=NOW, rate_limit=None)
    with sandbox.serve() as url:
        yield sandbox, url.removesuffix("/v1")


@pytest.fixture
def application(served: tuple[Sandbox, str]) -> Iterator[Application]:
    sandbox, root = served
    sandbox.clock.set(NOW)
    # The connection is not encrypted, and loading the CA certificates of the system is slow.
    with httpx.Client(base_url=root, verify=False) as http:
        yield Application(sandbox, http)


def test_authorize_redirects_with_code_and_state(application: Application) -> None:
    response = application.authorize(state="a&b=c é")
    assert response.headers["location"].startswith(f"{BACK}?")
    parameters = redirect_parameters(response)
    assert parameters.keys() == {"state", "code"}
    assert parameters["state"] == "a&b=c é"


def test_authorize_keeps_the_query_of_the_redirect_uri(application: Application) -> None:
    parameters = redirect_parameters(application.authorize(redirect_uri=f"{BACK}?from=portal"))
    assert parameters.keys() == {"from", "state", "code"}


def test_redeem_returns_tokens_with_the_requested_scopes(application: Application) -> None:
    response = application.redeem(application.code("customers.read tickets.write"))
    assert response.status_code == 200
    body = response.json()
    assert body.keys() == {"access_token", "refresh_token", "expires_in"}
    assert body["expires_in"] == 3600
    token = body["access_token"]
    assert application.status(token) == 200
    assert application.status(token, "GET", "/tickets") == 403
    assert application.status(token, "PATCH", "/tickets/tic_1") == 404
    assert application.status(token, "POST", "/customers") == 403


def test_code_and_refresh_token_are_not_access_tokens(application: Application) -> None:
    code = application.code()
    assert application.status(code) == 401
    assert application.status(application.redeem(code).json()["refresh_token"]) == 401


@pytest.mark.parametrize(
    "now",
    [
        NOW,
        pytest.param(datetime(2026, 3, 29, 1, 30), id="daylight saving begins"),
        pytest.param(datetime(2026, 10, 25, 2, 30), id="daylight saving ends"),
    ],
)
def test_access_token_expires_after_an_hour(application: Application, now: datetime) -> None:
    application.sandbox.clock.set(now)
    body = application.redeem(application.code()).json()
    application.sandbox.clock.advance(timedelta(minutes=59, seconds=59))
    assert application.status(body["access_token"]) == 200
    application.sandbox.clock.advance(timedelta(seconds=1))
    assert application.status(body["access_token"]) == 401


def test_refresh_token_can_be_used_repeatedly(application: Application) -> None:
    first = application.redeem(application.code()).json()
    application.sandbox.clock.advance(timedelta(days=30))
    tokens = {first["access_token"]}
    for _ in range(2):
        response = application.refresh(first["refresh_token"])
        assert response.status_code == 200
        body = response.json()
        assert body.keys() == {"access_token", "expires_in"}
        assert application.status(body["access_token"]) == 200
        assert application.status(body["access_token"], "GET", "/tickets") == 403
        tokens.add(body["access_token"])
    assert len(tokens) == 3
    application.sandbox.clock.advance(timedelta(hours=1))
    assert application.status(tokens.pop()) == 401


def test_code_is_valid_once_and_for_a_minute(application: Application) -> None:
    code = application.code()
    assert application.redeem(code).status_code == 200
    message = "invalid_grant: the code is unknown, used or expired, or redirect_uri differs"
    assert error_of(application.redeem(code)) == (400, message)
    late = application.code()
    application.sandbox.clock.advance(timedelta(minutes=1))
    assert error_of(application.redeem(late)) == (400, message)
    assert error_of(application.redeem("unknown")) == (400, message)
    assert error_of(application.redeem(application.code(), redirect_uri="http://localhost:8080/other")) == (
        400,
        message,
    )


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"client_id": "unknown"}, (401, "invalid_client: client_id and client_secret are not those of the app")),
        ({"client_secret": "guessed"}, (401, "invalid_client: ")),
        ({"client_secret": None}, (401, "invalid_client: ")),
        (
            {"grant_type": "password"},
            (400, "unsupported_grant_type: grant_type must be authorization_code or refresh_token"),
        ),
        ({"grant_type": None}, (400, "unsupported_grant_type: ")),
        ({"grant_type": "refresh_token"}, (400, "invalid_grant: the refresh token is unknown")),
        ({"grant_type": "refresh_token", "refresh_token": ["x"]}, (400, "invalid_grant: the refresh token is ")),
        ({"grant_type": "authorization_code"}, (400, "invalid_grant: the code is unknown")),
        ({"grant_type": "authorization_code", "code": {"x": 1}}, (400, "invalid_grant: the code is unknown")),
    ],
)
def test_token_errors_follow_rfc_6749(
    application: Application, sent: dict[str, Any], expected: tuple[int, str]
) -> None:
    status, message = error_of(application.tokens(**sent))
    assert (status, message[: len(expected[1])]) == expected


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"grant_type=authorization_code"])
def test_token_body_that_is_not_an_object_is_rejected(application: Application, content: bytes) -> None:
    response = application.http.post("/oauth/tokens", content=content)
    assert error_of(response) == (400, "invalid_request: the body must be a JSON object")


def test_error_does_not_echo_what_was_sent(application: Application) -> None:
    for response in (
        application.tokens(client_secret="very-secret"),
        application.redeem("very-secret"),
        application.refresh("very-secret"),
        application.authorize(client_id="very-secret"),
    ):
        assert response.status_code in (400, 401)
        assert "very-secret" not in response.text


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"response_type": "token"}, {"error": "unsupported_response_type", "state": "random"}),
        ({"response_type": None}, {"error": "unsupported_response_type", "state": "random"}),
        ({"scope": "customers.read nonsense"}, {"error": "invalid_scope", "state": "random"}),
        ({"scope": ""}, {"error": "invalid_scope", "state": "random"}),
        ({"scope": None}, {"error": "invalid_scope", "state": "random"}),
        ({"scope": "invoices.write"}, {"error": "invalid_scope", "state": "random"}),
    ],
)
def test_authorize_redirects_with_an_error_for_invalid_parameters(
    application: Application, changed: dict[str, str | None], expected: dict[str, str]
) -> None:
    parameters = redirect_parameters(application.authorize(**changed))
    assert parameters.pop("error_description")
    assert parameters == expected


def test_authorize_without_state_is_an_invalid_request(application: Application) -> None:
    location = application.authorize(state=None).headers["location"]
    assert "error=invalid_request" in location
    assert "code=" not in location


@pytest.mark.parametrize("client_id", ["unknown", "", None])
def test_authorize_does_not_redirect_for_an_unknown_client_id(application: Application, client_id: str | None) -> None:
    response = application.authorize(client_id=client_id)
    assert error_of(response) == (400, "client_id is not that of the sandbox's application.")
    assert "location" not in response.headers


@pytest.mark.parametrize("uri", ["http://localhost/", "https://127.0.0.1:8443/x", "http://[::1]:8080/back", BACK])
def test_authorize_redirects_to_loopback_addresses(application: Application, uri: str) -> None:
    response = application.authorize(redirect_uri=uri)
    assert response.headers["location"].startswith(uri)
    code = redirect_parameters(response)["code"]
    assert application.redeem(code, redirect_uri=uri).status_code == 200


@pytest.mark.parametrize(
    "uri",
    [
        "",
        None,
        "/back",
        "//localhost/back",
        "https://example.com/back",
        "http://localhost.example.com/",
        "http://localhost@example.com/",
        "http://example.com#@localhost/",
        "http://example.com?@localhost/",
        "http:example.com",
        "javascript://localhost/%0aalert(1)",
        "http://localhost:port/",
        "http://localhost:99999/",
        "http://[",
        "http://[::1",
        "http://localhost/#here",
    ],
)
def test_authorize_does_not_redirect_to_other_machines(application: Application, uri: str | None) -> None:
    response = application.authorize(redirect_uri=uri)
    message = "redirect_uri must be an address of this machine, such as http://localhost:8080/back."
    assert error_of(response) == (400, message)
    assert "location" not in response.headers


@pytest.mark.parametrize("uri", ["http://example.com\\@localhost/", "http://example.com\r\n@localhost/"])
def test_authorize_escapes_characters_that_browsers_reinterpret(application: Application, uri: str) -> None:
    location = application.authorize(redirect_uri=uri).headers["location"]
    assert httpx.URL(location).host == "localhost"
    assert not set("\\\r\n\t ") & set(location)


def test_oauth_requests_are_not_recorded(application: Application) -> None:
    application.sandbox.requests.clear()
    application.redeem(application.code())
    assert application.sandbox.requests == []


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/oauth/authorize"), ("GET", "/oauth/tokens"), ("GET", "/oauth")]
)
def test_other_oauth_addresses_are_not_found(application: Application, method: str, path: str) -> None:
    assert application.http.request(method, path).status_code == 404
