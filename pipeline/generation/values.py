"""Which Python type and which codec a schema gets."""

from dataclasses import dataclass
from enum import Enum

from openapi_python_client.parser.properties import (
    AnyProperty,
    BooleanProperty,
    ConstProperty,
    DateProperty,
    DateTimeProperty,
    FileProperty,
    FloatProperty,
    IntProperty,
    ListProperty,
    LiteralEnumProperty,
    ModelProperty,
    NoneProperty,
    StringProperty,
    UnionProperty,
    UuidProperty,
)
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from pipeline.generation.schemas import Document, Schema, resolve, without_null


class Direction(Enum):
    """Whether a value is sent or received."""

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True)
class Value:
    """A type and a codec, as the code that the templates write."""

    annotation: str
    codec: str
    nullable: bool = False

    def as_nullable(self) -> "Value":
        """The same, or `None`."""
        if self.nullable:
            return self
        return Value(f"{self.annotation} | None", f"_codecs.Nullable({self.codec})", nullable=True)


ANY = Value("_typing.Any", "_codecs.ANY", nullable=True)
STRING = Value("str", "_codecs.STRING")
INTEGER = Value("int", "_codecs.INTEGER")
NUMBER = Value("float", "_codecs.NUMBER")
BOOLEAN = Value("bool", "_codecs.BOOLEAN")
_SENT_TIMES = {
    "local-date-time": Value("_datetime.datetime", "_codecs.LOCAL_DATE_TIME"),
    "local-minute": Value("_datetime.datetime", "_codecs.LOCAL_MINUTE"),
}
_SCALARS: dict[type, Value] = {
    StringProperty: STRING,
    # A UUID is an ID like others here: text to keep, not a number to compute with.
    UuidProperty: STRING,
    IntProperty: INTEGER,
    FloatProperty: NUMBER,
    BooleanProperty: BOOLEAN,
    DateProperty: Value("_datetime.date", "_codecs.DATE"),
    DateTimeProperty: Value("_datetime.datetime", "_codecs.DATE_TIME"),
    FileProperty: Value("_types.FileInput", "_codecs.FILE"),
    NoneProperty: Value("None", "_codecs.ANY", nullable=True),
    AnyProperty: ANY,
}
_MONEY = Value("_decimal.Decimal", "_codecs.MONEY")


def value_of(prop: PropertyProtocol, schema: Schema, document: Document, direction: Direction) -> Value:
    """The type and codec of a property.

    Args:
        prop: The generator's view of it, which knows the names of classes.
        schema: The schema in the document, which knows formats.
        document: The effective document.
        direction: Sent values have narrow types, received ones wide types that hold values unknown today.
    """
    schema = resolve(document, schema)
    if isinstance(prop, UnionProperty):
        return _union(prop, schema, document, direction)
    if schema.get("format") == "decimal":
        return _MONEY
    if isinstance(prop, StringProperty) and direction is Direction.REQUEST and schema.get("format") in _SENT_TIMES:
        return _SENT_TIMES[schema["format"]]
    if isinstance(prop, LiteralEnumProperty):
        plain = INTEGER if prop.value_type is int else STRING
        return Value(f"_models.{prop.class_info.name}", plain.codec) if direction is Direction.REQUEST else plain
    if isinstance(prop, ListProperty):
        element = value_of(prop.inner_property, schema.get("items", {}), document, direction)
        return Value(f"_builtins.list[{element.annotation}]", f"_codecs.Array({element.codec})")
    if isinstance(prop, ModelProperty):
        name = prop.class_info.name
        return Value(f"_models.{name}", f"_codecs.Object(lambda: _models.{name})")
    if isinstance(prop, ConstProperty):
        return {str: STRING, bool: BOOLEAN, int: INTEGER}.get(type(schema.get("const")), ANY)
    return _SCALARS[type(prop)]


def _union(prop: UnionProperty, schema: Schema, document: Document, direction: Direction) -> Value:
    inner = [part for part in prop.inner_properties if not isinstance(part, NoneProperty)]
    nullable = len(inner) < len(prop.inner_properties)
    if schema.get("format") == "decimal":
        value = _MONEY
    elif len(inner) == 1:
        value = value_of(inner[0], without_null(schema), document, direction)
    else:
        # Several types that only a reader of the texts can tell apart: given on as they are.
        return ANY
    return value.as_nullable() if nullable else value
