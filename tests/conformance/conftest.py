"""Prism as a server, and the client in both its forms."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, SpecDrift
from tests.conformance import prism as prism_server
from tests.operations import document

Sender: TypeAlias = Callable[..., Any]
"""Makes a client with these options, gives it to a function that makes a call with it, and gives the result, once it
is there, and how the answer differs from the document."""


@pytest.fixture(scope="session")
def prism(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prism that serves the effective document."""
    program = prism_server.installed(request.config.cache.mkdir("prism"))
    served = prism_server.readable_for_prism(document())
    with prism_server.running(program, served, tmp_path_factory.mktemp("prism")) as address:
        yield address


def _at_once(call: Callable[[Any], Any], **options: Any) -> tuple[Any, list[SpecDrift]]:
    drift: list[SpecDrift] = []
    with MijnKlantportaal(api_key="key-for-tests", max_retries=0, on_drift=drift.append, **options) as client:
        return call(client), drift


def _when_awaited(call: Callable[[Any], Any], **options: Any) -> tuple[Any, list[SpecDrift]]:
    drift: list[SpecDrift] = []

    async def run() -> Any:
        key = "key-for-tests"
        async with AsyncMijnKlantportaal(api_key=key, max_retries=0, on_drift=drift.append, **options) as client:
            return await call(client)

    return asyncio.run(run()), drift


@pytest.fixture(params=[_at_once, _when_awaited], ids=["sync", "async"])
def send(request: pytest.FixtureRequest) -> Sender:
    """Calls through the synchronous client, and through the asynchronous one."""
    sender: Sender = request.param
    return sender
