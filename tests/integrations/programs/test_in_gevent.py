"""A client in a program that gevent has patched: calls of greenlets run at the same time, and waits end."""

from pathlib import Path

from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.served_portals import run_program

# gevent warns of itself, so warnings of other modules only are errors.
OPTIONS = ("-W", "error", "-W", "ignore::DeprecationWarning")

CONCURRENT = """
from gevent import monkey
monkey.patch_all()
import time, gevent
from mijnklantportaal import MijnKlantportaal

with MijnKlantportaal() as client:
    client.customers.list()
    start = time.monotonic()
    calls = [gevent.spawn(client.customers.list) for _ in range(20)]
    gevent.joinall(calls, raise_error=True)
    print(time.monotonic() - start)
"""

WAITING = """
from gevent import monkey
monkey.patch_all()
import gevent
from mijnklantportaal import MijnKlantportaal

with MijnKlantportaal(max_retries=0) as client:
    limiter = client._sender.state.limiter
    # The limit of which the client knows is used up, until a response states a higher one.
    for _ in range(59):
        assert limiter.acquire(0.0) == 0
    calls = [gevent.spawn(client.customers.list) for _ in range(3)]
    done = gevent.joinall(calls, timeout=30, raise_error=True)
    print(len(done))
"""


def test_calls_of_greenlets_run_at_the_same_time(tmp_path: Path) -> None:
    sandbox = Sandbox(rate_limit=1000)
    with sandbox.serve(latency=0.5) as url:
        seconds = float(run_program(CONCURRENT, url, tmp_path, *OPTIONS))
    assert len(sandbox.requests) == 21
    # One after another they would take 10.
    assert seconds < 7


def test_greenlet_that_waits_for_the_rate_limit_is_woken_up(tmp_path: Path) -> None:
    sandbox = Sandbox(rate_limit=1000)
    with sandbox.serve(latency=0.5) as url:
        assert run_program(WAITING, url, tmp_path, *OPTIONS) == "3\n"
    assert len(sandbox.requests) == 3
