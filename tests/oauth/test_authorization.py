"""The authorization URL, and the callback URL that the user is redirected to."""

import asyncio
import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.datastructures import URL

from mijnklantportaal import ConfigurationError, OAuthError
from mijnklantportaal.oauth import FileTokenStore, OAuth, Scope
from mijnklantportaal.sandbox import Sandbox
from tests.oauth.applications import CALLBACK, application

STATE = "state-of-the-session"


@pytest.fixture
def oauth() -> OAuth:
    return application(Sandbox())


def test_authorization_url_has_the_parameters_of_the_guide(oauth: OAuth) -> None:
    url, state = oauth.authorization_url([Scope.CUSTOMERS_READ, "new.scope"], prompt="login")
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{oauth.base_url}/oauth/authorize"
    assert parse_qs(parts.query) == {
        "response_type": ["code"],
        "client_id": ["sandbox-application"],
        "redirect_uri": [CALLBACK],
        "scope": ["customers.read new.scope"],
        "state": [state],
        "prompt": ["login"],
    }


def test_authorization_url_leaves_the_default_prompt_out(oauth: OAuth) -> None:
    assert "prompt" not in parse_qs(urlsplit(oauth.authorization_url([Scope.FILES_READ]).url).query)


def test_state_is_another_one_each_time_and_long(oauth: OAuth) -> None:
    states = {oauth.authorization_url([Scope.FILES_READ]).state for _ in range(100)}
    assert len(states) == 100
    assert min(map(len, states)) >= 43  # 256 bits


