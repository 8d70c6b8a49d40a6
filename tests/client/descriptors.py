"""Counts of the files and sockets that this process has open."""

import os
import time

import pytest

from tests.client.waiting import settles

# Linux and macOS list them there.
_FOLDER = "/dev/fd"

needs_descriptors = pytest.mark.skipif(not os.path.isdir(_FOLDER), reason="descriptors cannot be counted here")


def open_descriptors() -> int:
    """Return the number of open descriptors; 0 where the system does not list them."""
    return len(os.listdir(_FOLDER)) if os.path.isdir(_FOLDER) else 0


def settled_descriptors() -> int:
    """Return their number once it no longer changes: a server notices later that a client has left."""
    previous = -1
    while (count := open_descriptors()) != previous:
        previous = count
        time.sleep(0.1)
    return count


def descriptors_settle_at(count: int) -> bool:
    """Return whether the number of open descriptors becomes `count`."""
    return settles(lambda: open_descriptors() == count)
