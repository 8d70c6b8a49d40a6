"""Lists that come in pages."""

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qsl, urlsplit

from attrs import frozen

from mijnklantportaal._wire.ports import AsyncPage, AsyncPager, Page
from mijnklantportaal.types import Report

T = TypeVar("T")

Query: TypeAlias = tuple[tuple[str, str], ...]


@frozen
class Contents:
    """What a page holds, and where the next one is."""

    data: list[Any]
    current_page: int
    per_page: int
    following: Query | None
    """The query of the next page; `None` after the last."""
    is_repeated: bool
    """Whether the server gave a page before the one that was asked for."""


def contents_of(envelope: Any, query: Query, report: Report) -> Contents:
    """What a page holds.

    Args:
        envelope: The answer.
        query: What it was got with.
        report: Called when a walk over the pages can't go on as the answer says.
    """
    asked = number_of(query)
    current = envelope.current_page
    is_repeated = type(current) is int and asked is not None and current < asked
    if is_repeated:
        report("current_page", "the page that was asked for", current)
    return Contents(
        # Anything else than a list was reported as a difference, and has nothing to walk over.
        data=envelope.data if isinstance(envelope.data, list) else [],
        current_page=current,
        per_page=envelope.per_page,
        following=_following(envelope.next_page_url, query, report),
        is_repeated=is_repeated,
    )


def number_of(query: Query) -> int | None:
    """The number of the page that a query asks for; `None` where pages have no numbers."""
    text = dict(query).get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _following(link: Any, query: Query, report: Report) -> Query | None:
    """The query of the page that a link leads to.

    Only the query of the link counts. Its scheme, host and path are the server's own view of its address, which is
    wrong behind a proxy, and the token would go where they point. A walk only goes forward: a server whose pages lead
    back to an earlier one would be asked for ever.
    """
    if not isinstance(link, str):
        return None
    try:
        # The document's examples end in a comma.
        changes = dict(parse_qsl(urlsplit(link.strip().rstrip(",")).query))
    except ValueError:
        changes = {}
    following = tuple({**dict(query), **changes}.items())
    here = number_of(query)
    there = number_of(following) if "page" in changes else None
    leads_on = following != query if here is None or there is None else there > here
    if changes and leads_on:
        return following
    report("next_page_url", "a link to a later page, or null", link)
    return None


class _Page:
    """What a page says of itself; the same for both clients."""

    def __init__(self, contents: Contents) -> None:
        self.data = contents.data
        self.current_page = contents.current_page
        self.per_page = contents.per_page
        self._following = contents.following

    @property
    def has_next_page(self) -> bool:
        return self._following is not None

    def __repr__(self) -> str:
        return f"<page {self.current_page} with {len(self.data)} items>"


class FetchedPage(_Page, Page[T]):
    """A page of the synchronous client."""

    def __init__(self, fetch: Callable[[Query], Contents], contents: Contents) -> None:
        super().__init__(contents)
        self._fetch = fetch

    def next_page(self) -> Page[T] | None:
        if self._following is None:
            return None
        contents = self._fetch(self._following)
        return None if contents.is_repeated else FetchedPage(self._fetch, contents)

    def pages(self) -> Iterator[Page[T]]:
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data


class FetchedAsyncPage(_Page, AsyncPage[T]):
    """A page of the asynchronous client."""

    def __init__(self, fetch: Callable[[Query], Awaitable[Contents]], contents: Contents) -> None:
        super().__init__(contents)
        self._fetch = fetch

    async def next_page(self) -> AsyncPage[T] | None:
        if self._following is None:
            return None
        contents = await self._fetch(self._following)
        return None if contents.is_repeated else FetchedAsyncPage(self._fetch, contents)

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
