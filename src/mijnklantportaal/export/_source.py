"""What an export fetches: the call for the first page of a list, and the model of its objects."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from mijnklantportaal import _hints
from mijnklantportaal._call import Call
from mijnklantportaal._paging import PageState
from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal._wire.containers import Items, Object, PageOf
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.operation import CallOptions, Operation
from mijnklantportaal.pagination import AsyncPage, AsyncPager, Page
from mijnklantportaal.progress import ProgressReporter
from mijnklantportaal.types import UNSET


class ListResource(Protocol):
    """A resource with a list, such as `portal.customer_invoices`."""

    @property
    def list(self) -> Callable[..., Page[Any] | Sequence[Model]]:
        """The method for the list."""
        ...


class AsyncListResource(Protocol):
    """A resource of the asynchronous client with a list."""

    @property
    def list(self) -> Callable[..., AsyncPager[Any] | Awaitable[Sequence[Model]]]:
        """The method for the list."""
        ...


ExportSource: TypeAlias = ListResource | Page[Any]
"""What can be exported: a resource with a list, or the page that a list method has returned."""
AsyncExportSource: TypeAlias = AsyncListResource | AsyncPager[Any] | AsyncPage[Any]
"""What can be exported: a resource with a list, or what a list method has returned, awaited or not."""

AnySender: TypeAlias = Sender | AsyncSender


class ListSource(NamedTuple):
    """A list that can be fetched."""

    sender: AnySender
    call: Call[Any]
    """The call for its first page, which is not sent."""
    page: PageState[Any, Any] | None
    """That page, where the caller has fetched it already."""

    @property
    def model(self) -> type[Model]:
        """The model of its objects."""
        model = model_of(self.call.operation)
        # Checked by `list_source`.
        assert model is not None
        return model

    def with_progress(self, reporter: ProgressReporter | None) -> "ListSource":
        """Return a list whose calls report what they wait for."""
        call = self.call
        options = call.options._replace(progress=reporter or False)
        return self._replace(call=Call(call.state, call.operation, call.arguments, options, call.query))


def list_source(source: object, kind: type[AnySender] | None = None) -> ListSource:
    """Return the list that a caller wants to export.

    Args:
        source: See `ExportSource`.
        kind: The senders of the client; by default of any.

    Raises:
        TypeError: It has no list, or is of the other client.
    """
    listed = _list_source(source)
    if kind is not None and not isinstance(listed.sender, kind):
        other = "MijnKlantportaal" if isinstance(listed.sender, Sender) else "AsyncMijnKlantportaal"
        raise TypeError(f"the source belongs to a client of the class {other}: call the `export` of that client")
    if model_of(listed.call.operation) is None:
        raise TypeError(f"the objects of {source!r} have no model, so that their columns are not known")
    return listed


def _list_source(source: object) -> ListSource:
    if isinstance(source, AsyncPager):
        return ListSource(source._sender, source._call.copy(), None)
    if isinstance(source, Page | AsyncPage):
        return ListSource(source._sender, source._origin(source._sender.state), source)
    operation = list_operation(source)
    sender: object = getattr(source, "_sender", None)
    if operation is None or not isinstance(sender, Sender | AsyncSender):
        raise TypeError(
            "the source of an export must be a resource with a list, such as portal.customer_invoices, or what a list"
            f" method that fetches pages has returned, not {source!r}"
        )
    return ListSource(sender, first_call(sender, operation, {}), None)


def first_call(sender: AnySender, operation: Operation[Any], arguments: dict[str, Any]) -> Call[Any]:
    """Return the call for the first page of a list, with these arguments only.

    Raises:
        TypeError, ValueError: An argument is not valid, or a required one is missing.
    """
    every = {parameter.name: arguments.get(parameter.name, UNSET) for parameter in operation.parameters}
    return Call(sender.state, operation, every, CallOptions(None, None, None, None))


def list_operation(resource: object) -> Operation[Any] | None:
    """Return the operation that the method `list` of a resource sends, or `None` if there is none."""
    # It is beside the class, in its module. A subclass may be in another one.
    for kind in type(resource).__mro__:
        operation = getattr(sys.modules.get(kind.__module__), "LIST", None)
        if isinstance(operation, Operation):
            return operation
    return None


def model_of(operation: Operation[Any]) -> type[Model] | None:
    """Return the model of the objects that an operation lists, or `None` if it lists none."""
    response = operation.response
    if not isinstance(response, Items | PageOf):
        return None
    codec = response._items._codec
    return codec._model if isinstance(codec, Object) else None


class ReceivedPage(NamedTuple):
    """A page of a list, or a list that has no pages."""

    items: list[Any]
    query: "_hints.Query"
    """The query that it was fetched with."""
    next_query: "_hints.Query | None"
    """The query of the page after it; `None` for the last one."""
    is_repeated: bool = False
    """Whether it is a page before the one that was requested."""


def received_page(call: Call[Any]) -> ReceivedPage:
    """Return what a call has received.

    Raises:
        APIResponseValidationError: The response cannot be parsed, or deviates from the spec in strict mode.
    """
    if call.operation.is_paginated:
        return page_of(PageState[Any, None](None, call), call.query)
    # A response without a body has no items.
    return ReceivedPage(call.parse() or [], call.query, None)


def page_of(page: PageState[Any, Any], query: "_hints.Query") -> ReceivedPage:
    """Return a page that was fetched with this query."""
    following = page._next_call
    return ReceivedPage(page.data, query, None if following is None else following.query, page._is_repeated)
