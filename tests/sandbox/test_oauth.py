"""The OAuth endpoints, as any program that knows OAuth uses them."""

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
    """A program of somebody else's, over HTTP.

    Args:
        sandbox: What is served.
        http: Somebody at the root of the server.
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
        return answer_of(self.authorize(scope=scope))["code"]

    def tokens(self, **sent: Any) -> httpx.Response:
        return self.http.post("/oauth/tokens", json={**APPLICATION, **sent})

    def redeem(self, code: str, **changed: Any) -> httpx.Response:
        return self.tokens(**{"grant_type": "authorization_code", "redirect_uri": BACK, "code": code, **changed})

    def refresh(self, token: str, **changed: Any) -> httpx.Response:
        return self.tokens(**{"grant_type": "refresh_token", "refresh_token": token, **changed})

    def status(self, token: str, method: str = "GET", path: str = "/customers") -> int:
        return self.http.request(method, f"/v1{path}", headers={"Authorization": f"Bearer {token}"}).status_code


def answer_of(response: httpx.Response) -> dict[str, str]:
    """What the application is told by the address that the user comes back to."""
    assert response.status_code == 302
    query = parse_qs(urlsplit(response.headers["location"]).query, strict_parsing=True)
    return {name: values[0] for name, values in query.items()}


def told(response: httpx.Response) -> tuple[int, str]:
    answer = response.json()
    message = answer["message"] if "message" in answer else f"{answer['error']}: {answer['error_description']}"
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
    # Nothing is encrypted here, and reading the certificates of the system takes long.
    with httpx.Client(base_url=root, verify=False) as http:
        yield Application(sandbox, http)


def test_the_user_comes_back_with_a_code_and_the_state(application: Application) -> None:
    response = application.authorize(state="a&b=c é")
    assert response.headers["location"].startswith(f"{BACK}?")
    answer = answer_of(response)
    assert answer.keys() == {"state", "code"}
    assert answer["state"] == "a&b=c é"


def test_a_query_of_the_applications_own_stays(application: Application) -> None:
    answer = answer_of(application.authorize(redirect_uri=f"{BACK}?from=portal"))
    assert answer.keys() == {"from", "state", "code"}


def test_a_code_becomes_tokens_that_open_what_was_asked_for(application: Application) -> None:
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


def test_a_refresh_token_is_no_access_token_and_neither_is_a_code(application: Application) -> None:
    code = application.code()
    assert application.status(code) == 401
    assert application.status(application.redeem(code).json()["refresh_token"]) == 401


@pytest.mark.parametrize(
    "now",
    [
        NOW,
        pytest.param(datetime(2026, 3, 29, 1, 30), id="summer time begins"),
        pytest.param(datetime(2026, 10, 25, 2, 30), id="summer time ends"),
    ],
)
def test_an_access_token_lasts_for_an_hour_of_the_clock(application: Application, now: datetime) -> None:
    application.sandbox.clock.set(now)
    body = application.redeem(application.code()).json()
    application.sandbox.clock.move(timedelta(minutes=59, seconds=59))
    assert application.status(body["access_token"]) == 200
    application.sandbox.clock.move(timedelta(seconds=1))
    assert application.status(body["access_token"]) == 401


def test_a_refresh_token_gives_a_new_access_token_as_often_as_needed(application: Application) -> None:
    first = application.redeem(application.code()).json()
    application.sandbox.clock.move(timedelta(days=30))
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
    application.sandbox.clock.move(timedelta(hours=1))
    assert application.status(tokens.pop()) == 401


def test_a_code_is_good_once_and_for_a_minute(application: Application) -> None:
    code = application.code()
    assert application.redeem(code).status_code == 200
    message = "invalid_grant: the code is unknown, used or expired, or redirect_uri is another one"
    assert told(application.redeem(code)) == (400, message)
    late = application.code()
    application.sandbox.clock.move(timedelta(minutes=1))
    assert told(application.redeem(late)) == (400, message)
    assert told(application.redeem("unknown")) == (400, message)
    assert told(application.redeem(application.code(), redirect_uri="http://localhost:8080/other")) == (400, message)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"client_id": "somebody"}, (401, "invalid_client: client_id and client_secret are not those of the app")),
        ({"client_secret": "guessed"}, (401, "invalid_client: ")),
        ({"client_secret": None}, (401, "invalid_client: ")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type: it must be authorization_code or refresh_token")),
        ({"grant_type": None}, (400, "unsupported_grant_type: ")),
        ({"grant_type": "refresh_token"}, (400, "invalid_grant: the refresh token is unknown")),
        ({"grant_type": "refresh_token", "refresh_token": ["x"]}, (400, "invalid_grant: the refresh token is ")),
        ({"grant_type": "authorization_code"}, (400, "invalid_grant: the code is unknown")),
        ({"grant_type": "authorization_code", "code": {"x": 1}}, (400, "invalid_grant: the code is unknown")),
    ],
)
def test_tokens_are_refused_with_the_error_of_the_standard(
    application: Application, sent: dict[str, Any], expected: tuple[int, str]
) -> None:
    status, message = told(application.tokens(**sent))
    assert (status, message[: len(expected[1])]) == expected


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"grant_type=authorization_code"])
def test_a_body_that_is_no_object_is_refused(application: Application, content: bytes) -> None:
    response = application.http.post("/oauth/tokens", content=content)
    assert told(response) == (400, "invalid_request: the body must be a JSON object")


def test_a_refusal_does_not_repeat_what_was_sent(application: Application) -> None:
    for response in (
        application.tokens(client_secret="very-secret"),
        application.redeem("very-secret"),
        application.refresh("very-secret"),
        application.authorize(client_id="very-secret"),
    ):
        assert response.status_code in (400, 401)
        assert "very-secret" not in response.text


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"response_type": "token"}, {"error": "unsupported_response_type", "state": "random"}),
        ({"response_type": None}, {"error": "unsupported_response_type", "state": "random"}),
        ({"scope": "customers.read nonsense"}, {"error": "invalid_scope", "state": "random"}),
        ({"scope": ""}, {"error": "invalid_scope", "state": "random"}),
        ({"scope": None}, {"error": "invalid_scope", "state": "random"}),
        ({"scope": "invoices.write"}, {"error": "invalid_scope", "state": "random"}),
    ],
)
def test_the_application_is_told_what_it_asked_wrongly(
    application: Application, changed: dict[str, str | None], answer: dict[str, str]
) -> None:
    told = answer_of(application.authorize(**changed))
    assert told.pop("error_description")
    assert told == answer


def test_the_state_has_to_be_there(application: Application) -> None:
    location = application.authorize(state=None).headers["location"]
    assert "error=invalid_request" in location
    assert "code=" not in location


@pytest.mark.parametrize("client_id", ["somebody", "", None])
def test_an_unknown_application_is_sent_nowhere(application: Application, client_id: str | None) -> None:
    response = application.authorize(client_id=client_id)
    assert told(response) == (400, "client_id is not that of the sandbox's application.")
    assert "location" not in response.headers


@pytest.mark.parametrize("uri", ["http://localhost/", "https://127.0.0.1:8443/x", "http://[::1]:8080/back", BACK])
def test_this_machine_may_be_come_back_to(application: Application, uri: str) -> None:
    response = application.authorize(redirect_uri=uri)
    assert response.headers["location"].startswith(uri)
    code = answer_of(response)["code"]
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
def test_the_user_is_sent_to_no_other_machine(application: Application, uri: str | None) -> None:
    response = application.authorize(redirect_uri=uri)
    message = "redirect_uri must be an address of this machine, such as http://localhost:8080/back."
    assert told(response) == (400, message)
    assert "location" not in response.headers


@pytest.mark.parametrize("uri", ["http://example.com\\@localhost/", "http://example.com\r\n@localhost/"])
def test_what_a_browser_would_read_otherwise_is_written_out(application: Application, uri: str) -> None:
    location = application.authorize(redirect_uri=uri).headers["location"]
    assert httpx.URL(location).host == "localhost"
    assert not set("\\\r\n\t ") & set(location)


def test_nothing_of_oauth_is_among_the_calls(application: Application) -> None:
    application.sandbox.requests.clear()
    application.redeem(application.code())
    assert application.sandbox.requests == []


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/oauth/authorize"), ("GET", "/oauth/tokens"), ("GET", "/oauth")]
)
def test_there_is_nothing_else(application: Application, method: str, path: str) -> None:
    assert application.http.request(method, path).status_code == 404
