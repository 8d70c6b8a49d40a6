"""An asynchronous client in synchronous code of Django, which runs an event loop for each call."""

import asyncio

from asgiref.sync import async_to_sync, sync_to_async

from mijnklantportaal import AsyncMijnKlantportaal
from mijnklantportaal.sandbox import Sandbox


def test_client_is_used_by_async_to_sync_and_by_the_event_loop_around_it() -> None:
    sandbox = Sandbox(rate_limit=1000)
    sandbox.customers.add()
    with sandbox.serve() as url:
        client = AsyncMijnKlantportaal(api_key=sandbox.api_key, base_url=url)

        async def count() -> int:
            return len((await client.customers.list()).data)

        # A view without an event loop.
        assert [async_to_sync(count)() for _ in range(3)] == [1] * 3

        async def view() -> list[int]:
            counts = [await count()]
            # From a thread back to this event loop.
            counts.append(await sync_to_async(async_to_sync(count))())
            counts.append(await count())
            await client.close()
            return counts

        assert asyncio.run(view()) == [1] * 3
    assert len(sandbox.requests) == 6
