"""The commands for credentials, in the process of a test, with their own configuration folder and keyring."""

import io
import json
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import keyring
import pytest
from keyring.core import load_keyring

from mijnklantportaal.cli._session import Session
from mijnklantportaal.cli.commands._login import login, logout
from mijnklantportaal.cli.commands._whoami import whoami
from mijnklantportaal.cli.profiles._files import configuration_folder
from mijnklantportaal.types import JSON

NO_KEYRING = "keyring.backends.fail.Keyring"
_COMMANDS = {"login": login, "logout": logout, "whoami": whoami}


class LoginCommands:
    """Runs commands. Their output is in `written`, to be searched for secrets.

    Args:
        monkeypatch: Sets the environment.
        capsys: Captures their output.
        folder: A folder of the test.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.session = Session(None, None)
        """The options before the command."""
        self.keyring_file = folder / "keyring.json"
        self.written = ""
        self.warnings = ""
        """What the last command has written to standard error."""
        for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
            monkeypatch.setenv(name, str(folder / "home"))
        for name in ("API_KEY", "BASE_URL", "PROFILE", "CLIENT_ID", "CLIENT_SECRET", "OAUTH_URL"):
            monkeypatch.delenv(f"MIJNKLANTPORTAAL_{name}", raising=False)
        monkeypatch.setenv("JSON_KEYRING", str(self.keyring_file))

    @property
    def folder(self) -> Path:
        return configuration_folder()

    def __call__(self, command: str, *arguments: str, stdin: str = "") -> str:
        """Run a command, and return what it writes to standard output. Its errors are raised."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("latin-1"))))
        try:
            session = Session(self.session.profile, self.session.base_url)
            _COMMANDS[command].main(list(arguments), obj=session, standalone_mode=False)
        finally:
            output, self.warnings = self._capsys.readouterr()
            self.written += output + self.warnings
        return output

    def whoami(self, *arguments: str) -> dict[str, JSON]:
        properties: dict[str, JSON] = json.loads(self("whoami", "--json", *arguments))
        return properties

    def stored_text(self) -> str:
        """Return the content of all files but the keyring."""
        return "\n".join(path.read_text() for path in sorted(self.folder.rglob("*")) if path.is_file())


@contextmanager
def used_keyring(backend: str) -> Iterator[None]:
    """Use a backend of `keyring` in this process, given by its module and class."""
    previous = keyring.get_keyring()
    keyring.set_keyring(load_keyring(backend))
    try:
        yield
    finally:
        keyring.set_keyring(previous)


class AgreeingBrowser(webbrowser.BaseBrowser):
    """A browser whose user allows what an application asks for."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        with urlopen(Request(url, b"decision=allow"), timeout=60) as page:
            return bool(page.read())
