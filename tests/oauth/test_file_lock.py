"""`FileTokenStore`: its lock, across threads, stores, processes and forks."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from mijnklantportaal.oauth import FileTokenStore
from tests.oauth.stored_tokens import TOKENS, with_lifetime

HANG_GUARD = 60.0
forks_beside_threads = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")

ADD = """
import sys
from mijnklantportaal.oauth import FileTokenStore, Tokens

store = FileTokenStore(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with store.lock():
        tokens = store.load()
        store.save(Tokens.from_dict({**tokens.to_dict(), "expires_in": tokens.expires_in + 1}))
"""
HOLD = """
import sys, time
from mijnklantportaal.oauth import FileTokenStore

with FileTokenStore(sys.argv[1]).lock():
    print("locked", flush=True)
    time.sleep(60)
"""
HOLD_AND_FORK = """
import os, sys, threading, time
from mijnklantportaal.oauth import FileTokenStore

with FileTokenStore(sys.argv[1]).lock():
    if not (child := os.fork()):
        time.sleep(60)
    print(child, flush=True)
    time.sleep(60)
"""


@contextmanager
def started(program: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Start a program, and kill it in the end."""
    command = [sys.executable, "-W", "error", "-c", program, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def killed_while_it_holds_the_lock(program: str, path: Path) -> Iterator[str]:
    """Run a program until it prints a line, yield the line, and kill the program."""
    with started(program, path) as process:
        assert process.stdout
        yield process.stdout.readline().strip()


def is_locked(path: Path) -> bool:
    """Return whether another thread or process holds the lock."""
    entered = threading.Event()

    def enter() -> None:
        with FileTokenStore(path).lock():
            entered.set()

    threading.Thread(target=enter, daemon=True).start()
    return not entered.wait(0.2)


def enter(path: Path) -> None:
    """Enter the lock, which must be free soon."""

    def enter_and_leave() -> None:
        with FileTokenStore(path).lock():
            pass

    with ThreadPoolExecutor(1) as threads:
        threads.submit(enter_and_leave).result(HANG_GUARD)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tokens.json"
    FileTokenStore(path).save(with_lifetime(0))
    return path


def lifetime_in(path: Path) -> float | None:
    tokens = FileTokenStore(path).load()
    assert tokens is not None
    return tokens.expires_in


def test_lock_excludes_threads_and_other_stores_of_the_same_file(path: Path) -> None:
    link = path.with_name("link")
    if sys.platform == "win32":
        # It allows links to administrators only.
        link = path
    else:
        link.symlink_to(path)
    stores = [FileTokenStore(path), FileTokenStore(path), FileTokenStore(link)]

    def add(number: int) -> None:
        store = stores[number % 3]
        with store.lock():
            store.save(with_lifetime((lifetime_in(path) or 0) + 1))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(60)))
    assert lifetime_in(path) == 60


def test_lock_excludes_other_processes(path: Path) -> None:
    with ExitStack() as running:
        processes = [running.enter_context(started(ADD, path, 50)) for _ in range(4)]
        for process in processes:
            process.communicate(timeout=HANG_GUARD)
            assert process.returncode == 0
    assert lifetime_in(path) == 200


def test_lock_is_free_after_an_exception(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), FileTokenStore(path).lock():
        raise KeyboardInterrupt
    enter(path)


def test_locks_of_different_files_are_independent(path: Path) -> None:
    with FileTokenStore(path).lock(), FileTokenStore(path.with_name("other.json")).lock():
        pass


def test_tokens_can_be_loaded_while_another_process_holds_the_lock(path: Path) -> None:
    with killed_while_it_holds_the_lock(HOLD, path):
        assert is_locked(path)
        assert lifetime_in(path) == 0


def test_lock_of_a_killed_process_is_free(path: Path) -> None:
    with killed_while_it_holds_the_lock(HOLD, path) as line:
        assert line == "locked"
    enter(path)


def test_lock_of_a_killed_process_is_free_while_a_process_that_it_forked_runs(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    with killed_while_it_holds_the_lock(HOLD_AND_FORK, path) as child:
        assert is_locked(path)
        os.kill(int(child), 0)
    try:
        enter(path)
    finally:
        os.kill(int(child), signal.SIGKILL)


@forks_beside_threads
def test_forked_process_that_leaves_the_block_does_not_release_the_lock_of_its_parent(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    store = FileTokenStore(path)
    with store.lock():
        child = os.fork()
        if child:
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
            assert is_locked(path)
    if not child:
        os._exit(0)
    enter(path)


@forks_beside_threads
def test_forked_process_waits_for_the_lock_that_a_thread_of_its_parent_holds(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    store = FileTokenStore(path)
    is_held, may_release = threading.Event(), threading.Event()

    def hold() -> None:
        with store.lock():
            is_held.set()
            may_release.wait(HANG_GUARD)
            store.save(TOKENS)

    with ThreadPoolExecutor(1) as threads:
        threads.submit(hold)
        is_held.wait(HANG_GUARD)
        child = os.fork()
        if not child:
            # Ends a child that hangs.
            threading.Timer(HANG_GUARD, os._exit, [1]).start()
            with store.lock():
                os._exit(0 if store.load() == TOKENS else 2)
        may_release.set()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
