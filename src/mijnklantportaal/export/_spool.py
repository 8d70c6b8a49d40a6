"""The spool of an export: a SQLite file with the received objects, from which an interrupted export is resumed.

Each page is added in one transaction. Whenever the process ends, the spool has either all of a page or nothing of it.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from attrs import asdict, define, field

from mijnklantportaal.export._errors import ExportError
from mijnklantportaal.types import JSON

Query: TypeAlias = tuple[tuple[str, str], ...]

# SQLite stores both numbers in the file for the application.
_APPLICATION_ID = 0x6D6B7078
_FORMAT = 1
_TABLES = (
    "CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE lists (list TEXT, part TEXT, state TEXT NOT NULL, PRIMARY KEY (list, part)) WITHOUT ROWID",
    "CREATE TABLE objects (position INTEGER PRIMARY KEY, list TEXT NOT NULL, part TEXT NOT NULL, id TEXT,"
    " object TEXT NOT NULL, UNIQUE (list, part, id))",
)
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}


class ListKey(NamedTuple):
    """The key of a list in a spool."""

    list: str
    """The name of the list, such as `payment_links_payments`."""
    part: str = ""
    """The ID of the object that the list belongs to; empty if it belongs to none."""


class SpooledObject(NamedTuple):
    """An object in the spool."""

    id: str | None
    """The ID as JSON, since an ID that deviates from the spec may be a number; `None` if there is none."""
    object: str
    """The object as JSON."""


@define
class ListState:
    """The progress of the export of a list."""

    query: Query | None = None
    """The query with which the last page in the spool was fetched; `None` at first."""
    is_done: bool = False
    """Whether the list is complete."""
    without_id: list[str] = field(factory=list)
    """The objects of the last page that have no ID, as JSON."""
    order: dict[str, JSON] = field(factory=dict)
    """The findings of an incremental export on the order of the list."""


class Spool:
    """The spool of an export. While it is open, no other process can use it.

    Args:
        path: The path of the file, which is created if it does not exist.
        identity: Identifies the export: the spool can be used only with the same identity.

    Raises:
        ExportError: The file is in use, damaged, not a spool, or belongs to another export.
    """

    def __init__(self, path: Path, identity: Mapping[str, str]) -> None:
        self.path = path
        # The file contains customer data, so only its owner may read it. SQLite reports the errors of this step.
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with self._explained():
            # The last step of an export may run in another thread.
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            with self._explained():
                self.is_resumed = self._open(identity)
        except BaseException:
            self.close()
            raise

    def state(self, key: ListKey) -> ListState:
        """Return the progress of a list."""
        with self._explained():
            row = self._connection.execute("SELECT state FROM lists WHERE list = ? AND part = ?", key).fetchone()
            if row is None:
                return ListState()
            return _state_of(row[0])

    def add(self, key: ListKey, objects: list[SpooledObject], state: ListState) -> int:
        """Add the objects of a page and save the progress of the list, in one transaction.

        An object whose ID is already in the spool is replaced in its position, since the later response is newer.

        Returns:
            How many objects are new.
        """
        added = 0
        with self._explained(), self._transaction():
            for identifier, text in objects:
                values = (text, *key, identifier)
                update = "UPDATE objects SET object = ? WHERE list = ? AND part = ? AND id = ?"
                if self._connection.execute(update, values).rowcount:
                    continue
                self._connection.execute("INSERT INTO objects (object, list, part, id) VALUES (?, ?, ?, ?)", values)
                added += 1
            progress = (*key, json.dumps(asdict(state)))
            self._connection.execute("INSERT OR REPLACE INTO lists VALUES (?, ?, ?)", progress)
        return added

    def restart(self, key: ListKey) -> None:
        """Remove everything of a list."""
        with self._explained(), self._transaction():
            self._connection.execute("DELETE FROM objects WHERE list = ? AND part = ?", key)
            self._connection.execute("DELETE FROM lists WHERE list = ? AND part = ?", key)

    def has(self, key: ListKey, identifier: str) -> bool:
        """Return whether an object is in the spool."""
        with self._explained():
            query = "SELECT 1 FROM objects WHERE list = ? AND part = ? AND id = ?"
            return self._connection.execute(query, (*key, identifier)).fetchone() is not None

    def count(self, list_name: str | None = None, part: str | None = None) -> int:
        """Return the number of objects in the spool, or in a list, or in a part of a list."""
        with self._explained():
            query = "SELECT count(*) FROM objects WHERE list = ifnull(?, list) AND part = ifnull(?, part)"
            count: int = self._connection.execute(query, (list_name, part)).fetchone()[0]
            return count

    def objects(self, list_name: str) -> Iterator[dict[str, JSON]]:
        """Yield the objects of a list in the order in which they were received."""
        with self._explained():
            # With an index, SQLite would first sort all objects in memory.
            query = "SELECT object FROM objects NOT INDEXED WHERE list = ? ORDER BY position"
            for (text,) in self._connection.execute(query, (list_name,)):
                yield json.loads(text)

    def identifiers(self, list_name: str) -> Iterator[str]:
        """Yield the IDs in a list that are strings. Objects may be added to other lists during the iteration."""
        position = 0
        query = (
            "SELECT position, id FROM objects NOT INDEXED WHERE list = ? AND position > ? AND id IS NOT NULL"
            " ORDER BY position LIMIT 1"
        )
        while True:
            with self._explained():
                row = self._connection.execute(query, (list_name, position)).fetchone()
                if row is None:
                    return
                position, identifier = row[0], json.loads(row[1])
            if isinstance(identifier, str):
                yield identifier

    @property
    def is_empty(self) -> bool:
        """Whether nothing was received; `False` if the file cannot be read."""
        with suppress(ExportError), self._explained():
            return self._connection.execute("SELECT 1 FROM lists").fetchone() is None
        return False

    @property
    def is_complete(self) -> bool:
        """Whether everything was received, and files may have been written."""
        with self._explained():
            return self._connection.execute("SELECT 1 FROM run WHERE key = 'complete'").fetchone() is not None

    def mark_complete(self) -> None:
        """Record that everything was received."""
        with self._explained(), self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO run VALUES ('complete', 'true')")

    def delete(self) -> None:
        """Close and delete the file."""
        self.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file, but do not delete it."""
        self._connection.close()

    def __repr__(self) -> str:
        return f"<Spool {self.path.name}>"

    def _open(self, identity: Mapping[str, str]) -> bool:
        """Lock the file, and return whether it has objects of an interrupted export."""
        # The lock lasts until the connection is closed.
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        with self._transaction():
            if not self._is_empty():
                self._check(identity)
                return True
            self._connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            self._connection.execute(f"PRAGMA user_version = {_FORMAT}")
            for table in _TABLES:
                self._connection.execute(table)
            self._connection.executemany("INSERT INTO run VALUES (?, ?)", identity.items())
        return False

    def _is_empty(self) -> bool:
        tables: int = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return tables == 0 and self._pragma("application_id") == 0

    def _check(self, identity: Mapping[str, str]) -> None:
        """Check that the file is a spool of this export.

        Raises:
            ExportError: The file is not a spool, damaged, or belongs to another export.
        """
        if self._pragma("application_id") != _APPLICATION_ID:
            raise ExportError(
                f"{self.path} is not the spool of an export, which needs this path: move the file elsewhere"
            )
        if self._pragma("user_version") != _FORMAT:
            raise ExportError(
                f"{self.path} belongs to an export by another version of this package: finish the export with that "
                "version, or delete the file to start over"
            )
        if self._pragma("quick_check") != "ok":
            raise self._damaged()
        values: dict[str, str] = dict(self._connection.execute("SELECT key, value FROM run"))
        differences = [name for name, value in identity.items() if values.get(name) != value]
        if differences:
            raise ExportError(
                f"{self.path} belongs to an interrupted export with another {' and another '.join(differences)}: "
                "finish that export with the same arguments, or delete the file to start over"
            )

    def _pragma(self, name: str) -> Any:
        return self._connection.execute(f"PRAGMA {name}").fetchone()[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Replace errors of SQLite with errors that name the file."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            # The upper bits of an extended result code are details.
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_BUSY:
                raise ExportError(f"another export to the same target is running and uses {self.path}") from None
            if code in _DAMAGED:
                raise self._damaged() from error
            raise ExportError(f"{self.path} cannot be read or written: {error}") from error
        except json.JSONDecodeError as error:
            raise self._damaged() from error

    def _damaged(self) -> ExportError:
        return ExportError(f"{self.path} is damaged, so the export cannot be resumed: delete the file to start over")


def _state_of(text: str) -> ListState:
    values = json.loads(text)
    if values["query"] is not None:
        values["query"] = tuple((name, value) for name, value in values["query"])
    return ListState(**values)
