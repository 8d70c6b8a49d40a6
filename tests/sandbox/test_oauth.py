"""The OAuth endpoints, called by a generic OAuth application. The consent page is in test_consent_page.py."""

import copy
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from mijnklantportaal import AuthenticationError, ConfigurationError
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.oauth_application import Application

NOW = datetime(2026, 4, 14, 12)


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
def own_application() -> Iterator[Application]:
    """An application with a sandbox for one test only, in process."""
    sandbox = Sandbox(now=NOW, rate_limit=None)
    with httpx.Client(base_url=sandbox.oauth_url, transport=sandbox.transport) as http:
        yield Application(sandbox, http)


@pytest.fixture
def application(served: tuple[Sandbox, str]) -> Iterator[Application]:
    sandbox, root = served
    sandbox.clock.set(NOW)
    # The connection is not encrypted, and loading the CA certificates of the system is slow.
    with httpx.Client(base_url=root, verify=False) as http:
        yield Application(sandbox, http)


def test_redeem_returns_tokens_with_the_requested_scopes(application: Application) -> None:
    response = application.redeem(application.code(scope="customers.read tickets.write"))
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
        ({"grant_type": "refresh_token"}, (400, "invalid_grant: the refresh token is unknown, replaced or revoked")),
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
        application.open(client_id="very-secret"),
    ):
        assert response.status_code in (400, 401)
        assert "very-secret" not in response.text


def test_oauth_requests_are_not_recorded(application: Application) -> None:
    application.sandbox.requests.clear()
    application.redeem(application.code())
    assert application.sandbox.requests == []


@pytest.mark.parametrize(("method", "path"), [("PUT", "/oauth/authorize"), ("GET", "/oauth/tokens"), ("GET", "/oauth")])
def test_other_oauth_addresses_are_not_found(application: Application, method: str, path: str) -> None:
    assert application.http.request(method, path).status_code == 404


def test_token_lifetime_can_be_changed(own_application: Application) -> None:
    sandbox = own_application.sandbox
    sandbox.oauth.token_lifetime = timedelta(seconds=30)
    body = own_application.redeem(own_application.code()).json()
    assert body["expires_in"] == 30
    sandbox.clock.advance(timedelta(seconds=29))
    assert own_application.status(body["access_token"]) == 200
    sandbox.clock.advance(timedelta(seconds=1))
    assert own_application.status(body["access_token"]) == 401


def test_refreshes_are_counted(own_application: Application) -> None:
    oauth = own_application.sandbox.oauth
    token = own_application.redeem(own_application.code()).json()["refresh_token"]
    assert (oauth.refreshes, oauth.refused_refreshes) == (0, 0)
    own_application.refresh(token)
    own_application.refresh(token)
    own_application.refresh("unknown")
    own_application.refresh(token, client_secret="guessed")
    own_application.redeem("unknown")
    assert (oauth.refreshes, oauth.refused_refreshes) == (2, 2)


def test_rotated_refresh_token_replaces_the_one_before(own_application: Application) -> None:
    own_application.sandbox.oauth.rotates_refresh_tokens = True
    first = own_application.redeem(own_application.code()).json()["refresh_token"]
    body = own_application.refresh(first).json()
    assert body.keys() == {"access_token", "refresh_token", "expires_in"}
    assert error_of(own_application.refresh(first))[1].startswith("invalid_grant: ")
    body = own_application.refresh(body["refresh_token"]).json()
    assert own_application.status(body["access_token"]) == 200
    assert own_application.status(body["access_token"], "GET", "/tickets") == 403


def test_revoked_consent_ends_codes_and_tokens(own_application: Application) -> None:
    oauth = own_application.sandbox.oauth
    tokens = own_application.redeem(own_application.code()).json()
    newer = own_application.refresh(tokens["refresh_token"]).json()["access_token"]
    code, of_a_test = own_application.code(), own_application.sandbox.token("customers.read")
    oauth.revoke()
    assert [own_application.status(token) for token in (tokens["access_token"], newer, of_a_test)] == [401, 401, 200]
    assert error_of(own_application.refresh(tokens["refresh_token"]))[1].startswith("invalid_grant: ")
    assert error_of(own_application.redeem(code))[1].startswith("invalid_grant: ")
    assert own_application.status(own_application.sandbox.api_key) == 200
    again = own_application.redeem(own_application.code()).json()
    assert own_application.status(again["access_token"]) == 200


