"""Lists that the portal sends page by page."""

from collections.abc import AsyncIterator, Generator, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit

from mijnklantportaal._wire.containers import PageData
from mijnklantportaal._wire.parsing import Report

if TYPE_CHECKING:
    from mijnklantportaal._call import Call, Query
    from mijnklantportaal._send import AsyncSender, Sender

T = TypeVar("T")


class _PageState(Generic[T]):
    """What both kinds of pages have in common."""

    data: list[T]
    """The items of this page."""
    current_page: int
    """The number of this page, from 1."""
    per_page: int
    """How many items a full page has."""

    def __init__(self, call: "Call[PageData[T]]") -> None:
        query = call.query
        # A response without a body, where the spec has one beside the page, is a page without items.
        page = call.parse() or PageData([], page_number(query) or 1, 0, None)
        self.data, self.current_page, self.per_page = page.data, page.current_page, page.per_page
        self._is_repeated = is_repeated(page.current_page, query, call.report)
        following = next_query(page.next_page_url, query, call.report)
        # Not the call itself, which holds the token and the response body.
        self._next_call = None if following is None else call.for_query(following)

    @property
    def has_next_page(self) -> bool:
        """Whether another page follows."""
        return self._next_call is not None

    def __bool__(self) -> bool:
        """Return False for a page without items."""
        return bool(self.data)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.current_page} with {len(self.data)} items>"

    def _repr_html_(self) -> str:
        """Return a table with a row for each item of this page, which notebooks show."""
        from mijnklantportaal._wire.html import page_table

        items = "1 item" if len(self.data) == 1 else f"{len(self.data)} items"
        following = "another page follows" if self.has_next_page else "the last page"
        return page_table(self.data, f"Page {self.current_page} with {items}, {following}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Refuse to be a type of pydantic, which calls this.

        Raises:
            TypeError: Always. It says which type to use.
        """
        raise TypeError(
            f"{cls.__name__} is not a type for pydantic and FastAPI, since it fetches further pages:"
            " annotate a list of its items, and return its `data`"
        )


class Page(_PageState[T]):
    """One page of a list. Iterating over it yields the items of this page and of all that follow.

    `data` has the items of this page, `current_page` its number, and `per_page` the size of a full page.
    """

    def __init__(self, sender: "Sender", call: "Call[PageData[T]]") -> None:
        super().__init__(call)
        self._sender = sender

    def next_page(self) -> "Page[T] | None":
        """Fetch the page after this one; return `None` after the last one.

        Raises:
            APIError: The call failed, as for every call.
        """
        if self._next_call is None:
            return None
        page = Page(self._sender, self._sender.send(self._next_call.copy()))
        return None if page._is_repeated else page

    def pages(self) -> "Iterator[Page[T]]":
        """Yield this page and all that follow, which are fetched one at a time."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        """Yield the items of this page and of all that follow."""
        page: Page[T] | None = self
        while page is not None:
            yield from page.data
            page = page.next_page()


class AsyncPage(_PageState[T]):
    """One page of a list. `async for` yields the items of this page and of all that follow.

    `data` has the items of this page, `current_page` its number, and `per_page` the size of a full page.
    """

    def __init__(self, sender: "AsyncSender", call: "Call[PageData[T]]") -> None:
        super().__init__(call)
        self._sender = sender

    async def next_page(self) -> "AsyncPage[T] | None":
        """Fetch the page after this one; return `None` after the last one.

        Raises:
            APIError: The call failed, as for every call.
        """
        if self._next_call is None:
            return None
        page = AsyncPage(self._sender, await self._sender.send(self._next_call.copy()))
        return None if page._is_repeated else page

    async def pages(self) -> "AsyncIterator[AsyncPage[T]]":
        """Yield this page and all that follow, which are fetched one at a time."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        """Yield the items of this page and of all that follow."""
        page: AsyncPage[T] | None = self
        while page is not None:
            for item in page.data:
                yield item
            page = await page.next_page()


class AsyncPager(Generic[T]):
    """A list that is not fetched yet: `await` returns its first page, `async for` yields all its items."""

    def __init__(self, sender: "AsyncSender", call: "Call[PageData[T]]") -> None:
        self._sender = sender
        self._call = call

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        """Fetch the first page."""
        return self._first_page().__await__()

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """Yield all pages, which are fetched one at a time."""
        async for page in (await self).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        """Yield all items."""
        async for item in await self:
            yield item

    async def _first_page(self) -> AsyncPage[T]:
        # A list that is awaited again is fetched again.
        return AsyncPage(self._sender, await self._sender.send(self._call.copy()))


def page_number(query: "Query") -> int | None:
    """Return the number of the page that a query selects, or `None` where pages have no numbers."""
    text = dict(query).get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def is_repeated(current_page: object, query: "Query", report: Report) -> bool:
    """Return whether the server sent a page before the one that was requested, and report it."""
    requested = page_number(query)
    if type(current_page) is not int or requested is None or current_page >= requested:
        return False
    report("current_page", "the page that was requested", current_page)
    return True


def next_query(link: object, query: "Query", report: Report) -> "Query | None":
    """Return the query of the page that a link leads to, or `None` after the last page.

    Only the query of the link counts. Scheme, host and path are the server's own view of its address, which is wrong
    behind a proxy, and the token would be sent there. Pages only go forward: a server whose pages lead back to an
    earlier one would be queried for ever, so that such a link is reported and ends the list.

    Args:
        link: `next_page_url` of a page.
        query: The query that the page was fetched with.
        report: Called for a link that does not lead to a later page.
    """
    if not isinstance(link, str):
        return None
    try:
        # The examples of the spec end in a comma.
        changes = parse_qsl(urlsplit(link.strip().rstrip(",")).query)
    except ValueError:
        changes = []
    changed = {key for key, _ in changes}
    keys = dict.fromkeys(key for key, _ in (*query, *changes))
    # A list is sent as one key several times.
    following = tuple(pair for key in keys for pair in (changes if key in changed else query) if pair[0] == key)
    current = page_number(query)
    linked = page_number(following) if "page" in changed else None
    is_later = sorted(following) != sorted(query) if current is None or linked is None else linked > current
    if changes and is_later:
        return following
    report("next_page_url", "a link to a later page, or null", link)
    return None
