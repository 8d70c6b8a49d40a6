"""Iterating over lists of several pages. Loaded when an iteration starts."""

import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any, Generic, TypeVar

from mijnklantportaal import _hints
from mijnklantportaal._wire.operation import Operation
from mijnklantportaal.progress import ProgressOption, ProgressReporter, open_progress

T = TypeVar("T")


class ShiftFilter(Generic[T]):
    """Leaves out items that were on an earlier page: objects that are created meanwhile shift them to later pages.

    It remembers the IDs of the last two pages, and of the last 500 items at least. It never leaves out an item without
    an ID, or an item because of another one of its page.
    """

    def __init__(self) -> None:
        # In the order in which they were last received.
        self._seen: OrderedDict[tuple[type, str | int], None] = OrderedDict()
        self._remembered = 500

    def new_items(self, page: list[T]) -> list[T]:
        """Return the items of the next page that no earlier page had."""
        seen = self._seen
        new: list[T] = []
        keys: list[tuple[type, str | int]] = []
        for item in page:
            identifier = getattr(item, "id", None)
            # What deviates from the spec is kept as it was received, and may be of any type.
            if identifier and (type(identifier) is str or type(identifier) is int):
                # Two kinds of objects in one list may count their IDs separately.
                key = (type(item), identifier)
                keys.append(key)
                if key in seen:
                    seen.move_to_end(key)
                    continue
            new.append(item)
        seen.update(dict.fromkeys(keys))
        self._remembered = max(self._remembered, 2 * len(keys))
        for _ in range(len(seen) - self._remembered):
            seen.popitem(last=False)
        return new


class ListProgress:
    """The progress of one iteration over a list: the objects that it has returned, and its waits.

    Args:
        option: The option of the call for the list.
        operation: The operation that lists the objects.
    """

    reporter: ProgressReporter | None = None
    """Shows the waits of the calls for the pages, while this is open."""

    def __init__(self, option: ProgressOption, operation: Operation[Any]) -> None:
        self._option = option
        self._operation = operation
        self._opened: ExitStack | None = None
        self._counter: ProgressReporter | None = None
        self._done = 0

    def __enter__(self) -> "_hints.Self":
        self.open()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __del__(self) -> None:
        # An asynchronous iteration that is left early has no other end.
        if not sys.is_finalizing():
            self.close()

    def open(self) -> None:
        """Open it, unless it is open; after it was closed, it goes on where it was.

        Raises:
            ConfigurationError, TypeError: As for `open_progress`.
        """
        if self._option is not False and self._opened is None:
            opened = ExitStack()
            self.reporter = opened.enter_context(open_progress(self._option, self._operation.subject, "objects"))
            # A reporter of other work counts what that has done.
            self._counter = None if self.reporter is self._option else self.reporter
            self._opened = opened
            if self._done:
                self.advance(0)

    def close(self) -> None:
        """Close it, and its bar."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def advance(self, amount: int) -> None:
        """Count objects that the iteration has returned."""
        if self._counter is not None:
            self._done += amount
            self._counter.advance_to(self._done)

    def advancing(self, items: Iterable[T]) -> Iterable[T]:
        """Return the items; each is counted when it is taken."""
        return items if self._counter is None else self._counting(items)

    def _counting(self, items: Iterable[T]) -> Iterator[T]:
        for item in items:
            self.advance(1)
            yield item


# Classes instead of asynchronous generators: one that is left early stays open until the event loop closes it, of which
# trio warns, and one whose `__anext__` was cancelled has ended.


class AsyncPages(AsyncIterator["_hints.AsyncPage[T]"], Generic[T]):
    """Iterates over pages, which are fetched one at a time. A step that failed or was cancelled can be retried.

    Args:
        fetch: Returns the first page.
        progress: What the iteration shows of its progress.
    """

    def __init__(
        self, fetch: "Callable[[ListProgress], Awaitable[_hints.AsyncPage[T] | None]]", progress: ListProgress
    ) -> None:
        self._fetch_next: Callable[[ListProgress], Awaitable[_hints.AsyncPage[T] | None]] | None = fetch
        self._is_fetching = False
        self.progress = progress

    def __aiter__(self) -> "_hints.Self":
        return self

    async def __anext__(self) -> "_hints.AsyncPage[T]":
        """Fetch the next page.

        Raises:
            APIError: The call failed, as for every call.
            RuntimeError: Another task is fetching it from this iterator.
            StopAsyncIteration: There is none, or the iterator was closed.
        """
        page = await self.fetch()
        self.progress.advance(len(page.data))
        return page

    async def fetch(self) -> "_hints.AsyncPage[T]":
        """Fetch the next page without counting its items.

        Raises:
            APIError, RuntimeError, StopAsyncIteration: As for `__anext__`.
        """
        if self._is_fetching:
            raise RuntimeError("two tasks use one iterator over a list: start one with `async for` in each task")
        if self._fetch_next is None:
            raise StopAsyncIteration
        self._is_fetching = True
        page = None
        try:
            self.progress.open()
            page = await self._fetch_next(self.progress)
        finally:
            self._is_fetching = False
            # It may have been closed meanwhile. After an error, the next step opens it again.
            if page is None or self._fetch_next is None:
                self.progress.close()
        if page is None or self._fetch_next is None:
            self._fetch_next = None
            raise StopAsyncIteration
        self._fetch_next = page._following
        return page

    async def aclose(self) -> None:
        """End the iteration, for `contextlib.aclosing`. It is not needed: no connection is open between two pages."""
        self._fetch_next = None
        self.progress.close()


class AsyncItems(AsyncIterator[T]):
    """Iterates over the items of pages, without those that were shifted from a page to a later one."""

    def __init__(self, pages: AsyncPages[T]) -> None:
        self._pages = pages
        self._filter: ShiftFilter[T] = ShiftFilter()
        self._items: Iterator[T] = iter(())

    def __aiter__(self) -> "_hints.Self":
        return self

    async def __anext__(self) -> T:
        """Return the next item; fetch the next page where it is the first one there.

        Raises:
            APIError, RuntimeError, StopAsyncIteration: As for `AsyncPages`.
        """
        while True:
            for item in self._items:
                self._pages.progress.advance(1)
                return item
            page = await self._pages.fetch()
            self._items = iter(self._filter.new_items(page.data))

    async def aclose(self) -> None:
        """End the iteration, for `contextlib.aclosing`. It is not needed: no connection is open between two pages."""
        self._items = iter(())
        await self._pages.aclose()
