"""Copies of a client with other tokens: they share connections, and neither a token nor a rate limiter."""

import gc
import threading
from collections.abc import Awaitable
from typing import Any

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal
from mijnklantportaal._rate_limit import RateLimiter, RateLimiters
from tests.client.clients import Call, ClientClass, ClientFactory, both_clients, read
from tests.client.fake_clock import FakeClock
from tests.client.portal_server import PortalServer, reach_limit
from tests.client.tcp_server import GOOD, TcpServer


def reading(**options: Any) -> Call:
    """Return a call with a copy of the client that has these options."""
    return lambda client: read(client.with_options(**options))


def tokens(portal: PortalServer) -> list[str]:
    return [request.headers["Authorization"].removeprefix("Bearer ") for request in portal.requests]


@both_clients
def test_copies_with_other_keys_share_connections_and_no_token(client_factory: ClientFactory) -> None:
    with TcpServer(GOOD) as server, client_factory(base_url=server.url) as perform:
        for key in ("first", "second", "third"):
            perform(reading(api_key=key))
        perform(read)
        sent = [request.headers["authorization"] for request in server.requests]
        assert sent == ["Bearer first", "Bearer second", "Bearer third", "Bearer key-for-tests"]
        assert server.settles(connections=1)


@both_clients
def test_rate_limit_of_one_key_does_not_delay_another(
    client_factory: ClientFactory, portal: PortalServer, clock: FakeClock, offer: dict[str, Any]
) -> None:
    reach_limit(portal, offer)
    with client_factory(base_url=portal.url) as perform:
        perform(read)
        for key in ("first", "second"):
            perform(reading(api_key=key))
    assert (tokens(portal), clock.waits) == (["key-for-tests", "first", "second"], [])


def test_copies_with_the_same_key_share_a_rate_limiter(
    portal: PortalServer, clock: FakeClock, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    reach_limit(portal, offer)
    read(client.with_options(api_key="tenant"))
    gc.collect()
    # A copy of a copy, also where the first copy is gone.
    read(client.with_options(api_key="other").with_options(api_key="tenant", timeout=5))
    assert sum(clock.waits) == 60
    read(client)
    read(client.with_options(api_key="other").with_options(api_key="key-for-tests"))
    assert sum(clock.waits) == 120


def test_copy_with_another_function_for_the_token_has_its_own_rate_limiter(
    portal: PortalServer, clock: FakeClock, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    reach_limit(portal, offer)

    def token() -> str:
        return "from-a-function"

    copy = client.with_options(auth=token)
    read(client)
    read(copy)
    assert clock.waits == []
    read(copy.with_options(auth=token, timeout=5))
    assert (sum(clock.waits), tokens(portal)) == (60, ["key-for-tests", "from-a-function", "from-a-function"])


class Tokens:
    def token(self) -> str:
        return "from-a-method"


def test_copy_with_the_same_method_for_the_token_shares_the_rate_limiter(client: MijnKlantportaal) -> None:
    tokens = Tokens()
    copy = client.with_options(auth=tokens.token)
    assert copy.with_options(auth=tokens.token)._sender.state.limiter is copy._sender.state.limiter
    assert copy.with_options(auth=Tokens().token)._sender.state.limiter is not copy._sender.state.limiter


class Tenant:
    def __init__(self, name: str) -> None:
        self.name = name

    def token(self) -> str:
        return self.name


def test_copies_for_each_call_share_the_rate_limiter_of_their_function(
    portal: PortalServer, clock: FakeClock, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    reach_limit(portal, offer)
    bakery, butcher = Tenant("bakery"), Tenant("butcher")
    read(client.with_options(auth=bakery.token))
    read(client.with_options(auth=butcher.token))
    assert clock.waits == []
    read(client.with_options(auth=bakery.token))
    assert (sum(clock.waits), tokens(portal)) == (60, ["bakery", "butcher", "bakery"])


class Unhashable(Tenant):
    def __call__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        # Python then gives the class no hash.
        return self is other


def test_function_without_a_hash_is_a_source_of_tokens(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    read(client.with_options(auth=Unhashable("bakery")))
    assert tokens(portal) == ["bakery"]


async def async_token() -> str:
    return "async-token"


def test_async_copy_takes_an_awaitable_token(portal: PortalServer, offer: dict[str, Any]) -> None:
    import asyncio

    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key="k", base_url=portal.url) as client:
            source: Awaitable[object] = read(client.with_options(auth=async_token))
            await source

    portal.add_response(offer)
    asyncio.run(program())
    assert tokens(portal) == ["async-token"]


@pytest.mark.parametrize("client_class", [MijnKlantportaal, AsyncMijnKlantportaal])
@pytest.mark.parametrize(
    "options", [{"api_key": ""}, {"api_key": "line\nbreak"}, {"auth": "token"}, {"api_key": "k", "auth": async_token}]
)
def test_invalid_token_of_a_copy_raises_and_is_not_shown(client_class: ClientClass, options: dict[str, Any]) -> None:
    client = client_class(api_key="secret", base_url="http://localhost")
    with pytest.raises(ConfigurationError) as caught:
        client.with_options(**options)
    assert "break" not in str(caught.value)


def test_copy_keeps_its_other_options(client: MijnKlantportaal, portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    read(client.with_options(default_headers={"X-Tenant": "7"}).with_options(api_key="tenant"))
    assert portal.request.headers["X-Tenant"] == "7"


def test_rate_limiters_of_idle_keys_are_dropped() -> None:
    limiters = RateLimiters()
    busy = limiters.get(b"busy", 0.0)
    busy.acquire(0.0)
    for number in range(3000):
        limiters.get(str(number).encode(), 0.0)
    assert limiters.get(b"busy", 1.0) is busy
    assert len(vars(limiters)["_by_key"]) <= 1001


def test_rate_limiter_of_a_copy_that_was_idle_is_that_of_the_next_copy(client: MijnKlantportaal) -> None:
    idle = client.with_options(api_key="tenant")
    for number in range(1100):
        client.with_options(api_key=f"other-{number}")
    assert client.with_options(api_key="tenant")._sender.state.limiter is idle._sender.state.limiter


def test_rate_limiters_of_busy_keys_are_not_looked_at_for_each_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    limiters, looks = RateLimiters(), 0

    def is_idle(limiter: RateLimiter, now: float) -> bool:
        nonlocal looks
        looks += 1
        return False

    monkeypatch.setattr(RateLimiter, "is_idle", is_idle)
    for number in range(5000):
        limiters.get(str(number).encode(), 0.0)
    assert looks < 2 * 5000


def test_copies_in_threads_get_one_rate_limiter_for_a_key(client: MijnKlantportaal) -> None:
    limiters: list[object] = []
    barrier = threading.Barrier(8)

    def copy() -> None:
        barrier.wait()
        limiters.append(client.with_options(api_key="tenant")._sender.state.limiter)

    threads = [threading.Thread(target=copy) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(limiters) == 8
    assert len(set(map(id, limiters))) == 1
