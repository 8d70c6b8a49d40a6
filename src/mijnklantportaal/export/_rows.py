"""The objects of a list as rows, without a file."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Self, overload

from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._columns import Layout, Value
from mijnklantportaal.export._source import AsyncExportSource, ExportSource, ListSource, list_source
from mijnklantportaal.export._writing import as_model
from mijnklantportaal.pagination import AsyncPage, AsyncPager, Page


@overload
def rows(source: ExportSource | Sequence[Model]) -> Iterator[dict[str, Value]]: ...
@overload
def rows(source: AsyncExportSource) -> AsyncIterator[dict[str, Value]]: ...
def rows(
    source: ExportSource | Sequence[Model] | AsyncExportSource,
) -> Iterator[dict[str, Value]] | AsyncIterator[dict[str, Value]]:
    """Iterate over the objects of a list as flat dicts with the same columns as an exported file.

    Pages are fetched as the iteration needs them. An interrupted iteration cannot be resumed, unlike
    `MijnKlantportaal.export`.

    Args:
        source: A resource with a list, such as `portal.customer_invoices`; the result of a list method; or models. With
            the asynchronous client, iterate over the rows with `async for`.

    Raises:
        TypeError: The source has no list.
    """
    if isinstance(source, Sequence):
        return _rows_of(source)
    listed = list_source(source)
    return _fetched_rows(listed) if isinstance(listed.sender, Sender) else _AsyncRows(listed)


def _rows_of(objects: Sequence[Model]) -> Iterator[dict[str, Value]]:
    makers: dict[type[Model], _RowMaker] = {}
    for item in objects:
        kind = type(item)
        if kind not in makers:
            makers[kind] = _RowMaker(kind)
        yield makers[kind].row(item)


def _fetched_rows(source: ListSource) -> Iterator[dict[str, Value]]:
    sender, page = source.sender, source.page
    assert isinstance(sender, Sender)
    items: Page[Any] | list[Any]
    if isinstance(page, Page):
        items = page
    else:
        call = sender.send(source.call)
        items = Page[Any](sender, call) if call.operation.is_paginated else call.parse()
    maker = _RowMaker(source.model)
    for item in items:
        yield maker.row(item)


# A class instead of an asynchronous generator, for the reasons in `_iteration.py`.
class _AsyncRows(AsyncIterator[dict[str, Value]]):
    def __init__(self, source: ListSource) -> None:
        self._source = source
        self._maker = _RowMaker(source.model)
        self._items: AsyncIterator[Any] | None = None
        # The remaining items of a list without pages, in reverse.
        self._rest: list[Any] = []

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> dict[str, Value]:
        """Return the next row, and fetch the next page if necessary.

        Raises:
            APIError, RuntimeError, StopAsyncIteration: As in iterations over lists.
        """
        if self._items is None:
            self._items = await self._open()
        return self._maker.row(self._rest.pop() if self._rest else await anext(self._items))

    async def _open(self) -> AsyncIterator[Any]:
        sender, page, call = self._source.sender, self._source.page, self._source.call
        assert isinstance(sender, AsyncSender)
        if isinstance(page, AsyncPage):
            return aiter(page)
        if call.operation.is_paginated:
            return aiter(AsyncPager[Any](sender, call))
        items = (await sender.send(call)).parse()
        self._rest = items[::-1]
        # The iteration ends when `_rest` is empty.
        return _Nothing()


class _Nothing(AsyncIterator[Any]):
    async def __anext__(self) -> Any:
        raise StopAsyncIteration


class _RowMaker:
    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._layout = Layout(model)
        self._names = [column.name for column in self._layout.columns]

    def row(self, item: object) -> dict[str, Value]:
        return dict(zip(self._names, self._layout.row(as_model(item, self._model)), strict=True))
