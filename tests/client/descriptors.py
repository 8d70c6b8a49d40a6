"""Counts of the files and sockets that this process has open."""

import os

import pytest

from tests.client.waiting import settles

# Linux and macOS list them there.
_FOLDER = "/dev/fd"

needs_descriptors = pytest.mark.skipif(not os.path.isdir(_FOLDER), reason="descriptors cannot be counted here")


def open_descriptors() -> int:
    """Return the number of open descriptors; 0 where the system does not list them."""
    return len(os.listdir(_FOLDER)) if os.path.isdir(_FOLDER) else 0


def descriptors_settle_at(count: int) -> bool:
    """Return whether the number of open descriptors becomes `count`: a server notices later that a client has left."""
    return settles(lambda: open_descriptors() == count)
