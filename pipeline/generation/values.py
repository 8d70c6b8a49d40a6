"""Maps schemas to Python types and codecs."""

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
    """A type and a codec, as code for the templates.

    Attributes:
        annotation: The type.
        codec: The codec.
        nullable: Whether the value may be `None`.
        plain: The type of JSON values that need no conversion.
        strict: Parses a value that is as the spec says, and raises for any other; `{}` stands for the value.
        alias: The alias of the values that the spec names, for a received value, which may have others.
    """

    annotation: str
    codec: str
    nullable: bool = False
    plain: str | None = None
    strict: str | None = None
    alias: str | None = None

    def as_nullable(self) -> "Value":
        """The same value, or `None`."""
        if self.nullable:
            return self
        return replace(
            self, annotation=f"{self.annotation} | None", codec=f"_codecs.Nullable({self.codec})", nullable=True
        )

    @property
    def received_annotation(self) -> str:
        """The type of a received value: editors complete the values that the spec names."""
        if not self.alias:
            return self.annotation
        base, null = self.annotation.removesuffix(" | None"), " | None" if self.nullable else ""
        return f"{self.alias} | {base}{null}"

    def condition(self, name: str) -> str | None:
        """The check of a variable that needs no conversion."""
        if not self.plain:
            return None
        return f"({name} is None or type({name}) is {self.plain})" if self.nullable else f"type({name}) is {self.plain}"

    def conversion(self, name: str, codec: str) -> str:
        """The conversion of a variable that is as the spec says; `codec` is an expression for its codec."""
        if self.plain or self.codec == ANY.codec:
            return name
        if not self.strict:
            return f"{codec}.parse_strict({name})"
        converted = self.strict.format(name)
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
    # A UUID is an ID like the others: text, not a number to compute with.
    UuidProperty: STRING,
    IntProperty: INTEGER,
    FloatProperty: NUMBER,
    BooleanProperty: BOOLEAN,
    DateProperty: Value("_datetime.date", "_codecs.DATE", strict="_codecs.strict_date({})"),
    DateTimeProperty: Value("_datetime.datetime", "_codecs.DATE_TIME", strict="_codecs.strict_date_time({})"),
    FileProperty: Value("_types.FileInput", "_codecs.FILE"),
    NoneProperty: Value("None", "_codecs.ANY", nullable=True),
    AnyProperty: ANY,
}
_MONEY = Value("_decimal.Decimal", "_codecs.MONEY", strict="_codecs.strict_amount({})")


def value_of(prop: PropertyProtocol, schema: Schema, document: Document, direction: Direction) -> Value:
    """Return the type and codec of a property.

    Args:
        prop: The property as the generator has it, with the names of classes.
        schema: The schema in the spec, with formats.
        document: The effective spec.
        direction: Sent values have narrow types, received ones wide types that also hold values not known today.
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
        alias = f"_models.{prop.class_info.name}"
        return Value(alias, plain.codec) if direction is Direction.REQUEST else replace(plain, alias=alias)
    if isinstance(prop, ListProperty):
        element = value_of(prop.inner_property, schema.get("items", {}), document, direction)
        strict = None
        if element.strict and not element.nullable:
            strict = f"[{element.strict.format('_element')} for _element in _codecs.strict_list({{}})]"
        annotation = element.annotation if direction is Direction.REQUEST else element.received_annotation
        return Value(f"_builtins.list[{annotation}]", f"_codecs.Array({element.codec})", strict=strict)
    if isinstance(prop, ModelProperty):
        name = prop.class_info.name
        codec = f"_codecs.Object(lambda: _models.{name})"
        return Value(f"_models.{name}", codec, strict=f"_models.{name}._parse_strict({{}})")
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
        # Several types that only a reader of the descriptions can distinguish: they stay as received.
        return ANY
    return value.as_nullable() if nullable else value
