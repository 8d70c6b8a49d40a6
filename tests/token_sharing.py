"""Programs that share a token store, each in a process of its own, and a sandbox that they call.

The folder of a program has a module `stores`, whose `make_store` returns the store.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mijnklantportaal.oauth import OAuth, Scope, Tokens
from mijnklantportaal.sandbox import Sandbox

HANG_GUARD = 60.0
KINDS = ("threads", "asyncio", "trio")
"""What makes the calls of a process. Another one is `gevent`, whose greenlets take the place of threads."""

# Each starts when it gets a line, and prints the number of calls that succeeded.
_CALL = """
import sys
if sys.argv[1] == "gevent":
    from gevent import monkey
    monkey.patch_all()
import asyncio
from concurrent.futures import ThreadPoolExecutor
from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.oauth import OAuth
import stores

oauth = OAuth(store=stores.make_store())
kind, calls = sys.argv[1], int(sys.argv[2])
pages = []

def in_threads():
    with MijnKlantportaal(auth=oauth, throttle=False) as portal, ThreadPoolExecutor(calls) as threads:
        pages.extend(threads.map(lambda _: portal.customers.list(), range(calls)))

async def in_asyncio():
    async with AsyncMijnKlantportaal(auth=oauth, throttle=False) as portal:
        pages.extend(await asyncio.gather(*(portal.customers.list() for _ in range(calls))))

async def in_trio():
    async def call():
        pages.append(await portal.customers.list())

    async with AsyncMijnKlantportaal(auth=oauth, throttle=False) as portal, trio.open_nursery() as nursery:
        for _ in range(calls):
            nursery.start_soon(call)

if kind == "trio":
    import trio
print("ready", flush=True)
sys.stdin.readline()
if kind == "asyncio":
    asyncio.run(in_asyncio())
elif kind == "trio":
    trio.run(in_trio)
else:
    in_threads()
print(len(pages))
"""


@dataclass(frozen=True)
class Project:
    """A folder with the module `stores`, and the sandbox for its programs."""

    folder: Path
    sandbox: Sandbox
    environment: dict[str, str]

    def run(self, program: str, *arguments: object) -> str:
        """Run a program, and return what it prints."""
        with self._start(program, *arguments) as process:
            try:
                printed, errors = process.communicate(timeout=HANG_GUARD)
            finally:
                process.kill()
        assert (errors, process.returncode) == ("", 0), errors
        return printed

    @contextmanager
    def started(self, program: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
        """Start a program, wait for its first line, and kill it in the end."""
        with self._start(program, *arguments) as process:
            assert process.stdout
            assert process.stderr
            try:
                assert process.stdout.readline(), process.stderr.read()
                yield process
            finally:
                process.kill()

    def _start(self, program: str, *arguments: object) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-W", "error", "-c", program, *map(str, arguments)]
        environment = os.environ | self.environment
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )


FILE_STORES = """
from mijnklantportaal.oauth import FileTokenStore

def make_store():
    return FileTokenStore("tokens.json")
"""
"""A module `stores`."""


@contextmanager
def served_project(folder: Path, stores: str) -> Iterator[Project]:
    """Make a project with this module `stores`, and serve a sandbox for it."""
    (folder / "stores.py").write_text(stores, encoding="utf-8")
    sandbox = Sandbox(rate_limit=100_000)
    with sandbox.serve() as url:
        environment = {
            "MIJNKLANTPORTAAL_BASE_URL": url,
            "MIJNKLANTPORTAAL_OAUTH_URL": sandbox.oauth_url,
            "MIJNKLANTPORTAAL_CLIENT_ID": sandbox.client_id,
            "MIJNKLANTPORTAAL_CLIENT_SECRET": sandbox.client_secret,
            "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
        }
        yield Project(folder, sandbox, environment)


def new_tokens(sandbox: Sandbox, *, age: timedelta = timedelta()) -> Tokens:
    """Return tokens for which a user has agreed; with an age, their access token was issued so long ago."""
    oauth = OAuth(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        redirect_uri="http://localhost/back",
        base_url=sandbox.oauth_url,
    )
    url, state = oauth.authorization_url([Scope.CUSTOMERS_READ])
    tokens = oauth.fetch_tokens(sandbox.oauth.approve(url), state)
    return Tokens(tokens.access_token, tokens.refresh_token, datetime.now(UTC) - age, tokens.expires_in)


def assert_all_calls_succeed_with_one_refresh(project: Project, kinds: tuple[str, ...]) -> None:
    """Make 50 calls at once in a process of each kind, with the expired token that the store has."""
    oauth = project.sandbox.oauth
    with ExitStack() as started:
        processes = [started.enter_context(project.started(_CALL, kind, 50)) for kind in kinds]
        for process in processes:
            go(process)
        for process in processes:
            assert_50_calls_succeed(process)
    assert (oauth.refreshes, oauth.refused_refreshes) == (1, 0)


def assert_others_go_on_after_a_kill_during_a_refresh(project: Project) -> None:
    """Kill a process while it waits for the response to its refresh, and another one for the lock of the store."""
    oauth = project.sandbox.oauth
    oauth.faults.delay(2 * HANG_GUARD)
    with project.started(_CALL, "threads", 1) as killed, project.started(_CALL, "asyncio", 50) as other:
        go(killed)
        end = time.monotonic() + HANG_GUARD
        while not oauth.refreshes:
            assert time.monotonic() < end, "the process does not refresh"
            time.sleep(0.01)
        go(other)
        # Until it waits for the lock. A kill before that proves less, and does not fail.
        time.sleep(0.5)
        assert (other.poll(), oauth.refreshes) == (None, 1)
        killed.kill()
        assert_50_calls_succeed(other)
    assert oauth.refreshes == 2


def assert_50_calls_succeed(process: subprocess.Popen[str]) -> None:
    printed, errors = process.communicate(timeout=HANG_GUARD)
    assert (printed, errors) == ("50\n", ""), errors


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()
