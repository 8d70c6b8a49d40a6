"""Iterating over lists of several pages. Loaded when an iteration starts."""

import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any, Generic, TypeVar

from mijnklantportaal import _hints
from mijnklantportaal._wire.operation import Operation
from mijnklantportaal.progress import ProgressOption, ProgressReporter, _open_progress

T = TypeVar("T")


class ShiftFilter(Generic[T]):
    """Leaves out items that were on an earlier page: objects that are created during an iteration shift them.

    It remembers the IDs of the last two pages, and of at least the last 500 items. It never leaves out an item without
    an ID, or two items with the same ID on one page.
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
            # A value that deviates from the spec is kept as it was received, and may have any type.
            if identifier and (type(identifier) is str or type(identifier) is int):
                # Two kinds of objects in one list may have the same IDs.
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
    """Reports the waits of the calls for the pages, while the progress is open."""

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
        # Nothing else ends an asynchronous iteration that is left early.
        if not sys.is_finalizing():
            self.close()

    def open(self) -> None:
        """Open the progress, unless it is open. After it was closed, it continues where it was.

        Raises:
            ConfigurationError, TypeError: As for `_open_progress`.
        """
        if self._option is not False and self._opened is None:
            opened = ExitStack()
            self.reporter = opened.enter_context(_open_progress(self._option, self._operation.subject, "objects"))
            # The reporter of enclosing work counts that work, not the items of this list.
            self._counter = None if self.reporter is self._option else self.reporter
            self._opened = opened
            if self._done:
                self.advance(0)

    def close(self) -> None:
        """Close the progress and its bar."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def advance(self, amount: int) -> None:
        """Count objects that the iteration has returned."""
        if self._counter is not None:
            self._done += amount
            self._counter.advance_to(self._done)

    def advancing(self, items: Iterable[T]) -> Iterable[T]:
        """Yield the items, and count each of them."""
        return items if self._counter is None else self._counting(items)

    def _counting(self, items: Iterable[T]) -> Iterator[T]:
        for item in items:
            self.advance(1)
            yield item


# Classes instead of asynchronous generators. A generator that is left early stays open until the event loop closes it,
# which makes trio warn, and a generator whose `__anext__` was canceled has ended.


class AsyncPages(AsyncIterator["_hints.AsyncPage[T]"], Generic[T]):
    """Iterates over pages, which are fetched one at a time. If a step failed or was canceled, it can be repeated.

    Args:
        fetch: Returns the first page.
        progress: The progress of the iteration.
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
            RuntimeError: Another task is fetching a page from this iterator.
            StopAsyncIteration: There is no further page, or the iterator was closed.
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
            raise RuntimeError("two tasks must not share an iterator over a list: use `async for` in each task")
        if self._fetch_next is None:
            raise StopAsyncIteration
        self._is_fetching = True
        page = None
        try:
            self.progress.open()
            page = await self._fetch_next(self.progress)
        finally:
            self._is_fetching = False
            # It may have been closed while the page was fetched. After an error, the next step opens it again.
            if page is None or self._fetch_next is None:
                self.progress.close()
        if page is None or self._fetch_next is None:
            self._fetch_next = None
            raise StopAsyncIteration
        self._fetch_next = page._following
        return page

    async def aclose(self) -> None:
        """End the iteration, for `contextlib.aclosing`. Calling it is optional, since no connection stays open between
        pages."""
        self._fetch_next = None
        self.progress.close()


class AsyncItems(AsyncIterator[T]):
    """Iterates over the items of pages, without items that were shifted from an earlier page."""

    def __init__(self, pages: AsyncPages[T]) -> None:
        self._pages = pages
        self._filter: ShiftFilter[T] = ShiftFilter()
        self._items: Iterator[T] = iter(())

    def __aiter__(self) -> "_hints.Self":
        return self

    async def __anext__(self) -> T:
        """Return the next item, and fetch the next page if necessary.

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
        """End the iteration, for `contextlib.aclosing`. Calling it is optional, since no connection stays open between
        pages."""
        self._items = iter(())
        await self._pages.aclose()
