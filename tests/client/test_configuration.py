"""Making a client, and what it never shows."""

import asyncio
import logging
import pickle
import socket
from typing import Any

import httpx
import pytest

from mijnklantportaal import APIConnectionError, AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal
from mijnklantportaal_api import SERVER

CLIENTS = [MijnKlantportaal, AsyncMijnKlantportaal]
VARIABLES = ("MIJNKLANTPORTAAL_API_KEY", "MIJNKLANTPORTAAL_BASE_URL")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("kind", CLIENTS)
def test_environment_variables_configure_a_client(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLES[0], " from-environment\n")
    assert repr(kind()) == f"{kind.__name__}(base_url='{SERVER}')"
    monkeypatch.setenv(VARIABLES[1], "http://localhost:1234/v1/")
    assert repr(kind()) == f"{kind.__name__}(base_url='http://localhost:1234/v1')"
    assert repr(kind(base_url="https://example.com")) == f"{kind.__name__}(base_url='https://example.com')"


@pytest.mark.parametrize("kind", CLIENTS)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "no API key: set MIJNKLANTPORTAAL_API_KEY"),
        ({"api_key": ""}, "the token is empty"),
        ({"api_key": "secret\nX: y"}, "line break"),
        ({"api_key": "secr\u00e9t"}, "no header can carry"),
        ({"api_key": b"secret"}, "the token must be str, not bytes"),
        ({"api_key": "secret", "auth": lambda: "secret"}, "api_key and auth were both given"),
        ({"auth": "secret"}, "auth must be callable, not str"),
        ({"api_key": "secret", "base_url": "api.example.com"}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": "ftp://example.com"}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": "https://example.com:port"}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": ""}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": 7}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": "https://example.com/v1 "}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": "https://example.com/v1\n"}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": "https://a..b"}, "base_url must be an address"),
        ({"api_key": "secret", "base_url": "https://example.com/v1?"}, "base_url must hold no user"),
        ({"api_key": "secret", "base_url": "https://example.com/v1#"}, "base_url must hold no user"),
        ({"api_key": "secret", "base_url": "https://me:secret@example.com"}, "base_url must hold no user"),
        ({"api_key": "secret", "base_url": "https://example.com?secret"}, "base_url must hold no user"),
        ({"api_key": "secret", "http_client": object()}, "http_client must be an httpx"),
    ],
)
def test_invalid_configuration_raises_in_the_constructor(kind: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        kind(**arguments)
    assert isinstance(caught.value, ValueError)
    assert "secr" not in str(caught.value)


@pytest.mark.parametrize("kind", CLIENTS)
@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"timeout": "5"}, TypeError),
        ({"timeout": -1}, ValueError),
        ({"timeout": float("nan")}, ValueError),
        ({"timeout": 10**400}, ValueError),
        ({"max_retries": 1.5}, TypeError),
        ({"max_retries": -1}, ValueError),
        ({"default_headers": {"X": 1}}, TypeError),
        ({"default_headers": {"authorization": "Bearer x"}}, ValueError),
        ({"default_headers": {"Content-Length": "1"}}, ValueError),
        ({"default_headers": {"Host": "elsewhere.example"}}, ValueError),
        ({"default_headers": {"": "x"}}, ValueError),
        ({"default_headers": {"X\r\nY": "x"}}, ValueError),
        ({"default_headers": {"Xé": "x"}}, ValueError),
        ({"default_headers": {"X": " x"}}, ValueError),
        ({"default_headers": None}, TypeError),
        ({"default_headers": [("X", "x")]}, TypeError),
        ({"time_zone": "Europe/Amsterdam"}, TypeError),
        ({"on_drift": "print"}, TypeError),
        ({"on_request": "print"}, TypeError),
        ({"on_response": asyncio.sleep}, TypeError),
        ({"pace": 1}, TypeError),
        ({"strict": None}, TypeError),
        ({"max_response_size": 1.5}, TypeError),
        ({"max_response_size": 0}, ValueError),
        ({"retries": 1}, TypeError),
        ({"base_url": "https://elsewhere.example"}, TypeError),
    ],
)
def test_invalid_option_raises_in_constructor_and_with_options(
    kind: Any, options: dict[str, Any], error: type[Exception]
) -> None:
    client = kind(api_key="secret")
    with pytest.raises(error):
        client.with_options(**options)
    if "base_url" not in options:
        with pytest.raises(error):
            kind(api_key="secret", **options)


