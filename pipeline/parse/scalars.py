"""The kinds of values that contain no others."""

from pydantic import JsonValue

from pipeline.api import Kind
from pipeline.parse.flat import Flat

_FORMATS = {
    "binary": Kind.FILE,
    "date": Kind.DATE,
    "date-time": Kind.DATE_TIME,
    "local-date-time": Kind.LOCAL_DATE_TIME,
    "local-minute": Kind.LOCAL_MINUTE,
}
_SCALARS = {
    "boolean": Kind.BOOLEAN,
    "integer": Kind.INTEGER,
    "null": Kind.NULL,
    "number": Kind.NUMBER,
    "string": Kind.STRING,
}


def scalar_kind(flat: Flat, *, in_form: bool) -> Kind:
    """Return the kind of a value in Python.

    Args:
        flat: Its schema, which is not an object, a list or a union.
        in_form: Whether it is a field of a multipart form, in which a string with a media type is a file.
    """
    # The values of an enumeration are literals, not dates or amounts.
    name = None if values_without_null(flat) else flat.keywords.get("format")
    types = (flat.types or frozenset()) - {"null"}
    if name == "decimal":
        return Kind.DECIMAL
    if name in _FORMATS and types <= {"string"}:
        return _FORMATS[str(name)]
    if in_form and "contentMediaType" in flat.keywords and "contentEncoding" not in flat.keywords:
        return Kind.FILE
    if len(types) == 1:
        return _SCALARS.get(next(iter(types)), Kind.ANY)
    if flat.types == frozenset({"null"}):
        return Kind.NULL
    return _kind_of_values(flat.values)


def values_without_null(flat: Flat) -> tuple[JsonValue, ...] | None:
    """Return the only values that a schema allows besides `null`; `None` if it does not limit them."""
    return None if flat.values is None else tuple(value for value in flat.values if value is not None)


def _kind_of_values(values: tuple[JsonValue, ...] | None) -> Kind:
    """Return the kind of an enumeration without `type`."""
    types = {type(value) for value in values or () if value is not None}
    kinds: dict[frozenset[type], Kind] = {
        frozenset({str}): Kind.STRING,
        frozenset({int}): Kind.INTEGER,
        frozenset({bool}): Kind.BOOLEAN,
        frozenset({float}): Kind.NUMBER,
        frozenset({int, float}): Kind.NUMBER,
    }
    return kinds.get(frozenset(types), Kind.ANY)
