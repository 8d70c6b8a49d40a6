"""The shapes of flattened schemas: object, list, union and others. Names and types depend on them."""

from enum import Enum, auto

from pipeline.parse.flat import Flat


class Shape(Enum):
    """The shape of a schema."""

    MODEL = auto()
    MAP = auto()
    LIST = auto()
    UNION = auto()
    TYPES = auto()
    """One of several JSON types."""
    SCALAR = auto()
    ANY = auto()


def shape_of(flat: Flat) -> Shape:
    """Return the shape of a schema."""
    types = (flat.types or frozenset()) - {"null"}
    if flat.members:
        return Shape.UNION
    if flat.is_object and types <= {"object"}:
        return Shape.MODEL
    if types == {"object"} or (flat.additional and not types):
        return Shape.MAP
    if types == {"array"} or (flat.items and not types):
        return Shape.LIST
    # An amount may be a string or a number, and is a `Decimal` in both cases.
    if flat.keywords.get("format") == "decimal" or alias_values(flat):
        return Shape.SCALAR
    if len(types) > 1:
        return Shape.TYPES
    return Shape.SCALAR if flat.types or flat.values or "format" in flat.keywords else Shape.ANY


def allows_null(flat: Flat) -> bool:
    """Return whether the spec states that a value may be `null`."""
    if flat.values is not None:
        # `null` must be among the values, even if the type allows it.
        return None in flat.values and (flat.types is None or "null" in flat.types)
    if flat.types is None:
        return flat.members_allow_null
    return "null" in flat.types and (flat.members_allow_null or not flat.members)


def alias_values(flat: Flat) -> tuple[str | int, ...]:
    """Return the values of an enumeration of strings or integers, which has an alias in Python."""
    if flat.values is None or flat.is_constant:
        return ()
    values = [value for value in flat.values if value is not None]
    texts = [value for value in values if isinstance(value, str)]
    integers = [value for value in values if type(value) is int]
    # Other values may be lists or objects, which a set cannot contain.
    if len(texts) == len(values):
        return tuple(dict.fromkeys(texts))
    return tuple(dict.fromkeys(integers)) if len(integers) == len(values) else ()
