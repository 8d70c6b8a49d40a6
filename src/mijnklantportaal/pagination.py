"""The pages of lists."""

from collections.abc import Coroutine, Generator, Iterator
from inspect import CORO_CLOSED, getcoroutinestate
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from mijnklantportaal import _hints
from mijnklantportaal._copying import Unpicklable
from mijnklantportaal._paging import PageState
from mijnklantportaal._wire.containers import PageData

T = TypeVar("T")


class Page(PageState[T, "_hints.Sender"]):
    """One page of a list. Iterating over it yields the items of this page and of all following pages.

    `data` has the items of this page, `current_page` its number, and `per_page` the size of a full page.

    Examples:
        ```python
        from mijnklantportaal import MijnKlantportaal

        with MijnKlantportaal() as portal:
            page = portal.customer_invoices.list()
            print(len(page.data), page.has_next_page)  # 3 False
            for invoice in page:  # of this page and of all that follow
                print(invoice.invoice_number)
        ```

    Each iteration fetches the following pages again, since a long list would fill the memory. To use the items twice,
    keep `list(page)`.

    The portal does not document the order of its lists. If the newest objects come first, an object that is created
    during an iteration shifts others to the next page. The iteration leaves out items whose `id` was on an earlier
    page. It can miss objects that are created after it has started. If an object is deleted during the iteration, it
    can also miss the object that moves to an earlier page.
    """

    def next_page(self) -> "Page[T] | None":
        """Fetch the page after this one. Return `None` after the last page.

        Raises:
            APIError: The call failed, as for every call.
        """
        return self._following(None)

    def _following(self, progress: "_hints.ListProgress | None") -> "Page[T] | None":
        call = self._following_call(progress)
        if call is None:
            return None
        page = Page(self._sender, self._sender.send(call))
        return None if page._is_repeated else page

    def pages(self) -> "Iterator[Page[T]]":
        """Yield this page and all following pages. They are fetched one at a time, and yielded as they were received.

        So a page may repeat items of the page before it, if objects were created during the iteration.
        """
        page: Page[T] | None = self
        with self._list_progress() as progress:
            while page is not None:
                progress.advance(len(page.data))
                yield page
                page = page._following(progress)

    def __iter__(self) -> Iterator[T]:
        """Yield the items of this page and of all following pages, without items that were shifted from an earlier
        page."""
        from mijnklantportaal._iteration import ShiftFilter

        new_items = ShiftFilter[T]().new_items
        page: Page[T] | None = self
        with self._list_progress() as progress:
            while page is not None:
                yield from progress.advancing(new_items(page.data))
                page = page._following(progress)


class AsyncPage(PageState[T, "_hints.AsyncSender"]):
    """One page of a list. `async for` yields the items of this page and of all following pages.

    `data` has the items of this page, `current_page` its number, and `per_page` the size of a full page.

    Each iteration fetches the following pages again, since a long list would fill the memory. To use the items twice,
    keep `[item async for item in page]`. Two tasks must not share an iterator.

    Objects that are created or deleted during an iteration have the effects that `Page` describes.
    """

    async def next_page(self) -> "AsyncPage[T] | None":
        """Fetch the page after this one. Return `None` after the last page.

        Raises:
            APIError: The call failed, as for every call.
        """
        return await self._following(None)

    async def _following(self, progress: "_hints.ListProgress | None") -> "AsyncPage[T] | None":
        call = self._following_call(progress)
        if call is None:
            return None
        page = AsyncPage(self._sender, await self._sender.send(call))
        return None if page._is_repeated else page

    def pages(self) -> "_hints.AsyncPages[T]":
        """Iterate over this page and all following pages. They are fetched one at a time, and yielded as they were
        received.

        So a page may repeat items of the page before it, if objects were created during the iteration.
        """
        from mijnklantportaal._iteration import AsyncPages

        return AsyncPages(self._itself, self._list_progress())

    def __aiter__(self) -> "_hints.AsyncItems[T]":
        """Iterate over the items of this page and of all following pages, as `Page.__iter__` does."""
        from mijnklantportaal._iteration import AsyncItems

        return AsyncItems(self.pages())

    async def aclose(self) -> None:
        """Do nothing. This method is for `contextlib.aclosing`: no connection stays open between pages."""

    async def _itself(self, progress: "_hints.ListProgress") -> "AsyncPage[T]":
        return self

    if not TYPE_CHECKING:

        def __iter__(self):
            raise TypeError(
                "an AsyncPage must be iterated over with `async for`; `page.data` has the items of this page"
            )


