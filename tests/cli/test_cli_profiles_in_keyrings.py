"""Secrets in a keyring: backends that fail, and programs that share tokens."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from keyring.core import load_keyring

from mijnklantportaal import ConfigurationError
from mijnklantportaal.cli.profiles._secret_stores import SecretKeyring, usable_keyring
from mijnklantportaal.oauth import Tokens
from mijnklantportaal.oauth._secret import Secret
from tests.cli.login_commands import used_keyring
from tests.token_sharing import assert_all_calls_succeed_with_one_refresh, new_tokens, served_project
from tests.tracebacks import traceback_with_locals

BACKENDS = "tests.cli.keyring_backends"
SECRET = "a-secret-that-nobody-may-see-and-that-is-long"
TOKENS = Tokens(SECRET, f"{SECRET}-2", datetime(2026, 1, 2, tzinfo=UTC), 3600)

STORES = """
from pathlib import Path
from mijnklantportaal.cli.profiles._secret_stores import usable_keyring

def make_store():
    return usable_keyring(Path()).token_store("profile-work-tokens")
"""

USES: list[Callable[[SecretKeyring], object]] = [
    lambda keyring: keyring.load("profile-work"),
    lambda keyring: keyring.save("profile-work", Secret(SECRET)),
    lambda keyring: keyring.delete("profile-work"),
    lambda keyring: keyring.token_store("profile-work-tokens").load(),
    lambda keyring: keyring.token_store("profile-work-tokens").save(TOKENS),
]


@pytest.mark.parametrize("use", USES)
def test_backend_that_fails_raises_one_sentence_without_the_secret(
    use: Callable[[SecretKeyring], object], tmp_path: Path
) -> None:
    keyring = SecretKeyring(load_keyring(f"{BACKENDS}.LockedKeyring"), tmp_path)
    with pytest.raises(
        ConfigurationError, match=rf"the keyring cannot be \w+ \({BACKENDS}\.LockedKeyring: \w+\)"
    ) as raised:
        use(keyring)
    assert SECRET not in traceback_with_locals(raised.value)


def test_entry_that_was_shortened_raises_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSON_KEYRING", str(tmp_path / "keyring.json"))
    keyring = SecretKeyring(load_keyring(f"{BACKENDS}.JsonKeyring"), tmp_path)
    keyring.save("profile-work-tokens", Secret(f'{{"access_token": "{SECRET}"'))
    with pytest.raises(
        ConfigurationError, match="the entry profile-work-tokens of the keyring does not contain"
    ) as raised:
        keyring.token_store("profile-work-tokens").load()
    assert SECRET not in traceback_with_locals(raised.value)


@pytest.mark.parametrize("backend", ["", "nonsense", "no.such.Module", "keyring.backends.fail.Nothing"])
def test_backend_that_cannot_be_imported_is_not_usable(
    backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    assert usable_keyring(tmp_path) is None


def test_programs_that_share_tokens_refresh_them_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSON_KEYRING", str(tmp_path / "keyring.json"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{BACKENDS}.JsonKeyring")
    with served_project(tmp_path, STORES) as project, used_keyring(f"{BACKENDS}.JsonKeyring"):
        # A second refresh would be refused.
        project.sandbox.oauth.rotates_refresh_tokens = True
        keyring = usable_keyring(tmp_path)
        assert keyring is not None
        keyring.token_store("profile-work-tokens").save(new_tokens(project.sandbox, age=timedelta(hours=2)))
        assert_all_calls_succeed_with_one_refresh(project, ("threads", "asyncio"))
