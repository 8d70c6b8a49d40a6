"""What the resources need from whoever sends their requests, and what callers get back from them."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
from typing import Any, Generic, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from attrs import field, frozen

from mijnklantportaal._wire.operation import Operation

P = ParamSpec("P")
T = TypeVar("T")


class CallOptions(NamedTuple):
    """What a caller may change for one call; `None` leaves it as the client has it."""

    timeout: float | None
    max_retries: int | None
    extra_headers: Mapping[str, str] | None


class Page(ABC, Generic[T]):
    """One page of a list. Iterating over it walks over the items of this page and of all that follow."""

    data: list[T]
    """The items of this page."""
    current_page: int
    """The number of this page, from 1."""
    per_page: int
    """How many items a full page has."""

    @property
    @abstractmethod
    def has_next_page(self) -> bool:
        """Whether another page follows."""

    @abstractmethod
    def next_page(self) -> "Page[T] | None":
        """Fetch the page after this one; `None` after the last.

        Raises:
            APIError: The call failed, as for every call.
        """

    @abstractmethod
    def pages(self) -> Iterator["Page[T]"]:
        """This page and all that follow, fetched one at a time."""

    @abstractmethod
    def __iter__(self) -> Iterator[T]:
        """The items of this page and of all that follow."""


class AsyncPage(ABC, Generic[T]):
    """One page of a list. `async for` walks over the items of this page and of all that follow."""

    data: list[T]
    """The items of this page."""
    current_page: int
    """The number of this page, from 1."""
    per_page: int
    """How many items a full page has."""

    @property
    @abstractmethod
    def has_next_page(self) -> bool:
        """Whether another page follows."""

    @abstractmethod
    async def next_page(self) -> "AsyncPage[T] | None":
        """Fetch the page after this one; `None` after the last.

        Raises:
            APIError: The call failed, as for every call.
        """

    @abstractmethod
    def pages(self) -> AsyncIterator["AsyncPage[T]"]:
        """This page and all that follow, fetched one at a time."""

    @abstractmethod
    def __aiter__(self) -> AsyncIterator[T]:
        """The items of this page and of all that follow."""


class AsyncPager(ABC, Generic[T]):
    """A list that was asked for: `await` gives its first page, `async for` walks over all its items."""

    @abstractmethod
    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        """Fetch the first page."""

    @abstractmethod
    def __aiter__(self) -> AsyncIterator[T]:
        """All items."""

    @abstractmethod
    def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """All pages, fetched one at a time."""


@frozen
class RawResponse(Generic[T]):
    """An answer as it came over the wire."""

    status_code: int
    """The HTTP status, 200 to 299: others raise."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers; names in any case find them."""
    content: bytes = field(repr=False)
    """The body, decompressed."""
    _parse: Callable[[], T] = field(repr=False, eq=False)

    def parse(self) -> T:
        """What the method gives without `with_raw_response`.

        Raises:
            APIResponseValidationError: The body can't be read, as for the method itself.
        """
        return self._parse()


class Caller(Protocol):
    """Sends requests and waits for the answers."""

    def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> T:
        """One call."""
        ...

    def list(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Page[Any]:
        """The first page of a list."""
        ...


class AsyncCaller(Protocol):
    """Sends requests, and lets others work while it waits for the answers."""

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> T:
        """One call."""
        ...

    def list(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> AsyncPager[Any]:
        """A list, of which nothing is fetched yet."""
        ...


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """The method of a resource whose caller gives raw responses, with the type that it then has."""
    return cast("Callable[P, RawResponse[T]]", method)


def async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[RawResponse[T]]]:
    """`raw` for an asynchronous resource."""
    return cast("Callable[P, Awaitable[RawResponse[T]]]", method)
