"""Pytest fixtures for programs that use the client. pytest loads this module through its entry point.

Every run of pytest imports this module, so it imports the sandbox only when a fixture is used.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import mijnklantportaal
    import mijnklantportaal.sandbox

else:

    class _Package:
        """A stand-in that imports the package when `typing.get_type_hints` evaluates the annotation of a fixture."""

        def __getattr__(self, name: str) -> Any:
            # pytest looks for its own attributes on every object in a plugin.
            if name not in ("AsyncMijnKlantportaal", "MijnKlantportaal", "sandbox"):
                raise AttributeError(name)
            import mijnklantportaal.sandbox

            return getattr(mijnklantportaal, name)

    mijnklantportaal = _Package()


@contextmanager
def _fail_without_extra() -> Iterator[None]:
    """Fail the test with the message of an ImportError, without a traceback, which does not explain a missing
    package."""
    try:
        yield
    except ImportError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


@pytest.fixture
def mijnklantportaal_sandbox() -> "mijnklantportaal.sandbox.Sandbox":
    """An empty sandbox of MijnKlantportaal for one test."""
    with _fail_without_extra():
        from mijnklantportaal.sandbox import Sandbox

    return Sandbox()


@pytest.fixture
def mijnklantportaal_client(
    mijnklantportaal_sandbox: "mijnklantportaal.sandbox.Sandbox",
) -> "mijnklantportaal.MijnKlantportaal":
    """A client that calls the sandbox of the test in process."""
    return mijnklantportaal_sandbox.client()


@pytest.fixture
def mijnklantportaal_async_client(
    mijnklantportaal_sandbox: "mijnklantportaal.sandbox.Sandbox",
) -> "mijnklantportaal.AsyncMijnKlantportaal":
    """An asynchronous client that calls the sandbox of the test in process."""
    return mijnklantportaal_sandbox.async_client()


@pytest.fixture
def mijnklantportaal_server(
    mijnklantportaal_sandbox: "mijnklantportaal.sandbox.Sandbox", monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The base URL of a local server for the sandbox of the test.

    The fixture sets the environment variables of the client and of OAuth, so that `MijnKlantportaal()` and `OAuth()` in
    the program under test connect to the server. `mijnklantportaal_sandbox.oauth` acts as the user. The client waits in
    real time: before retries, and after 60 calls until the next minute.
    """
    with ExitStack() as stack:
        with _fail_without_extra():
            address = stack.enter_context(mijnklantportaal_sandbox.serve())
        from mijnklantportaal import _defaults

        sandbox = mijnklantportaal_sandbox
        for name, value in (
            (_defaults.BASE_URL_VARIABLE, address),
            (_defaults.API_KEY_VARIABLE, sandbox.api_key),
            (_defaults.OAUTH_URL_VARIABLE, sandbox.oauth_url),
            (_defaults.CLIENT_ID_VARIABLE, sandbox.client_id),
            (_defaults.CLIENT_SECRET_VARIABLE, sandbox.client_secret),
        ):
            monkeypatch.setenv(name, value)
        yield address
