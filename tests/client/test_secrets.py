"""The token is nowhere but in the header that it belongs in."""

import asyncio
import logging
import pickle
import socket
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

import mijnklantportaal
import mijnklantportaal_api
from mijnklantportaal import APIError, AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal

TOKEN = "very-secret-token"
OURS = tuple(str(Path(package.__file__ or "").parent) for package in (mijnklantportaal, mijnklantportaal_api))


def shown(thing: object) -> str:
    """All that anybody can make of a thing without reaching into it."""
    texts = [repr(thing), str(thing), f"{thing}", ascii(thing)]
    # What holds connections can't be pickled at all.
    with suppress(TypeError, AttributeError, pickle.PicklingError):
        texts.append(pickle.dumps(thing).decode("latin-1"))
    return "\n".join(texts)


def reached(thing: object, seen: set[int] | None = None) -> Iterator[object]:
    """A thing of ours and all things of ours that hang on it."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return
    seen.add(id(thing))
    yield thing
    if isinstance(thing, dict | list | tuple):
        for inner in thing.values() if isinstance(thing, dict) else thing:
            yield from reached(inner, seen)
    elif type(thing).__module__.startswith("mijnklantportaal"):
        slots = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
        for inner in [*getattr(thing, "__dict__", {}).values(), *(getattr(thing, name, None) for name in slots)]:
            yield from reached(inner, seen)


def tracebacks(error: BaseException) -> str:
    """The traceback as usual, and the variables in our frames, as reports of errors show them."""
    usual = "".join(traceback.format_exception(error))
    variables = []
    whole: traceback.TracebackException | None = traceback.TracebackException.from_exception(error, capture_locals=True)
    while whole is not None:
        variables += [f"{f.filename} {f.name} {f.locals}" for f in whole.stack if f.filename.startswith(OURS)]
        whole = whole.__cause__ or whole.__context__
    assert variables
    return usual + "\n".join(variables)


def check(things: list[Any]) -> None:
    assert things
    for thing in things:
        for part in reached(thing):
            assert TOKEN not in shown(part), type(part)
        if isinstance(thing, BaseException):
            assert TOKEN not in tracebacks(thing)


def failing(call: Any) -> APIError:
    with pytest.raises(APIError) as caught:
        call()
    return caught.value


def check_log(caplog: pytest.LogCaptureFixture) -> None:
    assert {"mijnklantportaal", "mijnklantportaal.drift", "httpx", "httpcore.http11"} <= {
        record.name for record in caplog.records
    }
    assert TOKEN not in "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)


def plan_all_kinds(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    portal.add_response(page_of([{**offer, "amount": None}]))
    portal.add_response(offer, status=201)
    portal.add_response({"message": "wrong"}, status=422)
    portal.add_response({"message": "too many"}, status=429, Retry_After="0")
    portal.add_response(b"<html>")
    portal.add_response(b"", status=302, Location="http://elsewhere.example")


def dead_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def test_nothing_of_the_sync_client_shows_the_token(
    portal: PortalServer, offer: dict[str, Any], page_of: PageFactory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[Any] = []
    with MijnKlantportaal(
        api_key=TOKEN,
        base_url=portal.url,
        max_retries=0,
        on_drift=told.append,
        on_request=told.append,
        on_response=told.append,
    ) as client:
        resources = [getattr(client, name) for name in dir(client) if not name.startswith("_")]
        plan_all_kinds(portal, offer, page_of)
        things = [client.customer_offers.list(), client.with_raw_response.customer_offers.get("off_1")]
        things += [failing(lambda: client.customer_offers.get("off_1")) for _ in range(4)]
        with MijnKlantportaal(api_key=TOKEN, base_url=dead_address(), max_retries=0) as lost:
            things.append(failing(lambda: lost.customer_offers.get("off_1")))
        check([client, client.with_options(timeout=1), client._caller, *resources, *things, *told])
    check_log(caplog)
    assert len(told) > 10
    assert {request.headers["Authorization"] for request in portal.requests} == {f"Bearer {TOKEN}"}


def test_nothing_of_the_async_client_shows_the_token(
    portal: PortalServer, offer: dict[str, Any], page_of: PageFactory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def token() -> str:
        return TOKEN

    async def program() -> None:
        async with AsyncMijnKlantportaal(auth=token, base_url=portal.url, max_retries=0) as client:
            plan_all_kinds(portal, offer, page_of)
            pager = client.customer_offers.list()
            raw = client.with_raw_response.customer_offers
            things = [client, client._caller, pager, await pager, await raw.get("off_1")]
            for _ in range(4):
                with pytest.raises(APIError) as caught:
                    await client.customer_offers.get("off_1")
                things.append(caught.value)
            async with AsyncMijnKlantportaal(auth=token, base_url=dead_address(), max_retries=0) as lost:
                with pytest.raises(APIError) as caught:
                    await lost.customer_offers.get("off_1")
                things.append(caught.value)
            check(things)

    asyncio.run(program())
    check_log(caplog)


def test_error_about_an_invalid_token_hides_it() -> None:
    for token in (f"{TOKEN}\n", f"{TOKEN} ", f"{TOKEN}é"):
        with pytest.raises(ConfigurationError, match="the token is empty, or holds a space") as caught:
            MijnKlantportaal(api_key=token)
        assert TOKEN not in "".join(traceback.format_exception(caught.value))
        with MijnKlantportaal(auth=lambda token=token: token) as client, pytest.raises(ConfigurationError) as caught:
            client.customer_offers.get("off_1")
        assert TOKEN not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("link", ["http://elsewhere.example/v1/customer-offers?page=2", "//elsewhere.example?page=2"])
def test_token_is_sent_to_the_configured_origin_only(offer: dict[str, Any], page_of: PageFactory, link: str) -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        if len(asked) == 3:
            return httpx.Response(307, headers={"Location": "https://elsewhere.example/"})
        return httpx.Response(200, json=page_of([offer], len(asked), link.replace("2", str(len(asked) + 1))))

    with (
        MijnKlantportaal(
            api_key=TOKEN, base_url="https://portal.example/v1", http_client=httpx.MockTransport(answer)
        ) as client,
        pytest.raises(APIError),
    ):
        list(client.customer_offers.list())
    assert len(asked) == 3
    assert {(url.scheme, url.host, url.path) for url in asked} == {("https", "portal.example", "/v1/customer-offers")}
