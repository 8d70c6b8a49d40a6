"""Prism as a server, and calls with both clients."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeAlias

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, SpecDrift
from tests.conformance import prism as prism_server
from tests.operations import spec

Call: TypeAlias = Callable[[Any], Any]
"""Makes a call with the client that it is given, of either class: it returns the result, or an awaitable of it."""


class Send(Protocol):
    """Makes a call with a client that has these options: it returns the result, and the deviations from the spec."""

    def __call__(self, call: Call, **options: Any) -> tuple[Any, list[SpecDrift]]: ...


@pytest.fixture(scope="session")
def prism(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prism that serves the effective spec."""
    program = prism_server.installed(request.config.cache.mkdir("prism"))
    adapted = prism_server.adapt_to_prism(spec())
    with prism_server.running(program, adapted, tmp_path_factory.mktemp("prism")) as address:
        yield address


def _send_sync(call: Call, **options: Any) -> tuple[Any, list[SpecDrift]]:
    drift: list[SpecDrift] = []
    with MijnKlantportaal(api_key="key-for-tests", max_retries=0, on_drift=drift.append, **options) as client:
        return call(client), drift


def _send_async(call: Call, **options: Any) -> tuple[Any, list[SpecDrift]]:
    drift: list[SpecDrift] = []

    async def run() -> Any:
        key = "key-for-tests"
        async with AsyncMijnKlantportaal(api_key=key, max_retries=0, on_drift=drift.append, **options) as client:
            return await call(client)

    return asyncio.run(run()), drift


# Both clients make their requests with the same code.
@pytest.fixture(
    params=[pytest.param(_send_sync, id="sync"), pytest.param(_send_async, id="async", marks=pytest.mark.long)]
)
def send(request: pytest.FixtureRequest) -> Send:
    """Calls with the synchronous client, and with the asynchronous one."""
    send: Send = request.param
    return send
