"""The pages of both clients: their items, their numbers, and the calls for the pages after them."""

from copy import deepcopy
from typing import Any, Generic, Self, TypeVar
from urllib.parse import parse_qsl, urlsplit

from mijnklantportaal import _hints
from mijnklantportaal._copying import Unpicklable
from mijnklantportaal._wire.containers import PageData
from mijnklantportaal._wire.parsing import Report

T = TypeVar("T")
SenderT = TypeVar("SenderT")


class PageState(Unpicklable, Generic[T, SenderT]):
    """The common base of `Page` and `AsyncPage`."""

    _instead = "pickle its `data`"

    data: list[T]
    """The items of this page."""
    current_page: int
    """The number of this page, from 1."""
    per_page: int
    """How many items a full page has."""

    def __init__(self, sender: SenderT, call: "_hints.Call[PageData[T]]") -> None:
        self._sender = sender
        query = call.query
        # If the spec allows a response without a body, such a response is a page without items.
        page = call.parse() or PageData([], page_number(query) or 1, 0, None)
        self.data, self.current_page, self.per_page = page.data, page.current_page, page.per_page
        self._is_repeated = is_repeated(page.current_page, query, call.report)
        following = next_query(page.next_page_url, query, call.report)
        # The call itself is not kept, since it holds the token and the response body.
        self._next_call = None if following is None else call.for_query(following)
        self._fetched_with = (call.operation, call.arguments, call.options, query)

    def _origin(self, state: "_hints.ClientState") -> "_hints.Call[PageData[T]]":
        """Return an unsent copy of the call for this page."""
        return _hints.Call(state, *self._fetched_with)

    @property
    def has_next_page(self) -> bool:
        """Whether another page follows."""
        return self._next_call is not None

    def _list_progress(self) -> "_hints.ListProgress":
        """Return the progress of an iteration that starts with this page."""
        operation, _, options, _ = self._fetched_with
        return _hints.ListProgress(options.progress, operation)

    def _following_call(self, progress: "_hints.ListProgress | None") -> "_hints.Call[PageData[T]] | None":
        """Return a call for the next page, as a part of an iteration unless `progress` is `None`."""
        call = self._next_call
        if call is None:
            return None
        return call.copy() if progress is None else call.reporting_to(progress.reporter)

    def __bool__(self) -> bool:
        """Return False for a page without items."""
        return bool(self.data)

    def __repr__(self) -> str:
        if "_next_call" not in vars(self):
            # Error reports show variables, even a page whose response could not be parsed.
            return f"<{type(self).__name__}: not parsed>"
        size = f"{len(self.data)} item{'' if len(self.data) == 1 else 's'} of at most {self.per_page!r}"
        return (
            f"<{type(self).__name__} {self.current_page!r}: {size}, {'more follow' if self._next_call else 'the last'}>"
        )

    def __copy__(self) -> Self:
        copy = object.__new__(type(self))
        vars(copy).update(vars(self))
        return copy

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a page with copies of the items, which uses the same client."""
        copy = self.__copy__()
        memo[id(self)] = copy
        copy.data = deepcopy(self.data, memo)
        return copy

    def _repr_html_(self) -> str:
        """Return an HTML table with a row for each item of this page, for notebooks."""
        from mijnklantportaal._wire.html import page_table

        items = "1 item" if len(self.data) == 1 else f"{len(self.data)} items"
        following = "another page follows" if self.has_next_page else "the last page"
        return page_table(self.data, f"Page {self.current_page} with {items}, {following}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Refuse to be used as a type of pydantic, which calls this method.

        Raises:
            TypeError: Always. The message names the type to use.
        """
        raise TypeError(
            f"{cls.__name__} must not be a type for pydantic or FastAPI, since it fetches further pages:"
            " annotate a list of its items, and return its `data`"
        )


def page_number(query: "_hints.Query") -> int | None:
    """Return the page number in a query, or `None` if there is none."""
    text = dict(query).get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 100 else None


def is_repeated(current_page: object, query: "_hints.Query", report: Report) -> bool:
    """Return whether the server sent an earlier page than the requested one, and report it if so."""
    requested = page_number(query)
    if type(current_page) is not int or requested is None or current_page >= requested:
        return False
    report("current_page", "the page that was requested", current_page)
    return True


def next_query(link: object, query: "_hints.Query", report: Report) -> "_hints.Query | None":
    """Return the query of the link to the next page, or `None` after the last page.

    Only the query of the link is used. Scheme, host and path are the server's own view of its address, which is wrong
    behind a proxy, and the token would be sent there. A link to the same page or an earlier one would make an iteration
    endless, so it is reported, and ends the list.

    Args:
        link: `next_page_url` of a page.
        query: The query that the page was fetched with.
        report: Called for a link that is not one to a later page.
    """
    if not isinstance(link, str):
        return None
    try:
        # The links in the examples of the spec end with a comma.
        changes = parse_qsl(urlsplit(link.strip().rstrip(",")).query)
    except ValueError:
        changes = []
    changed = {key for key, _ in changes}
    keys = dict.fromkeys(key for key, _ in (*query, *changes))
    # A list is sent by repeating its key.
    following = tuple(pair for key in keys for pair in (changes if key in changed else query) if pair[0] == key)
    current = page_number(query)
    linked = page_number(following) if "page" in changed else None
    is_later = sorted(following) != sorted(query) if current is None or linked is None else linked > current
    if changes and is_later:
        return following
    report("next_page_url", "a link to a later page, or null", link)
    return None
