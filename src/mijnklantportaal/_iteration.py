"""Iterating over lists of several pages. Loaded when an iteration starts."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Generic, TypeVar

from mijnklantportaal import _hints

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


# Classes instead of asynchronous generators: one that is left early stays open until the event loop closes it, of which
# trio warns, and one whose `__anext__` was cancelled has ended.


class AsyncPages(AsyncIterator["_hints.AsyncPage[T]"], Generic[T]):
    """Iterates over pages, which are fetched one at a time. A step that failed or was cancelled can be retried.

    Args:
        fetch: Returns the first page.
    """

    def __init__(self, fetch: "Callable[[], Awaitable[_hints.AsyncPage[T]]]") -> None:
        self._fetch_next: Callable[[], Awaitable[_hints.AsyncPage[T] | None]] | None = fetch
        self._is_fetching = False

    def __aiter__(self) -> "_hints.Self":
        return self

    async def __anext__(self) -> "_hints.AsyncPage[T]":
        """Fetch the next page.

        Raises:
            APIError: The call failed, as for every call.
            RuntimeError: Another task is fetching it from this iterator.
            StopAsyncIteration: There is none, or the iterator was closed.
        """
        if self._is_fetching:
            raise RuntimeError("two tasks use one iterator over a list: start one with `async for` in each task")
        if self._fetch_next is None:
            raise StopAsyncIteration
        self._is_fetching = True
        try:
            page = await self._fetch_next()
        finally:
            self._is_fetching = False
        # It may have been closed meanwhile.
        if page is None or self._fetch_next is None:
            self._fetch_next = None
            raise StopAsyncIteration
        self._fetch_next = page.next_page
        return page

    async def aclose(self) -> None:
        """End the iteration, for `contextlib.aclosing`. It is not needed: no connection is open between two pages."""
        self._fetch_next = None


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
                return item
            page = await self._pages.__anext__()
            self._items = iter(self._filter.new_items(page.data))

    async def aclose(self) -> None:
        """End the iteration, for `contextlib.aclosing`. It is not needed: no connection is open between two pages."""
        self._items = iter(())
        await self._pages.aclose()
