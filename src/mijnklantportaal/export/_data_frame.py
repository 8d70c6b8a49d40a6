"""Objects as a DataFrame of pandas."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._columns import Layout
from mijnklantportaal.export._parquet import ArrowBatches, require_package
from mijnklantportaal.export._warnings import warn

if TYPE_CHECKING:
    import pandas


class ListableResource(Protocol):
    """A resource with a list, such as `portal.customers`."""

    @property
    def list(self) -> Callable[[], Iterable[Model]]:
        """The method for the list."""
        ...


def data_frame(source: ListableResource | Iterable[Model]) -> "pandas.DataFrame":
    """Return objects as a DataFrame, with a row for each.

    The columns are those of exports, and hold what Parquet files have: amounts are decimals, dates are dates, times are
    timestamps in UTC, so that `frame.amount.sum()` is exact.

    Args:
        source: A resource, such as `portal.customers`; what a list method has returned, all pages of which are fetched;
            or models of one kind.

    Raises:
        ConfigurationError: pandas or pyarrow is not installed: `pip install 'mijnklantportaal[data]'`.
        TypeError: `source` has no objects of the API.
    """
    arrow, frames = require_package("pyarrow"), require_package("pandas")
    listed = source if isinstance(source, Iterable) else source.list()
    items: list[Any] = list(listed)
    model = next((type(item) for item in items if isinstance(item, Model)), None)
    if model is None:
        if items:
            raise TypeError("the source must be a resource, a list of it, or models, such as portal.customers")
        empty: pandas.DataFrame = frames.DataFrame()
        return empty
    layout = Layout(model)
    # An element of a list that is not an object at all is written as exports do.
    models = [item if isinstance(item, Model) else model.from_dict({"value": item}) for item in items]
    batches = ArrowBatches(layout.columns, lambda: map(layout.row, models))
    table = arrow.Table.from_batches(batches, batches.schema)
    for warning in batches.warnings():
        warn(warning)
    frame: pandas.DataFrame = table.to_pandas(types_mapper=frames.ArrowDtype)
    return frame
