"""Fixtures for tests with other people's packages."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from mijnklantportaal.sandbox import Sandbox


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    """What a test opens."""
    with ExitStack() as stack:
        yield stack
