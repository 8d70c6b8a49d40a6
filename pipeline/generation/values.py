"""Which Python type and which codec a schema gets."""

from dataclasses import dataclass, replace
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
    """A type and a codec, as the code that the templates write.

    `plain` is the type of values that need no conversion. `exact` reads a value that is just as the document says, and
    raises for any other; `{}` stands for the value.
    """

    annotation: str
    codec: str
    nullable: bool = False
    plain: str | None = None
    exact: str | None = None

    def as_nullable(self) -> "Value":
        """The same, or `None`."""
        if self.nullable:
            return self
        return replace(
            self, annotation=f"{self.annotation} | None", codec=f"_codecs.Nullable({self.codec})", nullable=True
        )

    def condition(self, name: str) -> str | None:
        """What must hold of a variable that needs no conversion."""
        if not self.plain:
            return None
        return f"({name} is None or type({name}) is {self.plain})" if self.nullable else f"type({name}) is {self.plain}"

    def conversion(self, name: str, codec: str) -> str:
        """The value of a variable that is just as the document says; `codec` is where its codec is at hand."""
        if self.plain or self.codec == ANY.codec:
            return name
        if not self.exact:
            return f"{codec}.exact({name})"
        converted = self.exact.format(name)
        return f"None if {name} is None else {converted}" if self.nullable else converted


ANY = Value("_typing.Any", "_codecs.ANY", nullable=True)
STRING = Value("str", "_codecs.STRING", plain="str")
INTEGER = Value("int", "_codecs.INTEGER", plain="int")
NUMBER = Value("float", "_codecs.NUMBER")
BOOLEAN = Value("bool", "_codecs.BOOLEAN", plain="bool")
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
    DateProperty: Value("_datetime.date", "_codecs.DATE", exact="_codecs.exact_date({})"),
    DateTimeProperty: Value("_datetime.datetime", "_codecs.DATE_TIME", exact="_codecs.exact_moment({})"),
    FileProperty: Value("_types.FileInput", "_codecs.FILE"),
    NoneProperty: Value("None", "_codecs.ANY", nullable=True),
    AnyProperty: ANY,
}
_MONEY = Value("_decimal.Decimal", "_codecs.MONEY", exact="_codecs.exact_amount({})")


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
        exact = None
        if element.exact and not element.nullable:
            exact = f"[{element.exact.format('_one')} for _one in _codecs.exact_list({{}})]"
        return Value(f"_builtins.list[{element.annotation}]", f"_codecs.Array({element.codec})", exact=exact)
    if isinstance(prop, ModelProperty):
        name = prop.class_info.name
        codec = f"_codecs.Object(lambda: _models.{name})"
        return Value(f"_models.{name}", codec, exact=f"_models.{name}.exactly({{}})")
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
