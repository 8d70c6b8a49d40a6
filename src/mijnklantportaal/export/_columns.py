"""The columns for the objects of a model in a file, and their values.

The table of fields of the model determines the columns:

- The columns have the names of the fields, in the order of the spec, without trailing underscores.
- A nested object has a column for each of its fields: `links.customer.href` is `links_customer_href`. If the object is
  null, all of these columns are empty. If a name is taken, its parts have more underscores between them: `a__b`.
- A list, a map, a union, and an object inside an object of the same model are each one column with JSON.
- The last column, `additional_properties`, has everything that the other columns cannot represent: fields that the spec
  does not define, and a list or an object where the spec has another kind of value. Its value is a JSON object with the
  keys of the portal and nested objects, or empty if there are no such values.

Every other value that deviates from the spec is in its column as received.
"""

import json
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import chain, count
from math import isfinite
from typing import Any, NamedTuple, TypeAlias

from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal._wire.serializing import to_json
from mijnklantportaal.types import UNSET

Value: TypeAlias = str | int | float | bool | Decimal | date | datetime | None
"""The value of a cell; `None` for null and for a field that is missing in the response."""
Row: TypeAlias = tuple[Value, ...]


class Kind(Enum):
    """The kind of value that the spec defines for a column."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    """`int` or `float`."""
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    DATE = "date"
    DATE_TIME = "date and time"
    """A date and a time with a UTC offset."""
    JSON = "JSON"
    """A JSON value as text."""


class Column(NamedTuple):
    """A column of a file."""

    name: str
    kind: Kind


class ObjectList(NamedTuple):
    """A list of objects, which has its own table in a database."""

    name: str
    """The name that a column for the list would have."""
    model: type[Model]


ADDITIONAL_PROPERTIES = "additional_properties"

_KINDS: Mapping[Codec[Any], Kind] = {
    codecs.STRING: Kind.TEXT,
    codecs.INTEGER: Kind.INTEGER,
    codecs.NUMBER: Kind.NUMBER,
    codecs.BOOLEAN: Kind.BOOLEAN,
    codecs.MONEY: Kind.DECIMAL,
    codecs.DATE: Kind.DATE,
    codecs.DATE_TIME: Kind.DATE_TIME,
    # These occur in requests only. Without an offset, they do not identify a point in time.
    codecs.LOCAL_DATE_TIME: Kind.TEXT,
    codecs.LOCAL_MINUTE: Kind.TEXT,
}


class _Place(NamedTuple):
    """A field, and how it is written: as a value, as the columns of a nested object, or as a table."""

    field: Field
    content: "Kind | tuple[_Place, ...] | type[Model]"


class Layout:
    """Converts the objects of a model to rows.

    Args:
        model: The model.
        with_tables: Whether lists of objects have tables instead of columns.
        parents: The models of the enclosing tables. Lists of their objects are written as JSON.
    """

    def __init__(self, model: type[Model], *, with_tables: bool = False, parents: tuple[type[Model], ...] = ()) -> None:
        self._places = _places(model, (*parents, model), with_tables)
        paths = [*_leaves(self._places, ()), ((ADDITIONAL_PROPERTIES,), Kind.JSON)]
        names = _names([path for path, _ in paths])
        self.columns: tuple[Column, ...] = tuple(
            Column(names[path], content) for path, content in paths if isinstance(content, Kind)
        )
        """The columns, which are the same for all objects."""
        self.lists: tuple[ObjectList, ...] = tuple(
            ObjectList(names[path], content) for path, content in paths if not isinstance(content, Kind)
        )
        """The lists that have tables."""

    def row(self, item: Model) -> Row:
        """Return the values of an object, in the order of the columns."""
        return self.split(item)[0]

    def split(self, item: Model) -> tuple[Row, list[list[Model]]]:
        """Return the values of an object, and the objects in each of its lists, in the order of `lists`."""
        cells: list[Value] = []
        lists: list[list[Model]] = []
        rest = _fill(item, self._places, cells, lists)
        cells.append(json_text(rest) if rest else None)
        return tuple(cells), lists


def json_text(value: object, indent: int | None = None) -> str:
    """Return a value as JSON, with times in ISO 8601 and amounts as strings.

    Args:
        value: The value.
        indent: The number of spaces per level of indentation; `None` for JSON on one line.
    """
    plain = _json_value(value)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, default=str, indent=indent)
    # Lone surrogates cannot be encoded as UTF-8, but JSON has escapes for them.
    return text if is_encodable(text) else json.dumps(plain, allow_nan=False, default=str, indent=indent)


def is_encodable(text: str) -> bool:
    """Return whether a text can be encoded as UTF-8, which has no lone surrogates."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def plain_text(value: Value) -> str:
    """Return a value as text.

    Numbers have a decimal point, amounts have no exponent, times are in ISO 8601, and null is an empty text.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        # A datetime is a date, too.
        return value.isoformat()
    return value if isinstance(value, str) else repr(value)


def _places(model: type[Model], parents: tuple[type[Model], ...], with_tables: bool) -> tuple[_Place, ...]:
    return tuple(_Place(field, _content(field.codec, parents, with_tables)) for field in model._field_table)


def _content(
    codec: Codec[Any], parents: tuple[type[Model], ...], with_tables: bool
) -> "Kind | tuple[_Place, ...] | type[Model]":
    while isinstance(codec, codecs.Nullable):
        codec = codec._codec
    if isinstance(codec, codecs.Integer):
        return Kind.INTEGER
    if isinstance(codec, codecs.Object) and codec._model not in parents:
        return _places(codec._model, (*parents, codec._model), with_tables)
    if with_tables and isinstance(codec, codecs.Array) and isinstance(codec._codec, codecs.Object):
        # A list of objects that contain lists of the same model would need infinitely many tables.
        return Kind.JSON if codec._codec._model in parents else codec._codec._model
    return _KINDS.get(codec, Kind.JSON)


def _leaves(
    places: tuple[_Place, ...], parents: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Kind | type[Model]]]:
    """Yield the path of each column and each table, as field names."""
    fields = {place.field.name for place in places} | {ADDITIONAL_PROPERTIES}
    for field, content in places:
        name = field.name.removesuffix("_")
        path = (*parents, field.name if name in fields else name)
        if isinstance(content, tuple):
            yield from _leaves(content, path)
        else:
            yield path, content


def _names(paths: list[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Return a unique name for each path. Fields of the object itself keep their names."""
    names: dict[str, tuple[str, ...]] = {}
    # Sorted by length and then by path, so that names do not depend on the order of the spec.
    for path in sorted(paths, key=lambda path: (len(path), path)):
        names[free_name(path, names)] = path
    return {path: name for name, path in names.items()}


