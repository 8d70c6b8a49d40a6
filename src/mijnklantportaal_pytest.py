"""Fixtures for tests of programs that use the client. pytest finds them by itself, through the entry point.

The sandbox is loaded when a test first asks for it: this module is loaded in every run.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
    from mijnklantportaal.sandbox import Sandbox


@contextmanager
def _failing_in_a_sentence() -> Iterator[None]:
    """That the extra is not installed is no fault of the test, and nothing in here explains it."""
    try:
        yield
    except ImportError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


@pytest.fixture
def mijnklantportaal_sandbox() -> "Sandbox":
    """An empty sandbox of MijnKlantportaal, for one test."""
    with _failing_in_a_sentence():
        from mijnklantportaal.sandbox import Sandbox

    return Sandbox()


@pytest.fixture
def mijnklantportaal_client(mijnklantportaal_sandbox: "Sandbox") -> "MijnKlantportaal":
    """A client of the test's sandbox, without a network."""
    return mijnklantportaal_sandbox.client()


@pytest.fixture
def mijnklantportaal_async_client(mijnklantportaal_sandbox: "Sandbox") -> "AsyncMijnKlantportaal":
    """An asynchronous client of the test's sandbox, without a network."""
    return mijnklantportaal_sandbox.async_client()


@pytest.fixture
def mijnklantportaal_server(mijnklantportaal_sandbox: "Sandbox", monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the test's sandbox, served on this machine.

    A `MijnKlantportaal()` that the program makes by itself finds it, through the environment variables. It waits for
    real: before it repeats a call, and after 60 calls for the next minute.
    """
    with ExitStack() as stack:
        with _failing_in_a_sentence():
            address = stack.enter_context(mijnklantportaal_sandbox.serve())
        monkeypatch.setenv("MIJNKLANTPORTAAL_BASE_URL", address)
        monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", mijnklantportaal_sandbox.api_key)
        yield address
