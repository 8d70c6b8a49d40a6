"""Stores the tokens for one portal in memory."""

import os
import threading
from contextlib import AbstractContextManager

from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal.oauth._tokens import Tokens


class MemoryTokenStore(SharedByCopies):
    """Stores tokens until the process ends, for the threads and tasks of one process.

    A copy of a store is the store itself. A forked process gets its own store, with the tokens from before the fork:
    processes that share tokens need a `FileTokenStore`, a `RedisTokenStore` or a database.
    """

    _instead = "use a FileTokenStore for several processes"

    def __init__(self) -> None:
        self._tokens: Tokens | None = None
        # One lock for each process: after a fork, no thread is left to release a lock that was held at that time.
        self._locks: dict[int, threading.Lock] = {}

    def load(self) -> Tokens | None:
        """Return the stored tokens, or `None` if there are none."""
        return self._tokens

    def save(self, tokens: Tokens) -> None:
        """Store the tokens, replacing the previous ones."""
        self._tokens = tokens

    def lock(self) -> AbstractContextManager[object]:
        """Return a context manager that only one thread enters at a time."""
        return self._locks.setdefault(os.getpid(), threading.Lock())
