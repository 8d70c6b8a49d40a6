"""Which profile is used, where its credentials are sent to, and how damaged files are reported."""

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from mijnklantportaal import ConfigurationError
from mijnklantportaal.cli.profiles._access import chosen_access, connect
from mijnklantportaal.cli.profiles._configuration import Configuration
from mijnklantportaal.cli.profiles._credentials import ApiKey, url_origin
from mijnklantportaal.cli.profiles._files import (
    delete_private_file,
    locked_private_file,
    read_private_file,
    replace_private_file,
)
from mijnklantportaal.cli.profiles._storage import remove_profile, store_profile
from mijnklantportaal.oauth._secret import Secret
from tests.cli.login_commands import NO_KEYRING, LoginCommands, used_keyring
from tests.tracebacks import traceback_with_locals

URL = "https://portal.example/v1"
KEY = "a-key-that-nobody-may-see"


@pytest.fixture
def commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[LoginCommands]:
    with used_keyring(NO_KEYRING):
        yield LoginCommands(monkeypatch, capsys, tmp_path)


def store(commands: LoginCommands, name: str, url: str = URL, key: str = KEY) -> None:
    store_profile(Configuration(commands.folder), name, url, ApiKey(url_origin(url), Secret(key)), (), None)


class Choice(NamedTuple):
    option: str | None
    key: str | None
    variable: str | None
    profile: str | None
    """The profile that is used; `None` for the key of the environment."""


@pytest.mark.parametrize(
    "choice",
    [
        Choice(None, None, None, "default"),
        Choice(None, None, "work", "work"),
        Choice(None, "key", None, None),
        Choice(None, "key", "work", None),
        Choice("home", None, "work", "home"),
        Choice("home", "key", "work", "home"),
        Choice(None, "", "", "default"),
    ],
)
def test_profile_of_the_option_wins_over_the_environment_which_wins_over_other_profiles(
    commands: LoginCommands, choice: Choice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("default", "work", "home"):
        store(commands, name)
    if choice.key is not None:
        monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", choice.key)
    if choice.variable is not None:
        monkeypatch.setenv("MIJNKLANTPORTAAL_PROFILE", choice.variable)
    access = chosen_access(choice.option, None)
    assert (access.profile.name if access.profile else None) == choice.profile
    assert access.source == ("file" if access.profile else "environment variable")
    assert KEY not in repr(access)


@pytest.mark.parametrize("is_variable", [False, True], ids=["option", "variable"])
@pytest.mark.parametrize(
    ("url", "is_sent"),
    [
        ("https://portal.example/v2", True),
        ("https://PORTAL.example:443", True),
        ("http://portal.example/v1", False),
        ("https://portal.example:8443/v1", False),
        ("https://portal.example.attacker.example/v1", False),
        ("https://attacker.example/portal.example/v1", False),
    ],
)
def test_key_of_a_profile_is_sent_to_the_origin_it_was_stored_for_only(
    commands: LoginCommands, url: str, is_sent: bool, is_variable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(commands, "default")
    if is_variable:
        monkeypatch.setenv("MIJNKLANTPORTAAL_BASE_URL", url)
    option = None if is_variable else url
    if is_sent:
        assert chosen_access(None, option).base_url == url
    else:
        with pytest.raises(ConfigurationError) as caught:
            connect(None, option)
        assert str(caught.value) == (
            "the credentials of the profile default were stored for https://portal.example:443 and are not sent to "
            f"{url}: log in to that server with `mijnklantportaal login --profile NAME --base-url {url}`"
        )
        assert KEY not in traceback_with_locals(caught.value)
    # The key of the environment goes where the environment or the option says.
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", "other")
    assert chosen_access(None, option).base_url == url
    # A profile that an option names is used as it is stored.
    assert is_sent or not is_variable or chosen_access("default", None).base_url == URL


def test_profile_whose_url_was_changed_in_the_configuration_file_is_refused(commands: LoginCommands) -> None:
    store(commands, "default")
    path = commands.folder / "profiles.json"
    path.write_text(path.read_text().replace("portal.example", "attacker.example"))
    with pytest.raises(ConfigurationError, match="are not sent to https://attacker"):
        connect(None, None)


def test_unknown_profile_raises_with_the_known_ones(commands: LoginCommands) -> None:
    store(commands, "work")
    store(commands, "home")
    with pytest.raises(ConfigurationError) as caught:
        connect("wrok", None)
    assert str(caught.value) == (
        "there is no profile wrok: choose one with --profile (home, work), or log in with `mijnklantportaal login "
        "--profile wrok`"
    )


@pytest.mark.parametrize("name", ["", "Work", "a b", "../x", "a/b", "-a", "_a", "a.b", "wörk", "a\n", "a" * 41])
def test_name_that_is_not_valid_raises(commands: LoginCommands, name: str) -> None:
    for command in ("login", "logout", "whoami"):
        with pytest.raises(ConfigurationError, match="is not a valid name of a profile: a name must have"):
            commands(command, "--profile", name, stdin=KEY)
    assert not commands.folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": 1, "profiles": []}',
        b'{"format": 2, "profiles": {}}',
    ],
)
def test_damaged_configuration_file_raises_one_sentence_and_stays(commands: LoginCommands, content: bytes) -> None:
    store(commands, "work")
    path = commands.folder / "profiles.json"
    path.write_bytes(content)
    for command in ("login", "logout", "whoami"):
        with pytest.raises(ConfigurationError) as caught:
            commands(command, "--profile", "work", stdin=KEY)
        assert str(caught.value).startswith(f"the configuration file {path} is ")
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
    assert KEY in (commands.folder / "profile-work.json").read_text()


