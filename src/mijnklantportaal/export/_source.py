"""The source of an export: the call for the first page of a list, and the model of its objects."""

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
"""A resource with a list, or the page that a list method returned."""
AsyncExportSource: TypeAlias = AsyncListResource | AsyncPager[Any] | AsyncPage[Any]
"""A resource with a list, or the result of a list method, awaited or not."""

AnySender: TypeAlias = Sender | AsyncSender


class ListSource(NamedTuple):
    """A list that can be fetched."""

    sender: AnySender
    call: Call[Any]
    """The call for the first page, which has not been sent."""
    page: PageState[Any, Any] | None
    """The first page, if the caller has already fetched it."""

    @property
    def model(self) -> type[Model]:
        """The model of its objects."""
        model = model_of(self.call.operation)
        # `list_source` has checked it.
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
        kind: The class of the sender that the source must have; by default any.

    Raises:
        TypeError: The source has no list, or belongs to the other client class.
    """
    listed = _list_source(source)
    if kind is not None and not isinstance(listed.sender, kind):
        other = "MijnKlantportaal" if isinstance(listed.sender, Sender) else "AsyncMijnKlantportaal"
        raise TypeError(f"the source belongs to a client of the class {other}: call export() of that client")
    if model_of(listed.call.operation) is None:
        raise TypeError(f"the source must have objects with a model, whose fields are the columns, not {source!r}")
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
            "the source must be a resource with a list, such as portal.customer_invoices, or the result of a list "
            f"method that fetches pages, not {source!r}"
        )
    return ListSource(sender, first_call(sender, operation, {}), None)


def first_call(sender: AnySender, operation: Operation[Any], arguments: dict[str, Any]) -> Call[Any]:
    """Return the call for the first page of a list, with only these arguments.

    Raises:
        TypeError, ValueError: An argument is not valid, or a required one is missing.
    """
    every = {parameter.name: arguments.get(parameter.name, UNSET) for parameter in operation.parameters}
    return Call(sender.state, operation, every, CallOptions(None, None, None, None))


def list_operation(resource: object) -> Operation[Any] | None:
    """Return the operation of the method `list` of a resource, or `None` if there is none."""
    # It is a constant in the module of the class. A subclass may be in another module.
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
    """The query with which the page was fetched."""
    next_query: "_hints.Query | None"
    """The query of the next page; `None` if this is the last page."""
    is_repeated: bool = False
    """Whether the server sent an earlier page than the requested one."""


def received_page(call: Call[Any]) -> ReceivedPage:
    """Return the page that a call has received.

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
