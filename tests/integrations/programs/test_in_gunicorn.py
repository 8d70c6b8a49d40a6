"""A client that was made before gunicorn forked its workers."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from mijnklantportaal.sandbox import Sandbox

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


@contextmanager
def gunicorn(folder: Path, url: str) -> Iterator[str]:
    """Serve the application with two workers that are forked after it was loaded, and yield its address."""
    (folder / "shop.py").write_text(APPLICATION, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "MIJNKLANTPORTAAL_BASE_URL": url,
        "MIJNKLANTPORTAAL_API_KEY": Sandbox().api_key,
        "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
    }
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers", "2", "--bind", f"127.0.0.1:{port}", "shop"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=30)
        assert "Traceback" not in log, log


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None, process.communicate()[1]
        try:
            httpx.get(address, timeout=10)
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("gunicorn does not start")


def test_client_made_before_the_workers_were_forked_works_in_each_of_them(tmp_path: Path) -> None:
    sandbox = Sandbox(rate_limit=10_000)
    sandbox.customers.add()
    workers: set[str] = set()
    with sandbox.serve() as url, gunicorn(tmp_path, url) as address:
        for _ in range(200):
            worker, customers, async_customers, refusal = httpx.get(address, timeout=30).text.split("\n")
            assert (customers, async_customers) == ("1", "1")
            assert refusal.startswith("this client was used in another process before a fork")
            workers.add(worker)
            if len(workers) == 2:
                return
    raise AssertionError(f"only the worker {workers} has responded")
