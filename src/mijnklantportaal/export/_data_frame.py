"""Objects as a pandas DataFrame."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mijnklantportaal._send import Sender
from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._columns import Layout
from mijnklantportaal.export._parquet import ArrowBatches, require_package
from mijnklantportaal.export._source import ExportSource, list_source
from mijnklantportaal.export._warnings import warn
from mijnklantportaal.export._writing import as_model
from mijnklantportaal.pagination import Page

if TYPE_CHECKING:
    import pandas


def data_frame(source: ExportSource | Sequence[Model]) -> "pandas.DataFrame":
    """Return objects as a DataFrame, with one row per object.

    The columns and types are those of Parquet exports: amounts are decimals, dates are dates, and times are timestamps
    in UTC. Sums such as `frame.amount.sum()` are therefore exact.

    Args:
        source: A resource, such as `portal.customers`; the result of a list method, all pages of which are fetched; or
            models of one class. An empty list gives a DataFrame without columns.

    Raises:
        ConfigurationError: pandas or pyarrow is not installed: `pip install 'mijnklantportaal[data]'`.
        TypeError: `source` has no objects of the API, or belongs to an asynchronous client.
    """
    arrow, frames = require_package("pyarrow"), require_package("pandas")
    items: list[Any]
    if isinstance(source, Sequence):
        items = list(source)
        model = next((type(item) for item in items if isinstance(item, Model)), None)
    else:
        model = list_source(source, Sender).model
        items = list(source if isinstance(source, Page) else source.list())
    if model is None:
        if items:
            raise TypeError("the source must be a resource, such as portal.customers, a list of it, or models")
        empty: pandas.DataFrame = frames.DataFrame()
        return empty
    layout = Layout(model)
    models = [as_model(item, model) for item in items]
    batches = ArrowBatches(layout.columns, lambda: map(layout.row, models))
    table = arrow.Table.from_batches(batches, batches.schema)
    for warning in batches.warnings():
        warn(warning)
    frame: pandas.DataFrame = table.to_pandas(types_mapper=frames.ArrowDtype)
    return frame
