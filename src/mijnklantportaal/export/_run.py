"""A run of an export: it fetches lists into the spool one after another, then writes them to files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from types import TracebackType
from typing import Any, Self

from mijnklantportaal._call import Call
from mijnklantportaal._wire.model import Model
from mijnklantportaal.errors import APIStatusError, NotFoundError, PermissionDeniedError
from mijnklantportaal.export._list_export import ListExport
from mijnklantportaal.export._result import ExportResult
from mijnklantportaal.export._source import AnySender
from mijnklantportaal.export._spool import Spool
from mijnklantportaal.export._tables import Source
from mijnklantportaal.export._target import Target
from mijnklantportaal.export._warnings import warn
from mijnklantportaal.export._writing import write_sources
from mijnklantportaal.progress import ProgressReporter


class Run:
    """A run of an export. The loops in `_exports.py` send its calls.

    Args:
        target: The target of the export.
        models: The models of the lists that are written, by the names of the lists.
        identity: Identifies the export. An interrupted export is resumed only by an export with the same identity.
        lists: Returns the lists to fetch, given the run. Each may depend on the objects that were received before.
        may_skip: Whether to skip lists for which the token lacks the scope.

    Raises:
        ExportError: The spool is in use, damaged, or belongs to another export.
        FileExistsError: The target exists.
        OSError: The target cannot be written.
    """

    def __init__(
        self,
        target: Target,
        models: Mapping[str, type[Model]],
        identity: dict[str, str],
        lists: "Callable[[Run], Iterable[ListExport]]",
        *,
        may_skip: bool = False,
    ) -> None:
        names = list(models)
        target.check(names, is_complete=target.spool.exists())
        self.description = target.path.name
        """The name of the export in progress reports."""
        self._target = target
        self._models = models
        self._may_skip = may_skip
        self._find_lists = lists
        self._lists: Iterator[ListExport] = iter(())
        self._current: ListExport | None = None
        self._requests = 0
        self.warnings: list[str] = []
        """Warnings to issue after the files were written."""
        self._owns_spool = True
        self.skipped: dict[str, str] = {}
        """The lists for which the token lacks the scope, with the portal's messages."""
        self.reporter: ProgressReporter | None = None
        self.spool = Spool(target.spool, identity)
        try:
            target.check(names, self.spool.is_complete)
        except BaseException:
            self._close_unused()
            raise

    def start(self, reporter: ProgressReporter | None) -> None:
        """Start to report progress, and determine the lists."""
        self.reporter = reporter
        if reporter is not None:
            reporter.restart(self.spool.count())
        self._lists = iter(self._find_lists(self))

    def next_call(self) -> Call[Any] | None:
        """Return the next call to send, or `None` if everything was received."""
        while self._current is None or (call := self._current.next_call()) is None:
            self._current = next(self._lists, None)
            if self._current is None:
                # `write` closes the spool. It continues in its thread if the caller is canceled.
                self._owns_spool = False
                return None
        return call

    def receive(self, call: Call[Any]) -> None:
        """Spool the page that a call has fetched.

        Raises:
            APIResponseValidationError: The response cannot be parsed, or deviates from the spec in strict mode.
            ExportError: The spool cannot be written.
        """
        assert self._current is not None
        self._requests += call.attempt
        added = self._current.receive(call)
        if self.reporter is not None:
            self.reporter.advance(added)

    def skips(self, error: APIStatusError) -> bool:
        """Return whether the export continues with another list after an error, and record why."""
        if not self._may_skip or self._current is None:
            return False
        key = self._current.key
        if isinstance(error, NotFoundError) and key.part:
            # The object that had the list was deleted after it was received.
            self._requests += error.attempts
            self._current.skip()
            warn(f"{key.list} of {key.part} were not exported: {error.message}")
            return True
        if not isinstance(error, PermissionDeniedError):
            return False
        self._requests += error.attempts
        self.skipped[key.list] = error.message
        self._current = None
        return True

    def write(self) -> ExportResult:
        """Write the files, and delete the spool.

        Raises:
            ExportError: The spool cannot be read.
            OSError: A file cannot be written.
        """
        try:
            sources = [
                Source(name, model, partial(self._objects, name, model))
                for name, model in self._models.items()
                if name not in self.skipped
            ]
            self._target.check([source.name for source in sources], self.spool.is_complete)
            self.spool.mark_complete()
            paths, warnings = write_sources(self._target, sources)
            self.warnings += warnings
            objects = sum(self.spool.count(source.name) for source in sources)
            result = ExportResult(paths, objects, self._requests, self.spool.is_resumed, self.skipped)
            self.spool.delete()
            return result
        finally:
            self.spool.close()

    def warn(self) -> None:
        """Issue the warnings of an export that has written its files."""
        if self.skipped:
            warn(f"lists were not exported, since the token lacks their scopes: {', '.join(self.skipped)}")
        for warning in self.warnings:
            warn(warning)

    def _objects(self, name: str, model: type[Model]) -> Iterator[Model]:
        for value in self.spool.objects(name):
            yield model.from_dict(value)

    def _close_unused(self) -> None:
        # A new spool is empty.
        if self.spool.is_resumed:
            self.spool.close()
        else:
            self.spool.delete()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the spool, and add a note to an error on how to resume the export."""
        if error is not None and self._owns_spool and self.spool.is_empty:
            # For example after a wrong API key: an export with the right key would be refused as another export.
            self.spool.delete()
            return
        if self._owns_spool:
            self.spool.close()
        if error is not None:
            error.add_note(
                f"The export was interrupted. The received objects are in {self.spool.path}: the same call resumes the "
                "export."
            )


def identity_of(sender: AnySender, lists: str, since: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the identity of an export.

    It includes the API key, but no other token, since OAuth tokens change.

    Args:
        sender: The sender of the client.
        lists: The URL of the list, or a name for all lists.
        since: The IDs at which the export ends.
    """
    state = sender.state
    key = state.auth.key
    return {
        "list": lists,
        "base URL": state.settings.base_url,
        "`since`": _digest("\n".join(sorted(since))) if since else "",
        "API key": _digest(key.hex()) if isinstance(key, bytes) else "",
    }


def _digest(text: str) -> str:
    # A prefix makes the digest differ from a plain digest of the key, which other files may contain.
    return sha256(f"export {text}".encode(errors="surrogatepass")).hexdigest()
