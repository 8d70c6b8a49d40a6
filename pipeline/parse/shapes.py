"""What a flattened schema is: an object, a list, a union. The generator's names and the types depend on it."""

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
    # An amount may be text or a number, and is a `Decimal` either way.
    if flat.keywords.get("format") == "decimal" or alias_values(flat):
        return Shape.SCALAR
    if len(types) > 1:
        return Shape.TYPES
    return Shape.SCALAR if flat.types or flat.values or "format" in flat.keywords else Shape.ANY


def allows_null(flat: Flat) -> bool:
    """Return whether a value may be `null`: where the spec says so, not where it says nothing."""
    if flat.values is not None:
        # `null` must be among the values, also where the type allows it.
        return None in flat.values and (flat.types is None or "null" in flat.types)
    if flat.types is None:
        return flat.members_allow_null
    return "null" in flat.types and (flat.members_allow_null or not flat.members)


def alias_values(flat: Flat) -> tuple[str | int, ...]:
    """Return the values of an enumeration that has an alias in Python: of texts, or of integers."""
    if flat.values is None or flat.is_constant:
        return ()
    values = [value for value in flat.values if value is not None]
    texts = [value for value in values if isinstance(value, str)]
    integers = [value for value in values if type(value) is int]
    # Others may be lists or objects, which no set can hold.
    if len(texts) == len(values):
        return tuple(dict.fromkeys(texts))
    return tuple(dict.fromkeys(integers)) if len(integers) == len(values) else ()
