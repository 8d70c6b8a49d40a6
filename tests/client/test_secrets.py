"""The token is in the Authorization header, and nowhere else."""

import asyncio
import logging
import pickle
import socket
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import httpx
import pytest

from mijnklantportaal import APIError, AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal
from tests.client.clients import sender
from tests.client.conftest import PageFactory
from tests.client.portal_server import PortalServer
from tests.tracebacks import traceback_with_locals

TOKEN = "very-secret-token"


def texts_of(value: object) -> str:
    """Return every text that an object gives of itself."""
    texts = [repr(value), str(value), f"{value}", ascii(value)]
    # Objects that hold connections cannot be pickled at all.
    with suppress(TypeError, AttributeError, pickle.PicklingError):
        texts.append(pickle.dumps(value).decode("latin-1"))
    return "\n".join(texts)


def reachable(value: object, seen: set[int] | None = None) -> Iterator[object]:
    """Return an object of the package, and all its objects that can be reached from it by attributes."""
    seen = set() if seen is None else seen
    if id(value) in seen:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from reachable(inner, seen)
    elif type(value).__module__.startswith("mijnklantportaal"):
        slots = [name for base in type(value).__mro__ for name in getattr(base, "__slots__", ())]
        for inner in [*getattr(value, "__dict__", {}).values(), *(getattr(value, name, None) for name in slots)]:
            yield from reachable(inner, seen)


def assert_no_token_in(values: list[object]) -> None:
    assert values
    for value in values:
        for part in reachable(value):
            assert TOKEN not in texts_of(part), type(part)
        if isinstance(value, BaseException):
            assert TOKEN not in traceback_with_locals(value)


def error_of(call: Callable[[], object]) -> APIError:
    with pytest.raises(APIError) as caught:
        call()
    return caught.value


def assert_no_token_in_log(caplog: pytest.LogCaptureFixture) -> None:
    assert {"mijnklantportaal", "mijnklantportaal.drift", "httpx", "httpcore.http11"} <= {
        record.name for record in caplog.records
    }
    assert TOKEN not in "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)


def add_responses_of_all_kinds(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    portal.add_response(page_of([{**offer, "amount": None}]))
    portal.add_response(offer, status=201)
    portal.add_response({"message": "wrong"}, status=422)
    portal.add_response({"message": "too many"}, status=429, Retry_After="0")
    portal.add_response(b"<html>")
    portal.add_response(b"", status=302, Location="http://elsewhere.example")


def refusing_url() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def test_nothing_of_the_sync_client_shows_the_token(
    portal: PortalServer, offer: dict[str, Any], page_of: PageFactory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hook_arguments: list[object] = []
    with MijnKlantportaal(
        api_key=TOKEN,
        base_url=portal.url,
        max_retries=0,
        on_drift=hook_arguments.append,
        on_request=hook_arguments.append,
        on_response=hook_arguments.append,
    ) as client:
        resources = [getattr(client, name) for name in dir(client) if not name.startswith("_")]
        add_responses_of_all_kinds(portal, offer, page_of)
        values: list[object] = [client.customer_offers.list(), client.with_raw_response.customer_offers.get("off_1")]
        values += [error_of(lambda: client.customer_offers.get("off_1")) for _ in range(4)]
        with MijnKlantportaal(api_key=TOKEN, base_url=refusing_url(), max_retries=0) as lost:
            values.append(error_of(lambda: lost.customer_offers.get("off_1")))
        assert_no_token_in(
            [client, client.with_options(timeout=1), sender(client), *resources, *values, *hook_arguments]
        )
    assert_no_token_in_log(caplog)
    assert len(hook_arguments) > 10
    assert {request.headers["Authorization"] for request in portal.requests} == {f"Bearer {TOKEN}"}


def test_nothing_of_the_async_client_shows_the_token(
    portal: PortalServer, offer: dict[str, Any], page_of: PageFactory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def token() -> str:
        return TOKEN

    async def program() -> None:
        async with AsyncMijnKlantportaal(auth=token, base_url=portal.url, max_retries=0) as client:
            add_responses_of_all_kinds(portal, offer, page_of)
            pager = client.customer_offers.list()
            raw = client.with_raw_response.customer_offers
            values: list[object] = [client, sender(client), pager, await pager, await raw.get("off_1")]
            for _ in range(4):
                with pytest.raises(APIError) as caught:
                    await client.customer_offers.get("off_1")
                values.append(caught.value)
            async with AsyncMijnKlantportaal(auth=token, base_url=refusing_url(), max_retries=0) as lost:
                with pytest.raises(APIError) as caught:
                    await lost.customer_offers.get("off_1")
                values.append(caught.value)
            assert_no_token_in(values)

    asyncio.run(program())
    assert_no_token_in_log(caplog)


def test_error_about_an_invalid_token_hides_it() -> None:
    for token in (f"{TOKEN}\n", f"{TOKEN} ", f"{TOKEN}é"):
        with pytest.raises(ConfigurationError, match="the token must be printable ASCII") as caught:
            MijnKlantportaal(api_key=token)
        assert TOKEN not in "".join(traceback.format_exception(caught.value))
        with MijnKlantportaal(auth=partial(str, token)) as client, pytest.raises(ConfigurationError) as caught:
            client.customer_offers.get("off_1")
        assert TOKEN not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("client_class", [MijnKlantportaal, AsyncMijnKlantportaal])
def test_error_about_an_invalid_api_key_of_the_environment_shows_it_in_no_variable(
    client_class: type[MijnKlantportaal | AsyncMijnKlantportaal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", f"{TOKEN} x")
    with pytest.raises(ConfigurationError, match="the token must be printable ASCII") as caught:
        client_class()
    assert TOKEN not in traceback_with_locals(caught.value)


@pytest.mark.parametrize("link", ["http://elsewhere.example/v1/customer-offers?page=2", "//elsewhere.example?page=2"])
def test_token_is_sent_to_the_configured_origin_only(offer: dict[str, Any], page_of: PageFactory, link: str) -> None:
    urls: list[httpx.URL] = []

    def respond(request: httpx.Request) -> httpx.Response:
        urls.append(request.url)
        if len(urls) == 3:
            return httpx.Response(307, headers={"Location": "https://elsewhere.example/"})
        return httpx.Response(200, json=page_of([offer], len(urls), link.replace("2", str(len(urls) + 1))))

    with (
        MijnKlantportaal(
            api_key=TOKEN, base_url="https://portal.example/v1", http_client=httpx.MockTransport(respond)
        ) as client,
        pytest.raises(APIError),
    ):
        list(client.customer_offers.list())
    assert len(urls) == 3
    assert {(url.scheme, url.host, url.path) for url in urls} == {("https", "portal.example", "/v1/customer-offers")}