def free_name(parts: tuple[str, ...], taken: Container[str]) -> str:
    """Join the parts to a name that is not taken, with as few underscores between or after them as possible."""
    between = (("_" * number).join(parts) for number in count(1)) if len(parts) > 1 else ()
    behind = ("_".join(parts) + "_" * number for number in count())
    return next(name for name in chain(between, behind) if name not in taken)


def _fill(item: Model, places: tuple[_Place, ...], cells: list[Value], lists: list[list[Model]]) -> dict[str, Any]:
    """Append the values of an object, and return those that fit in no cell or list, by their JSON keys."""
    rest: dict[str, Any] = {}
    for field, content in places:
        value = getattr(item, field.name, None)
        if isinstance(content, tuple):
            nested = value if isinstance(value, Model) else None
            if nested is None:
                _fill_empty(content, cells, lists)
                if value is not None and value is not UNSET:
                    rest[field.key] = value
            elif inside := _fill(nested, content, cells, lists):
                rest[field.key] = inside
        elif not isinstance(content, Kind):
            if isinstance(value, list) and all(isinstance(element, Model) for element in value):
                lists.append(value)
                continue
            lists.append([])
            if value is not None and value is not UNSET:
                rest[field.key] = value
        elif value is None or value is UNSET:
            cells.append(None)
        elif content is Kind.JSON:
            cells.append(json_text(value))
        elif isinstance(value, Mapping | list | tuple | Model):
            cells.append(None)
            rest[field.key] = value
        else:
            cells.append(_scalar(value))
    if item._additional:
        rest.update(item._additional)
    return rest


def _fill_empty(places: tuple[_Place, ...], cells: list[Value], lists: list[list[Model]]) -> None:
    for _, content in places:
        if isinstance(content, tuple):
            _fill_empty(content, cells, lists)
        elif isinstance(content, Kind):
            cells.append(None)
        else:
            lists.append([])


def _scalar(value: Any) -> Value:
    if isinstance(value, str):
        # str() of a member of a string enumeration may be its name, not its value.
        return str.__str__(value)
    if isinstance(value, float | Decimal):
        return value if isfinite(value) else str(Decimal(value))
    return value if isinstance(value, int | date) else str(value)


def _json_value(value: Any) -> Any:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {str(key): _json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else str(value)
    return to_json(value)