def test_faults_apply_to_token_requests_only(own_application: Application) -> None:
    sandbox = own_application.sandbox
    sandbox.oauth.faults.status(503)
    sandbox.oauth.faults.html(path="/oauth/tokens")
    sandbox.oauth.faults.body(lambda body: [body["access_token"] != ""], method="POST")
    sandbox.faults.status(500)
    code = own_application.code()
    assert own_application.open().status_code == 200
    assert own_application.redeem(code).status_code == 503
    assert own_application.redeem(code).headers["content-type"].startswith("text/html")
    assert own_application.redeem(code).json() == [True]
    assert own_application.tokens().status_code == 400
    assert own_application.status(sandbox.api_key) == 500
    assert own_application.status(sandbox.api_key) == 200


@pytest.mark.parametrize("after_processing", [False, True])
def test_disconnected_refresh_counts_if_it_was_processed(application: Application, after_processing: bool) -> None:
    oauth = application.sandbox.oauth
    token, before = application.redeem(application.code()).json()["refresh_token"], oauth.refreshes
    oauth.faults.disconnect(after_processing=after_processing)
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        application.refresh(token)
    assert oauth.refreshes == before + after_processing


def test_delayed_token_request_delays_no_other(application: Application) -> None:
    application.sandbox.oauth.faults.delay(60)
    started = time.monotonic()
    with pytest.raises(httpx.ReadTimeout):
        application.http.post("/oauth/tokens", json={}, timeout=0.05)
    assert application.tokens().status_code == 400
    assert time.monotonic() - started < 30


def test_client_of_the_sandbox_takes_a_function_that_returns_tokens(own_application: Application) -> None:
    sandbox = own_application.sandbox
    token = own_application.redeem(own_application.code()).json()["access_token"]
    assert sandbox.client(auth=lambda: token).customers.list().data == []
    with pytest.raises(AuthenticationError):
        sandbox.client(auth=lambda: "unknown").customers.list()
    with pytest.raises(ConfigurationError, match="must not both be given"):
        sandbox.client(api_key=token, auth=lambda: token)


@pytest.mark.anyio
async def test_async_client_of_the_sandbox_takes_a_function_that_returns_tokens(own_application: Application) -> None:
    token: str = own_application.redeem(own_application.code()).json()["access_token"]

    async def fetch() -> str:
        return token

    async with own_application.sandbox.async_client(auth=fetch) as portal:
        assert (await portal.customers.list()).data == []


def test_copies_have_tokens_counts_and_faults_of_their_own(own_application: Application) -> None:
    original = own_application.sandbox
    tokens = own_application.redeem(own_application.code()).json()
    original.oauth.faults.status(503)
    duplicate = copy.deepcopy(original)
    duplicate.oauth.token_lifetime = timedelta(seconds=1)
    duplicate.oauth.rotates_refresh_tokens = True
    with httpx.Client(base_url=duplicate.oauth_url, transport=duplicate.transport) as http:
        copied_application = Application(duplicate, http)
        assert [copied_application.refresh(tokens["refresh_token"]).status_code for _ in range(3)] == [503, 200, 400]
        assert [own_application.refresh(tokens["refresh_token"]).status_code for _ in range(3)] == [503, 200, 200]
        assert (duplicate.oauth.refreshes, original.oauth.refreshes) == (1, 2)
        assert copied_application.redeem(own_application.code()).status_code == 400
        duplicate.oauth.revoke()
        assert [copied_application.status(tokens["access_token"]), own_application.status(tokens["access_token"])] == [
            401,
            200,
        ]


def test_repr_shows_no_secret(own_application: Application) -> None:
    tokens = own_application.redeem(own_application.code()).json()
    own_application.sandbox.oauth.faults.status(503, "fault")
    text = repr(own_application.sandbox.oauth)
    for secret in ("sandbox-secret", own_application.code(), tokens["access_token"], tokens["refresh_token"]):
        assert secret not in text
