"""A sandbox that is served, and command lines that use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.cli.command_lines import CommandLine


# Not for the session: other tests observe what sleeps, as its server does.
@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, str]]:
    """A sandbox for the tests of a module, and its address."""
    sandbox = Sandbox(rate_limit=None)
    with sandbox.serve() as address:
        yield sandbox, address


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def no_profiles(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the profiles of the user who runs the tests away from the tests."""
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("MIJNKLANTPORTAAL_PROFILE", raising=False)


@pytest.fixture
def sandbox(served: tuple[Sandbox, str], monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """That sandbox, without the requests of other tests, which the environment names."""
    sandbox, address = served
    sandbox.requests.clear()
    monkeypatch.setenv("MIJNKLANTPORTAAL_BASE_URL", address)
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", sandbox.api_key)
    return sandbox


@pytest.fixture
def command_line(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)