class AsyncPager(Unpicklable, Coroutine[Any, Any, AsyncPage[T]], Generic[T]):
    """A list that has not been fetched yet: `await` returns its first page, `async for` yields all its items.

    It is a coroutine, so that `asyncio.create_task`, task groups, trio and anyio (from 4.14 on) accept it. Unlike other
    coroutines, it can be awaited or iterated over several times, one after another. The list is fetched again each
    time. If it is never awaited, nothing is sent, and Python does not warn.
    """

    _instead = "`await` it, and pickle the `data` of the page"

    def __init__(self, sender: "_hints.AsyncSender", call: "_hints.Call[PageData[T]]") -> None:
        self._sender = sender
        self._call = call
        # The name of the coroutine in reports about tasks.
        self.__name__ = call.operation.id
        # The coroutine that `send` runs. It is created when it is first needed, since Python warns about coroutines
        # that never start.
        self._coroutine: Coroutine[Any, Any, AsyncPage[T]] | None = None

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        """Fetch the first page."""
        return self._first_page().__await__()

    def pages(self) -> "_hints.AsyncPages[T]":
        """Iterate over all pages. They are fetched one at a time, and yielded as they were received."""
        from mijnklantportaal._iteration import AsyncPages, ListProgress

        call = self._call
        return AsyncPages(self._first_page_for, ListProgress(call.options.progress, call.operation))

    def __aiter__(self) -> "_hints.AsyncItems[T]":
        """Iterate over all items, as `Page.__iter__` does."""
        from mijnklantportaal._iteration import AsyncItems

        return AsyncItems(self.pages())

    async def aclose(self) -> None:
        """Do nothing. This method is for `contextlib.aclosing`: no connection stays open between pages."""

    def send(self, value: Any, /) -> Any:
        """Run the coroutine until it waits for something, as event loops do.

        Raises:
            StopIteration: The first page is fetched; it is the value of the exception.
            APIError: The call failed, as for every call.
        """
        return self._unfinished().send(value)

    def throw(self, *exception: Any) -> Any:
        """Raise an exception at the point where the coroutine waits, as event loops do to cancel it."""
        return self._unfinished().throw(*exception)

    def close(self) -> None:
        """End the coroutine, if it is running. The list can be awaited again."""
        if self._coroutine is not None:
            self._coroutine.close()

    def __del__(self) -> None:
        # An event loop may have read the state of the coroutine without starting it.
        self.close()

    def __repr__(self) -> str:
        return f"<AsyncPager of {self.__name__}: use `await` or `async for`>"

    def __copy__(self) -> Self:
        return type(self)(self._sender, self._call)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a list of the same client that has not been fetched yet."""
        return self.__copy__()

    if not TYPE_CHECKING:
        # Type checkers find these mistakes. At runtime, the message names the way out.

        # `__bool__` does not raise, since asyncio tests the truth of the coroutine of a task.

        def __iter__(self):
            raise TypeError("an AsyncPager must be iterated over with `async for`")

        def __getattr__(self, name):
            if name.startswith("cr_"):
                # Event loops read these to see whether a coroutine has started, and where it waits.
                if self._coroutine is None:
                    self._coroutine = self._first_page()
                return getattr(self._coroutine, name)
            raise AttributeError(
                f"an AsyncPager has no attribute {name!r}: `await` it to get the first page, or use `async for`",
                name=name,
                obj=self,
            )

    def _unfinished(self) -> Coroutine[Any, Any, AsyncPage[T]]:
        # A coroutine that has ended cannot start again.
        if self._coroutine is None or getcoroutinestate(self._coroutine) == CORO_CLOSED:
            self._coroutine = self._first_page()
        return self._coroutine

    def _first_page(self) -> Coroutine[Any, Any, AsyncPage[T]]:
        # If a list is awaited again, it is fetched again.
        return _fetch_first_page(self._sender, self._call.copy())

    def _first_page_for(self, progress: "_hints.ListProgress") -> Coroutine[Any, Any, AsyncPage[T]]:
        return _fetch_first_page(self._sender, self._call.reporting_to(progress.reporter))


# Not a method: the garbage collector could free a coroutine that refers to the list before the list, which makes Python
# warn.
async def _fetch_first_page(sender: "_hints.AsyncSender", call: "_hints.Call[PageData[T]]") -> AsyncPage[T]:
    return AsyncPage(sender, await sender.send(call))
