"""A client that was made before gunicorn forked its workers."""

import os
from pathlib import Path

import httpx
import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.gunicorn_server import gunicorn

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="gunicorn needs fork")

APPLICATION = """
import asyncio, os
from mijnklantportaal import AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal

client = MijnKlantportaal()
async_client = AsyncMijnKlantportaal()
used = MijnKlantportaal()
used.customers.list()

async def list_customers():
    return await async_client.customers.list()

def application(environ, start_response):
    lines = [str(os.getpid()), str(len(client.customers.list().data)), str(len(asyncio.run(list_customers()).data))]
    try:
        used.customers.list()
    except ConfigurationError as error:
        lines.append(str(error))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["\\n".join(lines).encode()]
"""


def test_client_made_before_the_workers_were_forked_works_in_each_of_them(tmp_path: Path) -> None:
    sandbox = Sandbox(rate_limit=10_000)
    sandbox.customers.add()
    workers: set[str] = set()
    with (
        sandbox.serve() as url,
        gunicorn(
            tmp_path,
            APPLICATION,
            *("--preload", "--workers", "2"),
            MIJNKLANTPORTAAL_BASE_URL=url,
            MIJNKLANTPORTAAL_API_KEY=sandbox.api_key,
        ) as address,
    ):
        for _ in range(200):
            worker, customers, async_customers, refusal = httpx.get(address, timeout=30).text.split("\n")
            assert (customers, async_customers) == ("1", "1")
            assert refusal.startswith("this client was used before a fork, in another process")
            workers.add(worker)
            if len(workers) == 2:
                return
    raise AssertionError(f"only the worker {workers} has responded")
