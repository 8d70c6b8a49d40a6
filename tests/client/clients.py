"""Both clients in one form, for tests that make the same calls with each of them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, AsyncExitStack, ExitStack, contextmanager
from typing import Any, Protocol, TypeAlias, Unpack

import httpx
import pytest

from mijnklantportaal import AsyncMijnKlantportaal, ClientOptions, MijnKlantportaal, MijnKlantportaalError

API_KEY = "key-for-tests"
CLIENT_CLASSES = [MijnKlantportaal, AsyncMijnKlantportaal]

AnyClient: TypeAlias = MijnKlantportaal | AsyncMijnKlantportaal
ClientClass: TypeAlias = type[MijnKlantportaal] | type[AsyncMijnKlantportaal]
Call: TypeAlias = Callable[[Any], Any]
"""Makes a call with the client that it is given, of either class: it returns the result, or an awaitable of it."""
Perform: TypeAlias = Callable[[Call], Any]
"""Makes a call with an open client, and returns its result."""


class ClientFactory(Protocol):
    """Opens a client with these options. `own` has the options of an httpx client that it is given."""

    def __call__(
        self,
        *,
        api_key: str | None = None,
        auth: Any = None,
        base_url: str | None = None,
        http_client: Any = None,
        own: Mapping[str, Any] | None = None,
        **options: Unpack[ClientOptions],
    ) -> AbstractContextManager[Perform]: ...


def credentials(api_key: str | None, auth: Any) -> dict[str, Any]:
    return {"api_key": api_key or API_KEY} if auth is None else {"api_key": api_key, "auth": auth}


@contextmanager
def sync_client(
    *,
    api_key: str | None = None,
    auth: Any = None,
    base_url: str | None = None,
    http_client: Any = None,
    own: Mapping[str, Any] | None = None,
    **options: Unpack[ClientOptions],
) -> Iterator[Perform]:
    with ExitStack() as stack:
        if own is not None:
            http_client = stack.enter_context(httpx.Client(**own))
        client = stack.enter_context(
            MijnKlantportaal(**credentials(api_key, auth), base_url=base_url, http_client=http_client, **options)
        )
        yield lambda call: call(client)


@contextmanager
def async_client(
    *,
    api_key: str | None = None,
    auth: Any = None,
    base_url: str | None = None,
    http_client: Any = None,
    own: Mapping[str, Any] | None = None,
    **options: Unpack[ClientOptions],
) -> Iterator[Perform]:
    stack = AsyncExitStack()

    async def awaited(call: Call, client: AsyncMijnKlantportaal) -> Any:
        return await call(client)

    with asyncio.Runner() as runner:
        try:
            if own is not None:
                http_client = runner.run(stack.enter_async_context(httpx.AsyncClient(**own)))
            client = AsyncMijnKlantportaal(
                **credentials(api_key, auth), base_url=base_url, http_client=http_client, **options
            )
            runner.run(stack.enter_async_context(client))
            yield lambda call: runner.run(awaited(call, client))
        finally:
            runner.run(stack.aclose())


CLIENT_FACTORIES = [pytest.param(sync_client, id="sync"), pytest.param(async_client, id="async")]
both_clients = pytest.mark.parametrize("client_factory", CLIENT_FACTORIES)


def outcomes(client_factory: ClientFactory, *calls: Call, **options: Any) -> list[Any]:
    """Return the result of each call, or the error that it raises, one call after another with one client."""
    results: list[Any] = []
    with client_factory(**options) as perform:
        for call in calls:
            try:
                results.append(perform(call))
            except MijnKlantportaalError as error:
                results.append(error)
    return results


def sender(client: AnyClient) -> object:
    """Return the object that sends the calls of a client."""
    return client._sender


def read(client: Any) -> Any:
    """Make a call that changes nothing."""
    return client.customer_offers.get("off_1")


def write(client: Any) -> Any:
    """Make a call that changes something."""
    return client.tickets.add_message("tic_1", message="x")