@pytest.mark.parametrize(
    ("scopes", "message"),
    [
        ("customers.read", "scopes must be a list of scopes"),
        ([], "scopes must not be empty"),
        (["customers.read invoices.read"], "is not a valid scope"),
        ([""], "is not a valid scope"),
        (["é"], "is not a valid scope"),
        (["a\n"], "is not a valid scope"),
    ],
)
def test_scopes_that_are_not_valid_are_named(oauth: OAuth, scopes: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        oauth.authorization_url(scopes)


def test_authorization_without_a_redirect_uri_raises() -> None:
    oauth = application(Sandbox(), redirect_uri=None)
    with pytest.raises(ConfigurationError, match="the redirect URI is missing: pass redirect_uri="):
        oauth.authorization_url([Scope.FILES_READ])
    with pytest.raises(ConfigurationError, match="the redirect URI is missing"):
        oauth.fetch_tokens(f"{CALLBACK}?code=1&state={STATE}", STATE)


WRONG_STATE = "the state of the callback does not match the state of the session"
NO_CODE = "must contain exactly one code or one error"


@pytest.mark.parametrize(
    ("query", "state", "message"),
    [
        (f"code=secret&state={STATE}", "another", WRONG_STATE),
        ("code=secret", STATE, WRONG_STATE),
        ("code=secret&state=", STATE, WRONG_STATE),
        (f"code=secret&state={STATE}&state={STATE}", STATE, WRONG_STATE),
        ("code=secret&state=%ff%fe", STATE, WRONG_STATE),
        ("code=secret&state=\ud800", "\ud800x", WRONG_STATE),
        (f"code=secret&state={STATE}", None, "this session has no state"),
        ("code=secret&state=", "", "this session has no state"),
        (f"state={STATE}", STATE, NO_CODE),
        (f"state={STATE}&code=", STATE, NO_CODE),
        (f"state={STATE}&code=secret&code=secret", STATE, NO_CODE),
        (f"error=access_denied&error_description=No.&state={STATE}", STATE, r"not granted \(access_denied: No\.\)"),
        (f"error=access_denied&state={STATE}&code=secret", STATE, r"not granted \(access_denied\)"),
        ("error=access_denied", STATE, WRONG_STATE),
    ],
)
def test_callback_url_that_is_not_valid_raises_without_its_code(
    oauth: OAuth, query: str, state: str | None, message: str
) -> None:
    with pytest.raises(OAuthError, match=message) as caught:
        oauth.fetch_tokens(f"{CALLBACK}?{query}", state)
    assert "secret" not in str(caught.value)


def test_error_of_the_callback_is_an_attribute(oauth: OAuth) -> None:
    with pytest.raises(OAuthError) as caught:
        oauth.fetch_tokens(f"{CALLBACK}?error=invalid_scope&state={STATE}", STATE)
    assert (caught.value.error, caught.value.status_code) == ("invalid_scope", None)


def test_text_of_the_callback_cannot_write_lines_into_a_log(oauth: OAuth) -> None:
    query = urlencode({"error": "x" * 1000, "error_description": "a\nb\x1b[31m", "state": STATE})
    with pytest.raises(OAuthError) as caught:
        oauth.fetch_tokens(f"{CALLBACK}?{query}", STATE)
    assert re.fullmatch(r"[ -~]{1,300}", str(caught.value))


@pytest.mark.parametrize("url", ["http://[", "", "not a URL", "\x00"])
def test_callback_url_that_is_not_a_url_raises(oauth: OAuth, url: str) -> None:
    with pytest.raises(OAuthError, match=WRONG_STATE):
        oauth.fetch_tokens(url, STATE)


def test_callback_may_be_the_url_object_of_a_framework() -> None:
    sandbox = Sandbox()
    oauth = application(sandbox)
    url, state = oauth.authorization_url([Scope.FILES_READ])
    callback: Any = URL(sandbox.oauth.approve(url))
    assert oauth.fetch_tokens(callback, state).refresh_token
    callback = URL(sandbox.oauth.approve(url))
    assert asyncio.run(oauth.fetch_tokens_async(callback, state)).refresh_token


def test_only_the_query_of_the_callback_url_counts() -> None:
    # A proxy that ends TLS shows the application an http: URL.
    sandbox = Sandbox()
    oauth = application(sandbox, redirect_uri="https://app.example/callback")
    url, state = oauth.authorization_url([Scope.FILES_READ])
    query = urlsplit(sandbox.oauth.approve(url)).query
    assert oauth.fetch_tokens(f"http://10.0.0.7:8000/callback?{query}", state).refresh_token


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"client_id": None}, "the client ID is missing: set MIJNKLANTPORTAAL_CLIENT_ID, or pass client_id="),
        (
            {"client_secret": ""},
            "the client secret is missing: set MIJNKLANTPORTAAL_CLIENT_SECRET, or pass client_secret=",
        ),
        ({"base_url": "manage.mijnklantportaal.nl"}, "base_url must be a URL such as https://manage"),
        ({"base_url": "https://u:p@manage.example"}, "base_url must contain only a server and a path"),
        ({"redirect_uri": "localhost:5000/callback"}, "redirect_uri must be a URL without a fragment"),
        ({"redirect_uri": "http://localhost:5000/#callback"}, "redirect_uri must be a URL without a fragment"),
    ],
)
def test_application_that_is_not_valid_raises(
    changed: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MIJNKLANTPORTAAL_CLIENT_ID", raising=False)
    monkeypatch.delenv("MIJNKLANTPORTAAL_CLIENT_SECRET", raising=False)
    with pytest.raises(ConfigurationError, match=message):
        application(Sandbox(), **changed)


@pytest.mark.parametrize("store", ["tokens.json", 5, FileTokenStore])
def test_store_of_another_type_is_refused_at_once(store: Any) -> None:
    with pytest.raises(TypeError, match="store must be a token store"):
        application(Sandbox(), store=store)


def test_environment_names_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_ID", "app")
    monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_SECRET", "secret")
    monkeypatch.setenv("MIJNKLANTPORTAAL_OAUTH_URL", "http://127.0.0.1:8000/")
    assert repr(OAuth()) == "OAuth(client_id='app')"
    assert OAuth().base_url == "http://127.0.0.1:8000"
    monkeypatch.delenv("MIJNKLANTPORTAAL_OAUTH_URL")
    assert OAuth().base_url == "https://manage.mijnklantportaal.nl"
