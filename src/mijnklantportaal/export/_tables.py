"""The tables in a database with several lists, their keys, and the references between them.

A list of objects inside an object has its own table: the `lines` of `invoices` are in `invoice_lines`. Its key consists
of the key of the parent, prefixed with the name of the parent table, and the position in the list, from 1.

A column whose name ends in the singular of a table name and `_id` refers to that table, as `shared_with_customer_id`
refers to `customers`. If several tables match, it refers to the table with the longest name. It is not a reference if
its IDs have other prefixes than the IDs of the table, such as `inv_` (guide, formats).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._columns import Column, Kind, Layout, Row, Value, free_name
from mijnklantportaal.export._typed_columns import ColumnScan, TypedColumn

_MAX_PREFIXES = 100


class Source(NamedTuple):
    """The objects of a table."""

    name: str
    """The name of the table, such as `customer_invoices`."""
    model: type[Model]
    objects: Callable[[], Iterable[Model]]
    """Returns the objects. It is called more than once."""


class Reference(NamedTuple):
    """Columns with the key of a row in another table."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


class Table:
    """A table, with the tables for the lists in its objects.

    Args:
        name: The name of the table.
        model: The model of its objects.
        taken: The names of all tables so far.
        parent: The table whose objects contain the list; `None` for an exported list.
        parents: The models of the enclosing tables.
    """

    def __init__(
        self,
        name: str,
        model: type[Model],
        taken: set[str],
        parent: "Table | None" = None,
        parents: tuple[type[Model], ...] = (),
    ) -> None:
        taken.add(name)
        self.name = name
        self.parent = parent
        self._layout = Layout(model, with_tables=True, parents=parents)
        own = [column.name for column in self._layout.columns]
        self._id_index = own.index("id") if parent is None and "id" in own else None
        has_id = self._id_index is not None
        inherited = () if parent is None else tuple(free_name((key,), own) for key in parent.keys_in_children)
        position = () if has_id else (free_name(("position",), [*own, *inherited]),)
        self._inherited = inherited
        self.keys: tuple[str, ...] = ("id",) if has_id else (*inherited, *position)
        """The columns of the primary key."""
        self.keys_in_children: tuple[str, ...] = (*inherited, f"{singular_name(name)}_{'id' if has_id else 'position'}")
        """The names of these columns in the tables for its lists."""
        # The parent determines the types of inherited keys.
        self._scan = ColumnScan((*(Column(key, Kind.JSON) for key in inherited), *self._own_columns(position)))
        self._prefixes: dict[str, set[str]] = {column: set() for column in own if column == "id" or _is_id(column)}
        self._id_indexes = [(own.index(column), prefixes) for column, prefixes in self._prefixes.items()]
        self.lists = [
            Table(free_name((singular_name(name), inner.name), taken), inner.model, taken, self, (*parents, model))
            for inner in self._layout.lists
        ]

    def _own_columns(self, position: tuple[str, ...]) -> tuple[Column, ...]:
        return (*(Column(key, Kind.INTEGER) for key in position), *self._layout.columns)

    def all_tables(self) -> "Iterator[Table]":
        """Yield this table and the tables for its lists, parents first."""
        yield self
        for inner in self.lists:
            yield from inner.all_tables()

    def rows(self, item: Model, position: int, keys: Row = ()) -> "Iterator[tuple[Table, Row]]":
        """Yield the row of an object, and the rows of the objects in its lists.

        Args:
            item: The object.
            position: Its position in the list.
            keys: The key of its parent.
        """
        cells, lists = self._layout.split(item)
        if self._id_index is None:
            own_key: Value = position
            yield self, (*keys, position, *cells)
        else:
            own_key = cells[self._id_index]
            yield self, cells
        for inner, elements in zip(self.lists, lists, strict=True):
            for number, element in enumerate(elements, 1):
                yield from inner.rows(element, number, (*keys, own_key))

    def scan(self, row: Row) -> None:
        """Take the types of a row into account. Scan all rows before calling `columns`."""
        self._scan.add(row)
        offset = len(row) - len(self._layout.columns)
        for index, prefixes in self._id_indexes:
            value = row[offset + index]
            if isinstance(value, str) and "_" in value and len(prefixes) < _MAX_PREFIXES:
                prefixes.add(value.partition("_")[0])

    def columns(self) -> tuple[TypedColumn, ...]:
        """Return the columns, in the order of the rows."""
        inherited = {} if self.parent is None else dict(zip(self._inherited, self.parent.key_kinds(), strict=True))
        return tuple(column._replace(kind=inherited.get(column.name, column.kind)) for column in self._scan.columns())

    def key_kinds(self) -> tuple[Kind, ...]:
        """Return the kinds of the columns of the key."""
        kinds = {column.name: column.kind for column in self.columns()}
        return tuple(kinds[key] for key in self.keys)

    def references(self, tables: "list[Table]") -> Iterator[Reference]:
        """Yield the references to the parent and to other tables.

        Args:
            tables: The tables of all exported lists.
        """
        if self.parent is not None:
            yield Reference(self._inherited, self.parent.name, self.parent.keys)
        # Longest first: `customer_invoice_id` refers to customer_invoices, not to invoices.
        targets = sorted(
            (table for table in tables if table._id_index is not None),
            key=lambda table: -len(singular_name(table.name)),
        )
        for column, prefixes in self._prefixes.items():
            for target in targets:
                if f"_{column}".endswith(f"_{singular_name(target.name)}_id"):
                    known = target._prefixes["id"]
                    if not known or prefixes <= known:
                        yield Reference((column,), target.name, target.keys)
                    break


def tables_of(sources: Iterable[Source]) -> list[Table]:
    """Return the tables of these lists, without the tables for the lists in their objects."""
    sources = list(sources)
    # The names of these tables take precedence over those of the lists in their objects.
    taken = {source.name for source in sources}
    return [Table(source.name, source.model, taken) for source in sources]


def singular_name(name: str) -> str:
    """Return the singular of a resource name, as in column names: `customer` for `customers`."""
    return f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")


def _is_id(column: str) -> bool:
    return column.endswith("_id")
