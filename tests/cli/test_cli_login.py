"""The commands `login`, `logout` and `whoami`, against a sandbox over a socket."""

import json
import logging
import os
import stat
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
import pytest

from mijnklantportaal import APIConnectionError, AuthenticationError, ConfigurationError, OAuthError
from mijnklantportaal.cli._session import Session
from mijnklantportaal.cli.profiles._access import chosen_access, connect
from mijnklantportaal.cli.profiles._files import replace_private_file
from mijnklantportaal.oauth import Tokens
from mijnklantportaal.oauth._secret import Secret
from mijnklantportaal.sandbox import Sandbox
from tests.cli.login_commands import NO_KEYRING, AgreeingBrowser, LoginCommands, used_keyring
from tests.cli.plain_server import responding
from tests.tracebacks import traceback_with_locals

ROOT = Path(__file__).parents[2]
BACKENDS = "tests.cli.keyring_backends"
# The keyring that is used where secrets are stored in these places.
PLACES = {"keyring": f"{BACKENDS}.JsonKeyring", "file": NO_KEYRING}
SECRET = "a-key-that-nobody-may-see"
# No program listens there.
NOWHERE = "http://127.0.0.1:1/v1"


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(rate_limit=None)


@pytest.fixture(scope="module")
def url(sandbox: Sandbox) -> Iterator[str]:
    with sandbox.serve() as url:
        yield url


