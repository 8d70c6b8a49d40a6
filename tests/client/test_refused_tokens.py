"""A call whose token the portal refuses is sent once more, with another token."""

import asyncio
import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from mijnklantportaal import (
    AsyncMijnKlantportaal,
    AuthenticationError,
    ConfigurationError,
    InternalServerError,
    MijnKlantportaal,
    ResponseEvent,
)
from tests.client.clients import ClientFactory, both_clients, read, write
from tests.client.conftest import PageFactory
from tests.client.fake_clock import FakeClock
from tests.client.portal_server import PortalServer


def upload(client: Any) -> Any:
    return client.files.upload(file=io.BytesIO(b"content"))


def tokens(*values: str) -> Callable[[], str]:
    """Return a source that has these tokens, one after another, and the last one from then on."""
    remaining = list(values)
    return lambda: remaining.pop(0) if len(remaining) > 1 else remaining[0]


def refuse(portal: PortalServer) -> None:
    portal.add_response({"message": "Unauthenticated."}, status=401)


def sent_tokens(portal: PortalServer) -> list[str]:
    return [request.headers["Authorization"].removeprefix("Bearer ") for request in portal.requests]


@both_clients
@pytest.mark.parametrize("call", [read, write, upload])
def test_refused_token_is_replaced_and_the_call_sent_again(
    portal: PortalServer, client_factory: ClientFactory, call: Callable[[Any], Any]
) -> None:
    refuse(portal)
    portal.add_response({})
    events: list[ResponseEvent] = []
    with client_factory(
        auth=tokens("old", "new"), base_url=portal.url, max_retries=0, max_wait=0, on_response=events.append
    ) as perform:
        perform(call)
    assert sent_tokens(portal) == ["old", "new"]
    assert portal.requests[0].headers["Content-Length"] == portal.requests[1].headers["Content-Length"]
    assert [(event.attempt, event.status_code) for event in events] == [(1, 401), (2, 200)]


@both_clients
def test_source_without_another_token_is_called_once_more_and_nothing_sent(
    portal: PortalServer, client_factory: ClientFactory
) -> None:
    refuse(portal)
    with (
        client_factory(auth=tokens("only"), base_url=portal.url) as perform,
        pytest.raises(AuthenticationError, match="Unauthenticated") as caught,
    ):
        perform(write)
    assert sent_tokens(portal) == ["only"]
    assert caught.value.attempts == 1


@both_clients
def test_api_key_that_is_refused_is_sent_once(portal: PortalServer, client_factory: ClientFactory) -> None:
    refuse(portal)
    with client_factory(base_url=portal.url) as perform, pytest.raises(AuthenticationError):
        perform(read)
    assert len(portal.requests) == 1


@both_clients
def test_second_refusal_raises(portal: PortalServer, client_factory: ClientFactory) -> None:
    refuse(portal)
    with (
        client_factory(auth=tokens("1", "2", "3"), base_url=portal.url) as perform,
        pytest.raises(AuthenticationError) as caught,
    ):
        perform(read)
    assert sent_tokens(portal) == ["1", "2"]
    assert caught.value.attempts == 2


@both_clients
def test_retries_after_a_refusal_are_as_many_as_without(
    portal: PortalServer, client_factory: ClientFactory, clock: FakeClock
) -> None:
    portal.add_response({}, status=503)
    refuse(portal)
    portal.add_response({}, status=503)
    with (
        client_factory(auth=tokens("1", "2", "3"), base_url=portal.url, max_retries=2) as perform,
        pytest.raises(InternalServerError) as caught,
    ):
        perform(read)
    assert sent_tokens(portal) == ["1", "1", "2", "2"]
    assert caught.value.attempts == 4


@both_clients
def test_each_call_has_a_second_chance(portal: PortalServer, client_factory: ClientFactory) -> None:
    for _ in range(2):
        refuse(portal)
        portal.add_response({})
    with client_factory(auth=tokens("1", "2", "3", "4"), base_url=portal.url) as perform:
        perform(read)
        perform(read)
    assert sent_tokens(portal) == ["1", "2", "3", "4"]


def test_each_page_has_a_second_chance(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    refuse(portal)
    portal.add_response(page_of([offer], 1, f"{portal.url}/customer-offers?page=2"))
    refuse(portal)
    portal.add_response(page_of([{**offer, "id": "off_2"}], 2))
    with MijnKlantportaal(auth=tokens("1", "2", "3", "4"), base_url=portal.url) as client:
        assert len(list(client.customer_offers.list())) == 2
    assert sent_tokens(portal) == ["1", "2", "3", "4"]


def test_raw_response_is_that_of_the_second_attempt(portal: PortalServer, offer: dict[str, Any]) -> None:
    refuse(portal)
    portal.add_response(offer)
    with MijnKlantportaal(auth=tokens("1", "2"), base_url=portal.url) as client:
        assert client.with_raw_response.customer_offers.get("off_1").status_code == 200


def test_coroutine_function_is_awaited_for_both_tokens(portal: PortalServer, offer: dict[str, Any]) -> None:
    refuse(portal)
    portal.add_response(offer)
    source = tokens("1", "2")

    async def token() -> str:
        return source()

    async def call() -> None:
        async with AsyncMijnKlantportaal(auth=token, base_url=portal.url) as client:
            await client.customer_offers.get("off_1")

    asyncio.run(call())
    assert sent_tokens(portal) == ["1", "2"]


@both_clients
def test_source_that_fails_for_the_second_token_raises_its_error_alone(
    portal: PortalServer, client_factory: ClientFactory
) -> None:
    refuse(portal)
    values: Iterator[str] = iter(["1"])
    with (
        client_factory(auth=lambda: next(values, None) or "not valid", base_url=portal.url) as perform,
        pytest.raises(ConfigurationError, match="printable ASCII") as caught,
    ):
        perform(read)
    assert caught.value.__context__ is None
    assert len(portal.requests) == 1


def test_refusal_is_logged_like_any_attempt(portal: PortalServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "mijnklantportaal")
    refuse(portal)
    portal.add_response({})
    with MijnKlantportaal(auth=tokens("1-secret", "2-secret"), base_url=portal.url, throttle=False) as client:
        write(client)
    lines = [record.getMessage() for record in caplog.records if record.name == "mijnklantportaal"]
    assert [("401" in line, "200" in line) for line in lines] == [(True, False), (False, True)]
    assert "secret" not in caplog.text
