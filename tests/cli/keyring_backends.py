"""Backends of `keyring` for tests. They have a low priority, so that only tests choose them."""

import json
import os
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend

from mijnklantportaal._atomic_file import replaced_file


class JsonKeyring(KeyringBackend):
    """Stores passwords in the file that the environment variable `JSON_KEYRING` names, for all processes of a test."""

    # The descriptor of the base class is not public.
    priority: Any = 0.1

    def get_password(self, service: str, username: str) -> str | None:
        return self._load().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._save({**self._load(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self._load()
        del entries[f"{service} {username}"]
        self._save(entries)

    def _load(self) -> dict[str, str]:
        path = Path(os.environ["JSON_KEYRING"])
        entries: dict[str, str] = json.loads(path.read_bytes()) if path.exists() else {}
        return entries

    def _save(self, entries: dict[str, str]) -> None:
        with replaced_file(Path(os.environ["JSON_KEYRING"])) as file:
            file.write(json.dumps(entries).encode())


class LockedKeyring(KeyringBackend):
    """Fails at each use, with the password in the message of the error and in a variable."""

    # The descriptor of the base class is not public.
    priority: Any = 0.1

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(f"{username} is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError(f"{password} cannot be stored")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError(f"{username} is locked")


class ShorteningKeyring(JsonKeyring):
    """Stores only the beginning of a password, and reports no error."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:30])