@pytest.mark.parametrize(
    "entry",
    [
        None,
        {},
        {"kind": "password", "secrets": "file", "base_url": URL, "scopes": []},
        {"kind": "api-key", "secrets": "cloud", "base_url": URL, "scopes": []},
        {"kind": "api-key", "secrets": "file", "base_url": "portal", "scopes": []},
        {"kind": "api-key", "secrets": "file", "base_url": URL},
    ],
)
def test_damaged_profile_raises_and_the_others_are_used(commands: LoginCommands, entry: object) -> None:
    store(commands, "work")
    store(commands, "home")
    path = commands.folder / "profiles.json"
    data = json.loads(path.read_text())
    data["profiles"]["work"] = entry
    path.write_text(json.dumps(data))
    with pytest.raises(ConfigurationError, match="log in again with `mijnklantportaal login --profile work`"):
        connect("work", None)
    connect("home", None).close()
    assert commands("logout", "--profile", "work") == "The profile work was removed.\n"
    assert not (commands.folder / "profile-work.json").exists()
    connect("home", None).close()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "missing"),
        ("", "damaged"),
        (KEY, "damaged"),
        (json.dumps([KEY]), "damaged"),
        (json.dumps({"api_key": KEY}), "damaged"),
        (json.dumps({"origin": "https://portal.example:443", "api_key": [KEY]}), "damaged"),
        (
            json.dumps({"origin": "x", "oauth_url": "x", "client_id": "x", "client_secret": KEY}),
            "damaged",
        ),
    ],
)
def test_damaged_credentials_raise_without_them(commands: LoginCommands, content: str | None, problem: str) -> None:
    store(commands, "default")
    path = commands.folder / "profile-default.json"
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        connect(None, None)
    assert str(caught.value) == (
        f"the credentials of the profile default are {problem} in the file: log in again with `mijnklantportaal login "
        "--profile default`"
    )
    assert KEY not in traceback_with_locals(caught.value)


@pytest.mark.parametrize("name", ["profiles.json", "profile-default.json"])
def test_file_that_cannot_be_read_raises_its_path_and_nothing_changes(commands: LoginCommands, name: str) -> None:
    store(commands, "default")
    path = commands.folder / name
    # Permissions would not stop an administrator.
    path.unlink()
    path.mkdir()
    before = sorted(commands.folder.iterdir())
    for command in ("login", "logout", "whoami"):
        with pytest.raises(ConfigurationError) as caught:
            commands(command, stdin=KEY)
        assert str(caught.value).startswith(f"the file {path} cannot be read (")
        assert str(caught.value).endswith("): check its folder and permissions")
        assert KEY not in traceback_with_locals(caught.value)
    # The temporary file of a failed login would be here too.
    assert sorted(commands.folder.iterdir()) == before


def below_a_file(path: Path) -> Path:
    path.write_text("mine")
    return path / "profiles.json"


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


def lock_private_file(path: Path) -> None:
    with locked_private_file(path):
        raise AssertionError("it is locked")


USES: dict[str, Callable[[Path], object]] = {
    "cannot be read": read_private_file,
    "cannot be written": lambda path: replace_private_file(path, Secret(KEY)),
    "cannot be deleted": delete_private_file,
    "cannot be locked": lock_private_file,
}


@pytest.mark.parametrize("problem", USES)
@pytest.mark.parametrize("make_path", [a_folder, below_a_file])
def test_private_file_that_cannot_be_used_raises_its_path_without_the_secret(
    tmp_path: Path, make_path: Callable[[Path], Path], problem: str
) -> None:
    if sys.platform == "win32" and make_path is below_a_file and problem in ("cannot be read", "cannot be deleted"):
        pytest.skip("for Windows, such a file is missing")
    path = make_path(tmp_path / "private")
    with pytest.raises(ConfigurationError) as caught:
        USES[problem](path)
    assert str(caught.value).startswith(f"the file {path} {problem} (")
    assert str(caught.value).endswith("): check its folder and permissions")
    assert KEY not in traceback_with_locals(caught.value)
    assert [file.name for file in tmp_path.iterdir()] == ["private"]


def test_setting_of_the_environment_that_is_not_valid_shows_no_key(
    commands: LoginCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(commands, "default")
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://[")
    with pytest.raises(ConfigurationError) as caught:
        connect(None, None)
    assert KEY not in traceback_with_locals(caught.value)


def test_logins_and_logouts_at_once_lose_no_profile(commands: LoginCommands) -> None:
    configuration = Configuration(commands.folder)
    names = [f"profile-{number}" for number in range(12)]
    for name in names[:4]:
        store(commands, name)
    with ThreadPoolExecutor(8) as pool:
        stored = [pool.submit(store, commands, name) for name in names[4:]]
        removed = [pool.submit(remove_profile, configuration, name) for name in names[:4]]
        for future in stored:
            future.result()
        assert all(future.result() for future in removed)
    assert set(configuration.entries()) == set(names[4:])
    for name in names[4:]:
        connect(name, None).close()
