"""Closing a client, and what remains open afterwards."""

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
from tests.client.clients import CLIENT_CLASSES, AnyClient, ClientClass
from tests.client.concurrent_calls import SUCCEEDED, call_outcome, connect, without_closing
from tests.client.conftest import PageFactory
from tests.client.descriptors import descriptors_settle_at, needs_descriptors, open_descriptors
from tests.client.echo_server import EchoServer
from tests.client.messages import CLIENT_IS_CLOSED
from tests.client.portal_server import PortalServer
from tests.client.waiting import HANG_GUARD, until


def test_error_in_with_block_closes_the_client(echo: EchoServer) -> None:
    def program(client: MijnKlantportaal) -> None:
        with client:
            client.customer_offers.get("off_1")
            raise ZeroDivisionError

    async def asynchronous_program(client: AsyncMijnKlantportaal) -> None:
        async with client:
            await client.customer_offers.get("off_1")
            raise ZeroDivisionError

    client, asynchronous = connect(MijnKlantportaal, echo.url), connect(AsyncMijnKlantportaal, echo.url)
    with pytest.raises(ZeroDivisionError):
        program(client)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(asynchronous_program(asynchronous))
    assert [call_outcome(client), call_outcome(asynchronous)] == [CLIENT_IS_CLOSED] * 2


def test_client_can_be_closed_inside_its_with_block(echo: EchoServer) -> None:
    with connect(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_1")
        client.close()
        assert call_outcome(client) == CLIENT_IS_CLOSED

    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("off_1")
            await client.close()
            await client.close()
            with pytest.raises(ConfigurationError, match=CLIENT_IS_CLOSED):
                await client.customer_offers.get("off_1")

    asyncio.run(program())


def test_closing_a_copy_closes_the_original(echo: EchoServer) -> None:
    client = connect(MijnKlantportaal, echo.url)
    resource, raw = client.customer_offers, client.with_raw_response.customer_offers
    client.with_options(timeout=5).close()
    assert call_outcome(client) == CLIENT_IS_CLOSED
    for closed in (resource, raw):
        with pytest.raises(ConfigurationError, match=CLIENT_IS_CLOSED):
            closed.get("off_1")


def test_iteration_raises_after_the_client_is_closed(
    portal: PortalServer, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer], 1, "?page=2"))
    ids = []

    def iterate(client: MijnKlantportaal) -> None:
        for item in client.customer_offers.list():
            ids.append(item.id)
            client.close()

    with pytest.raises(ConfigurationError, match=CLIENT_IS_CLOSED):
        iterate(connect(MijnKlantportaal, portal.url))
    assert ids == [offer["id"]]
    assert len(portal.requests) == 1


@needs_descriptors
def test_leaving_an_iteration_early_leaves_no_descriptor_open(
    portal: PortalServer, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer, offer], 1, "?page=2"))
    portal.add_response(page_of([offer, offer], 2, "?page=3"))
    without_client = open_descriptors()
    with connect(MijnKlantportaal, portal.url) as client:
        client.customer_offers.list()
        before = open_descriptors()
        assert before == without_client + 2, "both ends of one connection"
        for item in client.customer_offers.list():
            assert item.id
            break
        for page in client.customer_offers.list().pages():
            if page.current_page == 2:
                break
        assert open_descriptors() == before
    assert descriptors_settle_at(without_client)

    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, portal.url) as client:
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
    assert descriptors_settle_at(without_client)


@needs_descriptors
@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
def test_unclosed_client_is_garbage_collected_with_its_connections(echo: EchoServer, client_class: ClientClass) -> None:
    # Clients of other tests are not counted.
    gc.collect()
    before = open_descriptors()

    def program() -> weakref.ref[AnyClient]:
        client = connect(client_class, echo.url)
        assert call_outcome(client) == SUCCEEDED
        return weakref.ref(client)

    assert without_closing(program)() is None
    assert descriptors_settle_at(before)


@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
def test_unused_client_is_collected_without_a_warning(client_class: ClientClass) -> None:
    client = connect(client_class, "http://127.0.0.1:9")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del client
        gc.collect()
    assert caught == []


def test_closing_the_client_ends_a_waiting_call_with_an_error(echo: EchoServer) -> None:
    async def program() -> None:
        client = connect(AsyncMijnKlantportaal, echo.url)
        task = asyncio.ensure_future(client.customer_offers.get("held"))
        await until(echo.arrived.is_set)
        await client.close()
        with pytest.raises(APIConnectionError):
            await asyncio.wait_for(task, HANG_GUARD)

    asyncio.run(program())
