"""`MemoryTokenStore`: threads, forks, copies."""

import os
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from copy import copy, deepcopy

import pytest

from mijnklantportaal.oauth import MemoryTokenStore, TokenStore
from tests.oauth.stored_tokens import TOKENS, assert_no_secret_in, with_lifetime


def test_store_returns_what_was_saved_last() -> None:
    store: TokenStore = MemoryTokenStore()
    assert store.load() is None
    store.save(with_lifetime(1))
    store.save(TOKENS)
    assert store.load() == TOKENS


def test_lock_excludes_other_threads() -> None:
    store = MemoryTokenStore()
    store.save(with_lifetime(0))

    def add(_: int) -> None:
        with store.lock():
            tokens = store.load()
            assert tokens is not None
            assert tokens.expires_in is not None
            store.save(with_lifetime(tokens.expires_in + 1))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(1000)))
    assert store.load() == with_lifetime(1000)


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_lock_that_a_thread_holds_during_a_fork_is_free_in_the_forked_process() -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    store = MemoryTokenStore()
    store.save(TOKENS)
    is_held, is_done = threading.Event(), threading.Event()

    def hold() -> None:
        with store.lock():
            is_held.set()
            is_done.wait()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(hold)
        is_held.wait()
        child = os.fork()
        if not child:
            # Ends a child that waits for the lock.
            threading.Timer(20, os._exit, [1]).start()
            with store.lock():
                os._exit(0 if store.load() == TOKENS else 2)
        is_done.set()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_store_shows_no_secret_and_cannot_be_pickled() -> None:
    store = MemoryTokenStore()
    store.save(TOKENS)
    assert_no_secret_in(store)
    assert_no_secret_in(vars(store))
    with pytest.raises(TypeError, match=r"^MemoryTokenStore cannot be pickled, .*: use a FileTokenStore"):
        pickle.dumps(store)


@pytest.mark.parametrize("make_copy", [copy, deepcopy])
def test_copy_of_a_store_is_the_same_object(make_copy: type) -> None:
    store = MemoryTokenStore()
    assert make_copy(store) is store