def test_with_options_leaves_the_original_unchanged(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    with MijnKlantportaal(api_key="key-for-tests", base_url=portal.url) as client:
        copy = client.with_options(default_headers={"X-Copy": "1"})
        copy.customer_offers.get("off_1")
        client.customer_offers.get("off_1")
    first, second = portal.requests
    assert first.headers["X-Copy"] == "1"
    assert "X-Copy" not in second.headers
    assert first.headers["Authorization"] == second.headers["Authorization"] == "Bearer key-for-tests"


def test_given_httpx_client_stays_open(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    with httpx.Client(headers={"X-Own": "1"}) as own:
        with MijnKlantportaal(api_key="k", base_url=portal.url, http_client=own) as client:
            client.customer_offers.get("off_1")
        assert not own.is_closed
    assert portal.request.headers["X-Own"] == "1"


def test_given_httpx_client_does_not_follow_redirects(portal: PortalServer) -> None:
    portal.add_response(b"", status=302, Location=f"{portal.url}/elsewhere")
    with (
        httpx.Client(follow_redirects=True) as own,
        MijnKlantportaal(api_key="k", base_url=portal.url, http_client=own) as client,
        pytest.raises(Exception, match="302"),
    ):
        client.customer_offers.get("off_1")
    assert len(portal.requests) == 1


def test_default_headers_are_copied_and_overridden_per_call(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    headers = {"User-Agent": "mine", "X-Own": "1"}
    with MijnKlantportaal(api_key="k", base_url=portal.url, default_headers=headers) as client:
        headers["Authorization"] = "Bearer another"
        client.customer_offers.get("off_1", extra_headers={"x-own": "2"})
    sent = {name.lower(): value for name, value in portal.request.headers.items()}
    assert (sent["user-agent"], sent["x-own"], sent["authorization"]) == ("mine", "2", "Bearer k")


def test_cookies_are_not_kept(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer, Set_Cookie="session=abc")
    with MijnKlantportaal(api_key="k", base_url=portal.url) as client:
        client.customer_offers.get("off_1")
        client.customer_offers.get("off_1")
    assert "Cookie" not in portal.requests[1].headers


def test_closed_client_raises(portal: PortalServer) -> None:
    client = MijnKlantportaal(api_key="k", base_url=portal.url)
    client.close()
    client.close()
    with pytest.raises(ConfigurationError, match="this client is closed"):
        client.customer_offers.get("off_1")

    async def program() -> None:
        client = AsyncMijnKlantportaal(api_key="k", base_url=portal.url)
        await client.close()
        with pytest.raises(ConfigurationError, match="this client is closed"):
            await client.customer_offers.get("off_1")

    asyncio.run(program())


def test_copy_of_a_subclass_keeps_its_attributes() -> None:
    class Mine(MijnKlantportaal):
        tenant = "none"

    client = Mine(api_key="k")
    client.tenant = "one"
    resource = client.customer_offers
    copy = client.with_options(max_retries=0)
    assert (type(copy), copy.tenant) == (Mine, "one")
    assert copy.customer_offers is not resource


@pytest.mark.parametrize("kind", CLIENTS)
def test_pickling_a_client_raises(kind: Any) -> None:
    with pytest.raises(TypeError, match="can't be pickled"):
        pickle.dumps(kind(api_key="secret"))


def test_the_token_shows_nowhere(
    portal: PortalServer, offer: dict[str, Any], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    caplog.set_level(logging.DEBUG)
    portal.add_response({"message": "again"}, status=503)
    portal.add_response(offer)
    client = MijnKlantportaal(api_key="very-secret", base_url=portal.url)
    with client:
        response = client.with_raw_response.customer_offers.get("off_1")
        shown = [repr(part) for part in (client, client.customer_offers, client._caller, response)]
    assert len(portal.requests) == 2
    assert "very-secret" not in " ".join(shown) + caplog.text


def test_connection_error_and_its_cause_hold_no_token() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
    with MijnKlantportaal(api_key="very-secret", base_url=url, max_retries=0) as client:
        with pytest.raises(APIConnectionError) as caught:
            client.customer_offers.get("off_1")
        cause = caught.value.__cause__
        assert isinstance(cause, httpx.ConnectError)
        assert b"very-secret" not in pickle.dumps(caught.value) + pickle.dumps(cause)


def test_error_raised_by_a_given_httpx_client_is_wrapped(portal: PortalServer) -> None:
    def hook(response: httpx.Response) -> None:
        response.raise_for_status()

    portal.add_response({"message": "gone"}, status=404)
    with httpx.Client(event_hooks={"response": [hook]}) as own:
        client = MijnKlantportaal(api_key="k", base_url=portal.url, http_client=own)
        with pytest.raises(APIConnectionError, match="HTTPStatusError"):
            client.tickets.add_message("tic_1", message="x")
    assert len(portal.requests) == 1
