"""Lists that come in pages."""

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qsl, urlsplit

from mijnklantportaal_api.ports import AsyncPage, AsyncPager, Page

T = TypeVar("T")

Query: TypeAlias = tuple[tuple[str, str], ...]


def query_after(envelope: Any, query: Query) -> Query | None:
    """The query of the page after the one in `envelope`, which was got with `query`; `None` after the last.

    Only the query of the link counts. Its scheme, host and path are the server's own view of its address, which is
    wrong behind a proxy, and the token would go where they point.
    """
    link = envelope.next_page_url
    if not isinstance(link, str):
        return None
    try:
        # The document's examples end in a comma.
        changes = dict(parse_qsl(urlsplit(link.strip().rstrip(",")).query))
    except ValueError:
        return None
    following = tuple({**dict(query), **changes}.items())
    return following if changes and following != query else None


class _Contents:
    """What a page knows of itself and of its way to the next; the same for both clients."""

    def __init__(self, envelope: Any, query: Query, visited: frozenset[Query] = frozenset()) -> None:
        # Anything else than a list was reported as a difference, and has nothing to walk over.
        self.data = envelope.data if isinstance(envelope.data, list) else []
        self.current_page = envelope.current_page
        self.per_page = envelope.per_page
        # A server whose pages lead back to an earlier one would be asked for ever. The first page has two addresses.
        self._visited = visited | {query, tuple({**dict(query), "page": str(self.current_page)}.items())}
        following = query_after(envelope, query)
        self._following = None if following in self._visited else following

    @property
    def has_next_page(self) -> bool:
        return self._following is not None

    def __repr__(self) -> str:
        return f"<page {self.current_page} with {len(self.data)} items>"


class FetchedPage(_Contents, Page[T]):
    """A page of the synchronous client."""

    def __init__(
        self, fetch: Callable[[Query], Any], envelope: Any, query: Query, visited: frozenset[Query] = frozenset()
    ) -> None:
        super().__init__(envelope, query, visited)
        self._fetch = fetch

    def next_page(self) -> Page[T] | None:
        if self._following is None:
            return None
        return FetchedPage(self._fetch, self._fetch(self._following), self._following, self._visited)

    def pages(self) -> Iterator[Page[T]]:
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data


class FetchedAsyncPage(_Contents, AsyncPage[T]):
    """A page of the asynchronous client."""

    def __init__(
        self,
        fetch: Callable[[Query], Awaitable[Any]],
        envelope: Any,
        query: Query,
        visited: frozenset[Query] = frozenset(),
    ) -> None:
        super().__init__(envelope, query, visited)
        self._fetch = fetch

    async def next_page(self) -> AsyncPage[T] | None:
        if self._following is None:
            return None
        return FetchedAsyncPage(self._fetch, await self._fetch(self._following), self._following, self._visited)

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.data:
                yield item


class FirstPagePending(AsyncPager[T]):
    """A list of the asynchronous client, of which nothing is fetched before somebody awaits it or walks over it."""

    def __init__(self, fetch: Callable[[], Awaitable[AsyncPage[T]]]) -> None:
        self._fetch = fetch

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        return self._fetch().__await__()

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        async for page in (await self).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self:
            yield item
