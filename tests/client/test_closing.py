"""The end of a client, and what is left of it."""

import asyncio
import gc
import warnings
import weakref
from typing import Any

import pytest

from mijnklantportaal import (
    APIConnectionError,
    AsyncMijnKlantportaal,
    ConfigurationError,
    MijnKlantportaal,
)
from tests.client.echo import (
    HANG_GUARD,
    CLIENTS,
    CLOSED,
    Echo,
    call,
    make,
    needs_descriptors,
    open_descriptors,
    settles_at,
    until,
    without_closing,
)


def test_error_in_with_block_closes_the_client(echo: EchoServer) -> None:
    def program(client: MijnKlantportaal) -> None:
        with client:
            client.customer_offers.get("off_1")
            raise ZeroDivisionError

    async def asynchronous_program(client: AsyncMijnKlantportaal) -> None:
        async with client:
            await client.customer_offers.get("off_1")
            raise ZeroDivisionError

    client, asynchronous = (make(kind, echo.url) for kind in CLIENTS)
    with pytest.raises(ZeroDivisionError):
        program(client)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(asynchronous_program(asynchronous))
    assert [call(client), call(asynchronous)] == [CLOSED, CLOSED]


def test_client_can_be_closed_inside_its_with_block(echo: EchoServer) -> None:
    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_1")
        client.close()
        assert call(client) == CLOSED

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("off_1")
            await client.close()
            await client.close()
            with pytest.raises(ConfigurationError, match=CLOSED):
                await client.customer_offers.get("off_1")

    asyncio.run(program())


def test_closing_a_copy_closes_the_original(echo: EchoServer) -> None:
    client = make(MijnKlantportaal, echo.url)
    resource, raw = client.customer_offers, client.with_raw_response.customer_offers
    client.with_options(timeout=5).close()
    assert call(client) == CLOSED
    for closed in (resource, raw):
        with pytest.raises(ConfigurationError, match=CLOSED):
            closed.get("off_1")


def test_iteration_raises_after_the_client_is_closed(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    portal.add_response(page_of([offer], 1, "?page=2"))
    walked = []

    def walk(client: MijnKlantportaal) -> None:
        for item in client.customer_offers.list():
            walked.append(item.id)
            client.close()

    with pytest.raises(ConfigurationError, match=CLOSED):
        walk(make(MijnKlantportaal, portal.url))
    assert walked == [offer["id"]]
    assert len(portal.requests) == 1


@needs_descriptors
def test_leaving_an_iteration_early_leaves_no_descriptor_open(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    portal.add_response(page_of([offer, offer], 1, "?page=2"))
    portal.add_response(page_of([offer, offer], 2, "?page=3"))
    nobody = open_descriptors()
    with make(MijnKlantportaal, portal.url) as client:
        client.customer_offers.list()
        before = open_descriptors()
        assert before == nobody + 2, "one connection, of which the server has the other end"
        for item in client.customer_offers.list():
            assert item.id
            break
        for page in client.customer_offers.list().pages():
            if page.current_page == 2:
                break
        assert open_descriptors() == before
    assert settles_at(nobody)

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, portal.url) as client:
            await client.customer_offers.list()
            before = open_descriptors()
            async for item in client.customer_offers.list():
                assert item.id
                break
            async for page in client.customer_offers.list().pages():
                assert page.data
                break
            assert open_descriptors() == before

    asyncio.run(program())
    assert settles_at(nobody)


@needs_descriptors
@pytest.mark.parametrize("kind", CLIENTS)
def test_unclosed_client_is_garbage_collected_with_its_connections(echo: EchoServer, kind: Any) -> None:
    # What other tests left is theirs.
    gc.collect()
    before = open_descriptors()

    def program() -> weakref.ref[Any]:
        client = make(kind, echo.url)
        assert call(client) == "it has worked"
        return weakref.ref(client)

    assert without_closing(program)() is None
    assert settles_at(before)


@pytest.mark.parametrize("kind", CLIENTS)
def test_unused_client_is_collected_without_a_warning(kind: Any) -> None:
    client = make(kind, "http://127.0.0.1:9")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del client
        gc.collect()
    assert caught == []


def test_closing_the_client_ends_a_waiting_call_with_an_error(echo: EchoServer) -> None:
    async def program() -> None:
        client = make(AsyncMijnKlantportaal, echo.url)
        task = asyncio.ensure_future(client.customer_offers.get("held"))
        await until(echo.arrived.is_set)
        await client.close()
        with pytest.raises(APIConnectionError):
            await asyncio.wait_for(task, HANG_GUARD)

    asyncio.run(program())
