"""The export of one list: which page is fetched next, and which of its objects are spooled. No I/O but the spool."""

import json
from typing import Any, NamedTuple

from mijnklantportaal._call import Call, Query
from mijnklantportaal._paging import page_number
from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._since import KnownObjects
from mijnklantportaal.export._source import ListSource, ReceivedPage, page_of, received_page
from mijnklantportaal.export._spool import ListKey, ListState, Spool, SpooledObject
from mijnklantportaal.export._warnings import warn


class _Entry(NamedTuple):
    """An object of a page."""

    item: Any
    spooled: SpooledObject
    is_in_spool: bool


class ListExport:
    """Fetches a list into the spool.

    While an export is interrupted, created objects shift others to later pages, and deleted objects shift others to
    earlier pages. A resumed export therefore fetches the last page of the spool again. If the spool has an object of
    that page, all following objects come after everything in the spool. Otherwise, the export searches the pages
    before. If none of them has an object of the spool, the list has changed too much, and its export starts over.

    Args:
        spool: The spool.
        key: The key of the list in the spool.
        source: The list.
        since: The export ends at the first object with one of these IDs.
    """

    def __init__(self, spool: Spool, key: ListKey, source: ListSource, since: frozenset[str] = frozenset()) -> None:
        self.key = key
        self._spool = spool
        self._source = source
        self._since = since
        self._state = spool.state(key)
        self._known = KnownObjects(since, source.model, self._state.order)
        self._is_searching = False
        self._next: Call[Any] | None = source.call
        if self._state.is_done:
            self._next = None
        elif self._state.query is not None and spool.count(*key):
            self._is_searching = True
            self._known.resume()
            self._next = source.call.for_query(self._state.query)
        elif source.page is not None:
            self._take(page_of(source.page, source.call.query))

    def next_call(self) -> Call[Any] | None:
        """Return the call for the next page, or `None` if the list is complete."""
        return self._next

    def receive(self, call: Call[Any]) -> int:
        """Spool the page that a call has fetched, and return how many of its objects are new.

        Raises:
            APIResponseValidationError: The response cannot be parsed, or deviates from the spec in strict mode.
            ExportError: The spool cannot be written.
        """
        return self._take(received_page(call))

    def skip(self) -> None:
        """End the export of the list without its remaining pages."""
        self._add([], None)

    def _take(self, page: ReceivedPage) -> int:
        entries = [self._entry(item) for item in page.items]
        if self._is_searching:
            if page.is_repeated or not any(entry.is_in_spool for entry in entries):
                if self._search_before(page.query):
                    return 0
                entries = [entry._replace(is_in_spool=False) for entry in entries]
            self._is_searching = False
        if page.is_repeated:
            # As in iterations, a server that repeats an earlier page has no further pages.
            return self._add([], None)
        position = self._known.position(
            page.items, [entry.item for entry in entries if not entry.is_in_spool], page.next_query is None
        )
        following = page.next_query if position is None else None
        if position is None and following is None:
            self._known.finish()
        self._state.query = page.query
        self._state.without_id = [entry.spooled.object for entry in entries if entry.spooled.id is None]
        return self._add(entries[:position], following)

    def _add(self, entries: list[_Entry], following: Query | None) -> int:
        """Add objects to the spool, and record the query of the next page, or that the list is complete."""
        self._state.is_done = following is None
        self._state.order = self._known.order
        # An object without an ID is recognized only on a page that is fetched again.
        objects = [entry.spooled for entry in entries if entry.spooled.id is not None or not entry.is_in_spool]
        added = self._spool.add(self.key, objects, self._state)
        self._next = None if following is None else self._source.call.for_query(following)
        # Warned after the state was saved, since a program may turn warnings into errors.
        if warning := self._known.warning:
            self._known.warning = None
            warn(warning)
        return added

    def _search_before(self, query: Query) -> bool:
        """Make the next call fetch the previous page, or start over if there is none.

        Returns:
            Whether a call must be made first. If not, the page that was just fetched is the first page.
        """
        first = self._source.call
        number, first_number = page_number(query), page_number(first.query) or 1
        if number is not None and number > first_number:
            before = tuple((key, str(number - 1) if key == "page" else value) for key, value in query)
            self._next = first.for_query(first.query if number - 1 == first_number else before)
            return True
        self._spool.restart(self.key)
        self._state = ListState()
        self._known = KnownObjects(self._since, self._source.model, {})
        self._is_searching = False
        self._next = first
        warn(
            f"the list {self.key.list} has none of the objects that were exported before the interruption: its export "
            "starts over"
        )
        return query != first.query

    def _entry(self, item: object) -> _Entry:
        spooled = _spooled(item)
        if spooled.id is not None:
            return _Entry(item, spooled, self._spool.has(self.key, spooled.id))
        return _Entry(item, spooled, self._is_searching and spooled.object in self._state.without_id)


def _spooled(item: object) -> SpooledObject:
    """Return an item of a list for the spool. An item that deviates from the spec may not be a model."""
    if not isinstance(item, Model):
        return SpooledObject(None, json.dumps({"value": item}))
    identifier: object = getattr(item, "id", None)
    # An ID that deviates from the spec may have any type. As in iterations, only these types identify an object.
    is_valid = bool(identifier) and type(identifier) in (str, int)
    return SpooledObject(json.dumps(identifier) if is_valid else None, json.dumps(item.to_dict()))
