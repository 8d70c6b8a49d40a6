"""The configuration of a client by arguments, environment variables and options."""

import asyncio
import pickle
import socket
from typing import Any

import httpx
import pytest

from mijnklantportaal import APIConnectionError, AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal
from mijnklantportaal_api import SERVER
from tests.client.clients import CLIENT_CLASSES, ClientClass
from tests.client.messages import CLIENT_IS_CLOSED
from tests.client.portal_server import PortalServer

VARIABLES = ("MIJNKLANTPORTAAL_API_KEY", "MIJNKLANTPORTAAL_BASE_URL")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
def test_environment_variables_configure_a_client(client_class: ClientClass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLES[0], " from-environment\n")
    assert repr(client_class()) == f"{client_class.__name__}(base_url='{SERVER}')"
    monkeypatch.setenv(VARIABLES[1], "http://localhost:1234/v1/")
    assert repr(client_class()) == f"{client_class.__name__}(base_url='http://localhost:1234/v1')"
    assert (
        repr(client_class(base_url="https://example.com")) == f"{client_class.__name__}(base_url='https://example.com')"
    )


@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "no API key: set MIJNKLANTPORTAAL_API_KEY"),
        ({"api_key": ""}, "the token must be printable ASCII"),
        ({"api_key": "secret\nX: y"}, "the token must be printable ASCII"),
        ({"api_key": "secr\u00e9t"}, "the token must be printable ASCII"),
        ({"api_key": b"secret"}, "the token must be str, not bytes"),
        ({"api_key": "secret", "auth": lambda: "secret"}, "api_key and auth must not both be given"),
        ({"auth": "secret"}, "auth must be an OAuth or callable, not str"),
        ({"api_key": "secret", "base_url": "api.example.com"}, "base_url must be a URL"),
        ({"api_key": "secret", "base_url": "ftp://example.com"}, "base_url must be a URL"),
        ({"api_key": "secret", "base_url": "https://example.com:port"}, "base_url must be a URL"),
        ({"api_key": "secret", "base_url": ""}, "base_url must be a URL"),
        ({"api_key": "secret", "base_url": 7}, "base_url must be a URL"),
        ({"api_key": "secret", "base_url": "https://example.com/v1 "}, "base_url must be a URL"),
        ({"api_key": "secret", "base_url": "https://example.com/v1\n"}, "base_url must be a URL"),
        ({"api_key": "secret", "base_url": "https://a..b"}, "base_url must be a URL"),
        (
            {"api_key": "secret", "base_url": "https://example.com/v1?"},
            "base_url must contain only a server and a path",
        ),
        (
            {"api_key": "secret", "base_url": "https://example.com/v1#"},
            "base_url must contain only a server and a path",
        ),
        (
            {"api_key": "secret", "base_url": "https://me:secret@example.com"},
            "base_url must contain only a server and a path",
        ),
        (
            {"api_key": "secret", "base_url": "https://example.com?secret"},
            "base_url must contain only a server and a path",
        ),
        ({"api_key": "secret", "http_client": object()}, "http_client must be an httpx"),
    ],
)
def test_invalid_configuration_raises_in_the_constructor(
    client_class: ClientClass, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        client_class(**arguments)
    assert isinstance(caught.value, ValueError)
    assert "secr" not in str(caught.value)


@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
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
        ({"throttle": 1}, TypeError),
        ({"max_wait": -0.1}, ValueError),
        ({"max_wait": "1"}, TypeError),
        ({"strict": None}, TypeError),
        ({"max_response_size": 1.5}, TypeError),
        ({"max_response_size": 0}, ValueError),
        ({"retries": 1}, TypeError),
        ({"base_url": "https://elsewhere.example"}, TypeError),
    ],
)
def test_invalid_option_raises_in_constructor_and_with_options(
    client_class: ClientClass, options: dict[str, Any], error: type[Exception]
) -> None:
    client = client_class(api_key="secret")
    with pytest.raises(error):
        client.with_options(**options)
    if "base_url" not in options:
        with pytest.raises(error):
            client_class(api_key="secret", **options)


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


def test_closed_client_raises(portal: PortalServer) -> None:
    client = MijnKlantportaal(api_key="k", base_url=portal.url)
    client.close()
    client.close()
    with pytest.raises(ConfigurationError, match=CLIENT_IS_CLOSED):
        client.customer_offers.get("off_1")

    async def program() -> None:
        client = AsyncMijnKlantportaal(api_key="k", base_url=portal.url)
        await client.close()
        with pytest.raises(ConfigurationError, match=CLIENT_IS_CLOSED):
            await client.customer_offers.get("off_1")

    asyncio.run(program())


def test_copy_of_a_subclass_keeps_its_attributes() -> None:
    class TenantClient(MijnKlantportaal):
        tenant = "none"

    client = TenantClient(api_key="k")
    client.tenant = "one"
    resource = client.customer_offers
    copy = client.with_options(max_retries=0)
    assert (type(copy), copy.tenant) == (TenantClient, "one")
    assert copy.customer_offers is not resource


@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
def test_pickling_a_client_raises(client_class: ClientClass) -> None:
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(client_class(api_key="secret"))


def test_connection_error_and_its_cause_hold_no_token() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
    with MijnKlantportaal(api_key="very-secret", base_url=url, max_retries=0) as client:
        with pytest.raises(APIConnectionError) as caught:
            client.customer_offers.get("off_1")
        cause = caught.value.__cause__
        assert isinstance(cause, httpx.ConnectError)
        assert b"very-secret" not in pickle.dumps(caught.value) + pickle.dumps(cause)


def test_error_raised_by_a_hook_of_a_given_httpx_client_passes_through_and_is_not_retried(portal: PortalServer) -> None:
    def hook(response: httpx.Response) -> None:
        response.raise_for_status()

    portal.add_response({"message": "gone"}, status=404)
    with httpx.Client(event_hooks={"response": [hook]}) as own:
        client = MijnKlantportaal(api_key="k", base_url=portal.url, http_client=own)
        with pytest.raises(httpx.HTTPStatusError):
            client.tickets.add_message("tic_1", message="x")
    assert len(portal.requests) == 1
