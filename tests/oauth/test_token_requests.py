"""Requests to the token endpoint, and parsing its responses."""

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from math import inf, nan
from typing import Any

import httpx
import pytest

from mijnklantportaal import APIConnectionError, ConfigurationError, OAuthError
from mijnklantportaal.oauth import OAuth, Scope
from mijnklantportaal.sandbox import Sandbox
from tests.oauth.applications import CALLBACK, agree, application
from tests.tracebacks import traceback_with_locals


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def oauth(sandbox: Sandbox) -> OAuth:
    return application(sandbox)


class Recorder(httpx.BaseTransport):
    """Records requests to the sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.sandbox.transport.handle_request(request)


def test_requests_are_those_of_the_guide(sandbox: Sandbox) -> None:
    recorder = Recorder(sandbox)
    oauth = application(sandbox, http_client=recorder)
    tokens = agree(sandbox, oauth)
    oauth.refresh()
    exchange, refresh = recorder.requests
    assert {(request.method, str(request.url)) for request in recorder.requests} == {
        ("POST", f"{sandbox.oauth_url}/oauth/tokens")
    }
    assert {request.headers["content-type"] for request in recorder.requests} == {"application/json"}
    assert "authorization" not in exchange.headers
    code = json.loads(exchange.content).pop("code")
    assert json.loads(exchange.content) == {
        "grant_type": "authorization_code",
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "redirect_uri": CALLBACK,
        "code": code,
    }
    assert json.loads(refresh.content) == {
        "grant_type": "refresh_token",
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "refresh_token": tokens.refresh_token,
    }


def test_refresh_token_stays_in_use_unless_there_is_another(sandbox: Sandbox, oauth: OAuth) -> None:
    first = agree(sandbox, oauth)
    assert oauth.refresh().refresh_token == first.refresh_token
    sandbox.oauth.rotates_refresh_tokens = True
    second = oauth.refresh()
    assert second.refresh_token != first.refresh_token
    assert oauth.refresh().refresh_token != second.refresh_token


REFUSALS = [
    pytest.param(
        lambda sandbox: sandbox.oauth.revoke(),
        r"refused the refresh token \(invalid_grant: .*\): the user must agree again, see authorization_url\(\)",
        ("invalid_grant", 400),
        id="revoked",
    ),
    pytest.param(
        lambda sandbox: sandbox.oauth.faults.status(503, "Maintenance"),
        r"responded with status 503 \(no reason given\): try again later",
        (None, 503),
        id="503",
    ),
    pytest.param(
        lambda sandbox: sandbox.oauth.faults.html(status=404),
        r"refused the refresh token \(no reason given\)",
        (None, 404),
        id="html",
    ),
    pytest.param(
        lambda sandbox: sandbox.oauth.faults.status(302, headers={"Location": "http://elsewhere.example"}),
        "responded with status 302",
        (None, 302),
        id="redirect",
    ),
]


@pytest.mark.parametrize(("fault", "message", "attributes"), REFUSALS)
def test_refused_refresh_says_what_to_do(
    sandbox: Sandbox, oauth: OAuth, fault: Callable[[Sandbox], None], message: str, attributes: tuple[str | None, int]
) -> None:
    agree(sandbox, oauth)
    fault(sandbox)
    with pytest.raises(OAuthError, match=message) as caught:
        oauth.refresh()
    assert (caught.value.error, caught.value.status_code) == attributes


def test_refused_application_is_named(sandbox: Sandbox) -> None:
    oauth = application(sandbox, client_secret="wrong")
    with pytest.raises(OAuthError, match=r"refused the application .*: check client_id and client_secret") as caught:
        agree(sandbox, oauth)
    assert (caught.value.error, caught.value.status_code) == ("invalid_client", 401)


def test_used_code_is_refused(sandbox: Sandbox, oauth: OAuth) -> None:
    url, state = oauth.authorization_url([Scope.FILES_READ])
    callback = sandbox.oauth.approve(url)
    oauth.fetch_tokens(callback, state)
    with pytest.raises(OAuthError, match=r"refused the code .*: ask the user again"):
        oauth.fetch_tokens(callback, state)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        "text",
        {"access_token": None},
        {"access_token": ""},
        {"access_token": 5},
        {"access_token": "two words"},
        {"access_token": "line\nbreak"},
        {"access_token": "é"},
    ],
)
def test_response_without_an_access_token_raises_and_stores_nothing(sandbox: Sandbox, oauth: OAuth, body: Any) -> None:
    tokens = agree(sandbox, oauth)
    sandbox.oauth.faults.body(lambda _: body)
    with pytest.raises(OAuthError, match="contains no access token") as caught:
        oauth.refresh()
    assert caught.value.status_code == 200
    assert oauth.access_token() == tokens.access_token


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (3600, 3600.0),
        ("3600", 3600.0),
        (3600.5, 3600.5),
        (None, None),
        (0, None),
        (-1, None),
        (10**400, None),
        (10**12, None),
        (nan, None),
        (inf, None),
        ("soon", None),
        (True, None),
        ({}, None),
        ([3600], None),
    ],
)
def test_lifetime_that_is_not_a_number_of_seconds_is_unknown(
    sandbox: Sandbox, oauth: OAuth, value: Any, seconds: float | None
) -> None:
    agree(sandbox, oauth)
    sandbox.oauth.faults.body(lambda body: {**body, "expires_in": value})
    tokens = oauth.refresh()
    assert tokens.expires_in == seconds
    assert oauth.access_token() == tokens.access_token


def test_refusal_that_repeats_the_secrets_does_not_show_them(sandbox: Sandbox, oauth: OAuth) -> None:
    tokens = agree(sandbox, oauth)

    class Echo(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(400, json={"error": "invalid_request", "error_description": request.content.decode()})

    echo = application(sandbox, http_client=Echo())
    echo._tokens._store.save(tokens)
    with pytest.raises(OAuthError, match="invalid_request") as caught:
        echo.refresh()
    assert sandbox.client_secret not in str(caught.value)
    assert str(tokens.refresh_token) not in str(caught.value)


@pytest.mark.parametrize("length", [184, 198])
def test_refusal_that_is_shortened_shows_no_part_of_a_secret(sandbox: Sandbox, oauth: OAuth, length: int) -> None:
    body = {"error": sandbox.client_secret, "error_description": "x" * length + sandbox.client_secret}
    refusing = application(sandbox, http_client=httpx.MockTransport(lambda request: httpx.Response(400, json=body)))
    refusing._tokens._store.save(agree(sandbox, oauth))
    with pytest.raises(OAuthError) as caught:
        refusing.refresh()
    assert sandbox.client_secret[:3] not in str(caught.value)
    assert caught.value.error == "***"


def test_refresh_token_with_half_of_a_surrogate_pair_is_sent_as_it_is(sandbox: Sandbox, oauth: OAuth) -> None:
    sandbox.oauth.faults.body(lambda body: {**body, "refresh_token": "half of a pair \ud800"})
    agree(sandbox, oauth)
    with pytest.raises(OAuthError, match="invalid_grant"):
        oauth.refresh()


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_forked_process_does_not_use_the_connections_of_the_callers_client(sandbox: Sandbox) -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    with sandbox.serve(), httpx.Client() as http_client:
        oauth = application(sandbox, base_url=sandbox.oauth_url, http_client=http_client)
        agree(sandbox, oauth)
        child = os.fork()
        if not child:
            status = 1
            try:
                oauth.refresh()
            except ConfigurationError:
                status = 0
            finally:
                os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert oauth.refresh().access_token
    assert sandbox.oauth.refreshes == 1


def test_http_client_that_is_asynchronous_is_refused_at_once(sandbox: Sandbox) -> None:
    with pytest.raises(ConfigurationError, match=r"must be an httpx\.Client .* not AsyncClient"):
        application(sandbox, http_client=httpx.AsyncClient())


def test_lost_response_is_a_connection_error_and_not_sent_again(sandbox: Sandbox, oauth: OAuth) -> None:
    agree(sandbox, oauth)
    sandbox.oauth.faults.disconnect(after_processing=True)
    with pytest.raises(APIConnectionError, match=r"POST http://sandbox\.localhost/oauth/tokens") as caught:
        oauth.refresh()
    assert (caught.value.sent, caught.value.attempts) == (True, 1)
    assert sandbox.oauth.refreshes == 1


def test_response_that_is_cut_off_is_a_connection_error(sandbox: Sandbox, oauth: OAuth) -> None:
    class CutOff(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield b'{"access_token": "very-sec'
            raise httpx.ReadError("the connection was reset")

    cut_off = application(
        sandbox, http_client=httpx.MockTransport(lambda request: httpx.Response(200, stream=CutOff()))
    )
    cut_off._tokens._store.save(agree(sandbox, oauth))
    with pytest.raises(APIConnectionError, match="within the response") as caught:
        cut_off.refresh()
    assert caught.value.sent
    assert "very-sec" not in traceback_with_locals(caught.value)


def test_request_that_was_not_sent_is_sent_again(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    oauth = application(sandbox, base_url=f"http://127.0.0.1:{port}", http_client=None)
    oauth._endpoint._clock.sleep = lambda seconds, wake_up=None: None  # type: ignore[method-assign]
    with pytest.raises(APIConnectionError) as caught:
        oauth.fetch_tokens(f"{CALLBACK}?code=1&state=s", "s")
    assert (caught.value.sent, caught.value.attempts) == (False, 3)


def test_too_many_requests_are_waited_for(sandbox: Sandbox, oauth: OAuth) -> None:
    agree(sandbox, oauth)
    waits: list[float] = []
    oauth._endpoint._clock.sleep = lambda seconds, wake_up=None: waits.append(seconds)  # type: ignore[method-assign]
    sandbox.oauth.faults.status(429, headers={"Retry-After": "7"}, times=2)
    oauth.refresh()
    assert waits == [7.0, 7.0]
