"""The objects of a list as rows, without a file."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import overload

from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._columns import Layout, Value
from mijnklantportaal.export._source import (
    AsyncExportSource,
    ExportSource,
    ListSource,
    list_source,
)
from mijnklantportaal.export._tables import as_model
from mijnklantportaal.pagination import AsyncPage, AsyncPager, Page


@overload
def rows(source: ExportSource | Sequence[Model]) -> Iterator[dict[str, Value]]: ...
@overload
def rows(source: AsyncExportSource) -> AsyncIterator[dict[str, Value]]: ...
def rows(
    source: ExportSource | Sequence[Model] | AsyncExportSource,
) -> Iterator[dict[str, Value]] | AsyncIterator[dict[str, Value]]:
    """Iterate over the objects of a list as flat dicts: each has the columns that a file of an export has.

    Pages are fetched while the iteration needs them. It starts anew each time; `MijnKlantportaal.export` is resumable.

    Args:
        source: A resource with a list, such as `portal.customer_invoices`; what a list method has returned; or models.
            For the asynchronous client, the rows are iterated over with `async for`.

    Raises:
        TypeError: The source has no list.
    """
    if isinstance(source, Sequence):
        return _rows_of(source)
    found = list_source(source, Sender | AsyncSender)
    return _fetched_rows(found) if isinstance(found.sender, Sender) else _fetched_rows_async(found)


def _rows_of(items: Sequence[Model]) -> Iterator[dict[str, Value]]:
    for item in items:
        yield _row(Layout(type(item)), item)