@pytest.fixture
def commands(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[LoginCommands]:
    sandbox.requests.clear()
    with used_keyring(NO_KEYRING):
        yield LoginCommands(monkeypatch, capsys, tmp_path)


@pytest.mark.parametrize("place", PLACES)
def test_login_with_a_key_is_used_until_logout_and_shown_nowhere(
    commands: LoginCommands, sandbox: Sandbox, url: str, place: str
) -> None:
    with used_keyring(PLACES[place]):
        assert "The profile work was stored" in commands(
            "login", "--profile", "work", "--base-url", url, stdin=f" {sandbox.api_key}\r\n"
        )
        assert commands.warnings == ""
        assert commands.whoami("--profile", "work") == {
            "profile": "work",
            "kind": "api-key",
            "source": place,
            "base_url": url,
            "scopes": None,
            "accepted": True,
            "remark": None,
        }
        text = commands("whoami", "--profile", "work")
        assert "Scopes:      not known: the portal does not report them\nAccepted:    yes\n" in text
        with connect("work", None) as portal:
            assert portal.customers.list().data == []
        assert [request.path for request in sandbox.requests] == ["/customer-groups"] * 3 + ["/customers"]
        assert (sandbox.api_key in commands.stored_text()) == (place == "file")
        assert sandbox.api_key not in (commands.folder / "profiles.json").read_text()
        if os.name == "posix":
            assert stat.S_IMODE(commands.folder.stat().st_mode) == 0o700
            assert {stat.S_IMODE(path.stat().st_mode) for path in commands.folder.iterdir()} == {0o600}
        assert commands("logout", "--profile", "work") == "The profile work was removed.\n"
        assert commands("logout", "--profile", "work") == "There is no profile work, so nothing was removed.\n"
        with pytest.raises(
            ConfigurationError, match="there is no profile work: log in with `mijnklantportaal login --profile work`"
        ):
            connect("work", None)
    assert sandbox.api_key not in commands.stored_text() + commands.written
    assert place == "file" or commands.keyring_file.read_text() == "{}"


@pytest.mark.parametrize("place", PLACES)
def test_login_by_oauth_stores_tokens_that_are_refreshed_for_later_commands(
    commands: LoginCommands,
    sandbox: Sandbox,
    url: str,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    prepare_application(sandbox, monkeypatch)
    with used_keyring(PLACES[place]):
        commands("login", "--oauth", "--scope", "customers.read", "--scope", "tickets.read", "--base-url", url)
        # Later commands need none of them, and use none of another application.
        monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_ID", "other")
        monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_SECRET", "other")
        monkeypatch.setenv("MIJNKLANTPORTAAL_OAUTH_URL", NOWHERE)
        first = stored_tokens(commands, place)
        sandbox.clock.advance(timedelta(hours=2))
        refreshes = sandbox.oauth.refreshes
        assert commands.whoami() == {
            "profile": "default",
            "kind": "oauth",
            "source": place,
            "base_url": url,
            "scopes": ["customers.read", "tickets.read"],
            "accepted": True,
            "remark": None,
        }
        assert sandbox.oauth.refreshes == refreshes + 1
        second = stored_tokens(commands, place)
        assert second != first
        sandbox.oauth.revoke()
        with pytest.raises(OAuthError) as caught:
            commands("whoami")
        shown = commands.written + caplog.text + traceback_with_locals(caught.value)
        assert commands("logout") == "The profile default was removed.\n"
    for secret in (sandbox.client_secret, *first, *second):
        assert secret not in shown
        assert secret not in commands.stored_text()
    assert "Accepted:    no: " in commands.written


@pytest.mark.parametrize("place", PLACES)
def test_program_with_credentials_for_one_server_does_not_get_the_tokens_for_another(
    commands: LoginCommands, sandbox: Sandbox, url: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_application(sandbox, monkeypatch)
    with used_keyring(PLACES[place]):
        commands("login", "--oauth", "--scope", "customers.read", "--base-url", url)
        former = chosen_access(None, None)
        other_url = url.replace("127.0.0.1", "localhost")
        commands("login", "--oauth", "--scope", "customers.read", "--base-url", other_url)
        sandbox.requests.clear()
        with former.client() as client, pytest.raises(OAuthError, match="there are no tokens yet"):
            client.customers.list()
        assert sandbox.requests == []
        assert len(stored_tokens(commands, place)) == 2
        assert commands.whoami()["base_url"] == other_url
        commands("login", "--base-url", url, stdin=sandbox.api_key)
        assert "access_token" not in commands.stored_text()
        assert place == "file" or "access_token" not in commands.keyring_file.read_text()


def prepare_application(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    webbrowser.register("agreeing", None, AgreeingBrowser(), preferred=True)
    monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_ID", sandbox.client_id)
    monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_SECRET", sandbox.client_secret)
    monkeypatch.setenv("MIJNKLANTPORTAAL_OAUTH_URL", sandbox.oauth_url)


def stored_tokens(commands: LoginCommands, place: str) -> list[str]:
    if place == "file":
        texts = [path.read_text() for path in commands.folder.glob("profile-default-tokens-*.json")]
    else:
        entries: dict[str, str] = json.loads(commands.keyring_file.read_text())
        texts = [text for name, text in entries.items() if "profile-default-tokens-" in name]
        assert not list(commands.folder.glob("profile-*.json"))
    (text,) = texts
    tokens = Tokens.from_dict(json.loads(text))
    return [tokens.access_token, str(tokens.refresh_token)]


def test_login_with_a_refused_key_stores_nothing_and_keeps_the_former_profile(
    commands: LoginCommands, sandbox: Sandbox, url: str
) -> None:
    commands("login", "--base-url", url, stdin=sandbox.api_key)
    before = commands.stored_text()
    with pytest.raises(AuthenticationError) as caught:
        commands("login", "--base-url", url, stdin=SECRET)
    assert str(caught.value) == (
        f"401 for GET {url}/customer-groups: the portal refuses the credentials, which were not stored "
        "(Unauthenticated.)"
    )
    assert commands.stored_text() == before
    assert SECRET not in commands.written + traceback_with_locals(caught.value)


def test_login_with_a_key_that_lacks_the_scope_of_the_check_is_stored(
    commands: LoginCommands, sandbox: Sandbox, url: str
) -> None:
    commands("login", "--base-url", url, stdin=sandbox.token("tickets.read"))
    assert commands.warnings == (
        "The portal accepts the credentials, but not for the list of customer groups, which was requested as a check.\n"
    )
    assert commands.whoami()["accepted"] is True


def test_login_without_a_connection_is_stored_with_a_warning(commands: LoginCommands) -> None:
    commands("login", "--base-url", NOWHERE, stdin="some-key")
    assert commands.warnings.startswith("It is not known whether the portal accepts the credentials: GET ")
    with pytest.raises(APIConnectionError):
        commands("whoami")
    assert "Accepted:    not known: GET " in commands.written
    commands("login", "--base-url", NOWHERE, "--no-check", stdin="some-key")
    assert commands.warnings == ""


def test_page_of_another_server_does_not_accept_credentials(commands: LoginCommands) -> None:
    with responding(200, [], {}) as address:
        commands("login", "--base-url", address, stdin="some-key")
    assert commands.warnings.startswith("It is not known whether the portal accepts the credentials: GET ")
    assert commands.warnings.endswith("the body is a JSON array, not an object with a page of a list\n")


@pytest.mark.parametrize(
    ("arguments", "url", "problem"),
    [
        (["--scope", "a b"], NOWHERE, "'a b' is not a valid scope: choose from "),
        (["--scope", "x", "--redirect-uri", "http://shop.example/"], NOWHERE, "--redirect-uri must be an http URL"),
        (["--scope", "x"], "x", "MIJNKLANTPORTAAL_OAUTH_URL must be a URL such as https://"),
    ],
)
def test_login_by_oauth_names_the_option_or_variable_that_is_not_valid(
    commands: LoginCommands, monkeypatch: pytest.MonkeyPatch, arguments: list[str], url: str, problem: str
) -> None:
    for name, value in {"CLIENT_ID": "id", "CLIENT_SECRET": SECRET, "OAUTH_URL": url}.items():
        monkeypatch.setenv(f"MIJNKLANTPORTAAL_{name}", value)
    with pytest.raises(ConfigurationError, match=f"^{problem}") as caught:
        commands("login", "--oauth", *arguments)
    assert SECRET not in traceback_with_locals(caught.value)


@pytest.mark.parametrize(
    ("arguments", "stdin", "problem"),
    [
        ([], "", "the API key is missing on standard input"),
        ([], " \n", "the API key is missing on standard input"),
        ([], "s3cret s3cret", "an API key must be printable ASCII characters without spaces"),
        ([], "s3cret\ns3cret", "an API key must be printable ASCII characters without spaces"),
        ([], "s3cret\xff", "an API key must be printable ASCII characters without spaces"),
        (["s3cret"], "", "login takes no argument: type the API key"),
        (["--scope", "customers.read"], "s3cret", "--scope and --redirect-uri need --oauth"),
        (["--redirect-uri", "http://127.0.0.1:1/"], "s3cret", "--scope and --redirect-uri need --oauth"),
        (["--oauth"], "s3cret", "--oauth needs at least one scope"),
        (["--oauth", "--scope", "x"], "s3cret", "MIJNKLANTPORTAAL_CLIENT_ID is not set, and there is no terminal"),
    ],
)
def test_login_without_valid_input_raises_one_sentence_without_it(
    commands: LoginCommands, arguments: list[str], stdin: str, problem: str
) -> None:
    with pytest.raises(click.UsageError) as caught:
        commands("login", "--no-check", *arguments, stdin=stdin)
    assert caught.value.message.startswith(problem)
    assert "\n" not in caught.value.message
    assert "s3cret" not in traceback_with_locals(caught.value) + commands.written
    assert not (commands.folder / "profiles.json").exists()


@pytest.mark.parametrize("arguments", [["--api-key", "s3cret"], ["--api-key=s3cret"], ["--profile=a", "--k", "s3cret"]])
def test_unknown_option_with_a_key_raises_without_it(commands: LoginCommands, arguments: list[str]) -> None:
    with pytest.raises(click.UsageError) as caught:
        commands("login", *arguments)
    assert "s3cret" not in caught.value.format_message() + commands.written


@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", f"{BACKENDS}.LockedKeyring", f"{BACKENDS}.ShorteningKeyring"]
)
def test_login_with_a_keyring_that_does_not_store_uses_a_file(commands: LoginCommands, backend: str) -> None:
    with used_keyring(backend):
        output = commands("login", "--no-check", "--base-url", NOWHERE, stdin=SECRET)
        assert f"its secrets in files in {commands.folder} that only you can read" in output
        assert ("The secrets are in a file, since the keyring cannot be " in commands.warnings) == (BACKENDS in backend)
        connect(None, None).close()
    assert SECRET not in commands.written
    assert not commands.keyring_file.exists() or commands.keyring_file.read_text() == "{}"


def test_profile_of_a_keyring_that_is_gone_can_be_replaced_by_a_login(commands: LoginCommands) -> None:
    with used_keyring(PLACES["keyring"]):
        commands("login", "--no-check", "--base-url", NOWHERE, stdin="first-key")
    for command in ("whoami", "logout"):
        with pytest.raises(ConfigurationError, match="are in the keyring, but the Python package keyring has no"):
            commands(command)
    commands("login", "--no-check", "--base-url", NOWHERE, stdin="second-key")
    assert "The previous secrets of the profile could not be deleted: the credentials of the" in commands.warnings
    connect(None, None).close()


def test_login_with_another_keyring_state_leaves_no_former_secret(commands: LoginCommands) -> None:
    commands("login", "--no-check", "--base-url", NOWHERE, stdin="first-key")
    with used_keyring(PLACES["keyring"]):
        commands("login", "--no-check", "--base-url", NOWHERE, stdin="second-key")
        assert "first-key" not in commands.stored_text()
        assert "second-key" in commands.keyring_file.read_text()
        with used_keyring(f"{BACKENDS}.LockedKeyring"), pytest.raises(ConfigurationError) as caught:
            connect(None, None)
        assert "the keyring cannot be read (tests.cli.keyring_backends.LockedKeyring: RuntimeError)" in str(
            caught.value
        )


def test_file_that_cannot_be_written_shows_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "profile-default.json"
    (path / "x").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"profile-default\.json cannot be written \(") as caught:
        replace_private_file(path, Secret(SECRET))
    assert SECRET not in traceback_with_locals(caught.value)
    assert list(tmp_path.iterdir()) == [path]


def test_options_before_the_command_are_used_unless_it_has_its_own(
    commands: LoginCommands, sandbox: Sandbox, url: str
) -> None:
    commands.session = Session("work", url)
    commands("login", stdin=sandbox.api_key)
    commands("login", "--profile", "home", "--base-url", NOWHERE, "--no-check", stdin=SECRET)
    assert commands.whoami()["profile"] == "work"
    with pytest.raises(ConfigurationError, match=f"the profile home were stored for {NOWHERE[:-3]} and are not sent"):
        commands("whoami", "--profile", "home")
    commands("logout")
    commands("logout", "--profile", "home")
    assert not list(commands.folder.glob("profile-*"))


def test_warning_of_a_variable_that_wins_names_the_way_out(
    commands: LoginCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", "other-key")
    commands("login", "--no-check", "--base-url", NOWHERE, "--profile", "work", stdin="some-key")
    assert commands.warnings == ("MIJNKLANTPORTAAL_API_KEY is set and is used unless you pass --profile work.\n")


@pytest.mark.skipif(os.name != "posix", reason="there is no pty")
def test_key_that_is_typed_in_a_terminal_is_not_echoed(commands: LoginCommands, sandbox: Sandbox, url: str) -> None:
    command = [sys.executable, "-m", "mijnklantportaal", "login", "--base-url", url]
    program = [sys.executable, "-c", f"import pty; pty.spawn({command!r})"]
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin
        assert process.stdout
        output = b""
        while b"API key: " not in output:
            character = process.stdout.read(1)
            assert character, output
            output += character
        process.stdin.write(f"{sandbox.api_key}\n".encode())
        process.stdin.flush()
        output += process.stdout.read()
    assert b"The profile default was stored" in output
    assert sandbox.api_key.encode() not in output
    assert commands.whoami()["accepted"] is True


@pytest.mark.parametrize("place", PLACES)
def test_keyring_is_imported_only_where_it_is_needed(commands: LoginCommands, place: str) -> None:
    with used_keyring(PLACES[place]):
        commands("login", "--no-check", "--base-url", NOWHERE, stdin="some-key")
    code = (
        "import sys; from mijnklantportaal.cli import _app; from mijnklantportaal.cli.commands import _login, _whoami;"
        "print(*sys.modules);"
        "from mijnklantportaal.cli.profiles._access import connect; connect(None, None); print(*sys.modules)"
    )
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "tests.cli.keyring_backends.JsonKeyring"}
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    commands_loaded, used = (set(line.split()) for line in process.stdout.splitlines())
    assert commands_loaded.isdisjoint({"keyring", "httpx", "attr", "mijnklantportaal.oauth"})
    assert ("keyring" in used) == (place == "keyring")
