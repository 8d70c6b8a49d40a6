"""The code of the codecs of types."""

import math
import re
from collections.abc import Collection

from pipeline.api import Kind, Model, Type
from pipeline.render.code import literal
from pipeline.render.names import codec_constant

_ANY = "_codecs.ANY"
_ANY_BYTES = "application/octet-stream"
# Without parameters (RFC 6838, section 4.2).
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w!#$&^.+-]*/[A-Za-z0-9][\w!#$&^.+-]*", re.ASCII)
_SCALARS = {
    Kind.ANY: _ANY,
    Kind.NULL: _ANY,
    Kind.STRING: "_codecs.STRING",
    Kind.INTEGER: "_codecs.INTEGER",
    Kind.NUMBER: "_codecs.NUMBER",
    Kind.BOOLEAN: "_codecs.BOOLEAN",
    Kind.DECIMAL: "_codecs.MONEY",
    Kind.DATE: "_codecs.DATE",
    Kind.DATE_TIME: "_codecs.DATE_TIME",
    Kind.LOCAL_DATE_TIME: "_codecs.LOCAL_DATE_TIME",
    Kind.LOCAL_MINUTE: "_codecs.LOCAL_MINUTE",
    Kind.FILE: "_codecs.FILE",
}
# The types of JSON values that need no conversion.
_PLAIN = {Kind.STRING: "_builtins.str", Kind.INTEGER: "_builtins.int", Kind.BOOLEAN: "_builtins.bool"}
# Functions that parse a value that matches the spec, and raise for any other.
_STRICT = {
    Kind.DECIMAL: "_codecs.strict_amount",
    Kind.DATE: "_codecs.strict_date",
}
# Codes of currencies and countries, and media types.
_CODE = re.compile(r"[A-Z]{2,3}|(application|audio|image|text|video)/\S+")


def codec(value: Type, constants: Collection[str] = ()) -> str:
    """Return the codec of a type.

    Args:
        value: The type.
        constants: The models whose codecs are constants of the module.
    """
    code = _codec_without_null(value, constants)
    return f"_codecs.Nullable({code})" if value.is_nullable and code != _ANY else code


def parsed_models(model: Model) -> list[str]:
    """Return the models whose parsers the parser of this model calls."""
    values = [field.type for field in model.fields if _strict(field.type, "")]
    return sorted({node.name for value in values for node in value.nodes() if node.kind is Kind.MODEL})


def is_read_first(value: Type) -> bool:
    """Return whether the parser needs a variable for a value, to check it or to compare it with null."""
    return value.is_nullable or condition(value, "") is not None


def reading(value: Type, received: str) -> str:
    """Return the first value of a variable. A time is parsed before its offset is checked."""
    return f"_codecs.parse_time({received})" if value.kind is Kind.DATE_TIME and not value.is_nullable else received


def condition(value: Type, variable: str) -> str | None:
    """Return the check of a variable; `None` if its conversion checks it."""
    if value.kind is Kind.DATE_TIME:
        check = f"{variable}.tzinfo is not None"
    elif value.kind in _PLAIN:
        check = f"_builtins.type({variable}) is {_PLAIN[value.kind]}"
    else:
        return None
    return f"({variable} is None or {check})" if value.is_nullable else check


def conversion(value: Type, variable: str, codec: str) -> str:
    """Return the conversion of a variable after its check, which raises for a value that deviates from the spec.

    Args:
        value: The type.
        variable: The variable.
        codec: An expression for the codec of the type.
    """
    if value.kind is Kind.STRING and _is_code(value):
        return _or_null(value, variable, f"_sys.intern({variable})")
    if value.kind in _PLAIN or value.kind is Kind.DATE_TIME:
        return variable
    converted = _strict(value, variable)
    return _or_null(value, variable, converted) if converted else f"{codec}.parse_strict({variable})"


def is_taken_first(value: Type) -> bool:
    """Return whether the serializer needs a variable for a value."""
    return value.is_nullable or serialized_condition(value, "") is not None


def serialized_condition(value: Type, variable: str) -> str | None:
    """Return the check of a variable that is serialized; `None` if its serialization checks it."""
    if value.kind is Kind.DATE:
        check = f"_builtins.type({variable}) is _datetime.date"
    elif value.kind is Kind.DATE_TIME:
        check = f"(_builtins.type({variable}) is _datetime.datetime and {variable}.tzinfo is not None)"
    else:
        return condition(value, variable)
    return f"({variable} is None or {check})" if value.is_nullable else check


def serialization(value: Type, variable: str, codec: str) -> str:
    """Return the serialization of a variable after its check, which raises for a value that deviates from the spec.

    Args:
        value: The type.
        variable: The variable.
        codec: An expression for the codec of the type.
    """
    match value.kind:
        case Kind.DATE | Kind.DATE_TIME:
            return _or_null(value, variable, f"{variable}.isoformat()")
        case Kind.DECIMAL:
            return _or_null(value, variable, f"_codecs.strict_amount_text({variable})")
        case Kind.MODEL:
            return _or_null(value, variable, f"{codec_constant(value.name)}.model_serializer({variable})")
        case Kind.LIST if value.items and value.items.kind is Kind.MODEL and not value.items.is_nullable:
            element = f"{codec_constant(value.items.name)}.model_serializer(_element)"
            return _or_null(value, variable, f"[{element} for _element in _codecs.strict_list({variable})]")
    return variable if value.kind in _PLAIN else f"_codecs.serialize_leniently({codec}, {variable})"


def _or_null(value: Type, variable: str, converted: str) -> str:
    return f"None if {variable} is None else {converted}" if value.is_nullable else converted


def _is_code(value: Type) -> bool:
    """Return whether a string has few different values, so that objects can share equal ones.

    The spec has no enumeration for codes, such as those of currencies and countries, so this looks at the examples.
    """
    example = value.wording.get("example")
    return bool(value.values) or (isinstance(example, str) and _CODE.fullmatch(example) is not None)


def _codec_without_null(value: Type, constants: Collection[str] = ()) -> str:
    inner = codec(value.items, constants) if value.items else _ANY
    match value.kind:
        case Kind.MODEL if value.name in constants:
            return codec_constant(value.name)
        case Kind.MODEL:
            return f"_codecs.Object(lambda: _models.{value.name})"
        case Kind.LIST:
            return f"_codecs.Array({inner})"
        case Kind.MAP:
            return f"_codecs.Map({inner})"
        case Kind.UNION:
            return _union(value, constants)
        case Kind.INTEGER:
            return _integer(value)
        case Kind.FILE:
            return _file(value)
    return _SCALARS[value.kind]


def _integer(value: Type) -> str:
    """Return the codec of an integer, with the limits of the spec as inclusive integers."""
    bounds = {
        "minimum": [
            *(math.ceil(limit) for limit in _numbers(value, "minimum")),
            *(math.floor(limit) + 1 for limit in _numbers(value, "exclusiveMinimum")),
        ],
        "maximum": [
            *(math.floor(limit) for limit in _numbers(value, "maximum")),
            *(math.ceil(limit) - 1 for limit in _numbers(value, "exclusiveMaximum")),
        ],
    }
    strictest = {"minimum": max, "maximum": min}
    limits = [f"{name}={strictest[name](allowed)}" for name, allowed in bounds.items() if allowed]
    return f"_codecs.Integer({', '.join(limits)})" if limits else _SCALARS[Kind.INTEGER]


def _numbers(value: Type, keyword: str) -> list[float]:
    limit = value.keywords.get(keyword)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not math.isfinite(limit):
        return []
    return [limit]


def _file(value: Type) -> str:
    media_type = value.keywords.get("contentMediaType")
    # With a range of media types, the caller or the file name determines the media type.
    if not isinstance(media_type, str) or not _MEDIA_TYPE.fullmatch(media_type) or media_type == _ANY_BYTES:
        return _SCALARS[Kind.FILE]
    return f"_codecs.File({literal(media_type)})"


def _union(value: Type, constants: Collection[str]) -> str:
    members = ", ".join(codec(member, constants) for member in value.members)
    if not value.discriminator:
        return f"_codecs.Union(({members}))"
    mapping = ", ".join(f"{literal(name)}: {index}" for name, index in value.discriminator.mapping.items())
    return f"_codecs.Union(({members}), discriminator={literal(value.discriminator.key)}, mapping={{{mapping}}})"


def _strict(value: Type, variable: str) -> str | None:
    if value.kind is Kind.MODEL:
        return f"{codec_constant(value.name)}.model_parser({variable})"
    if value.kind is Kind.LIST and value.items and not value.items.is_nullable:
        element = _strict(value.items, "_element")
        return element and f"[{element} for _element in _codecs.strict_list({variable})]"
    function = _STRICT.get(value.kind)
    return function and f"{function}({variable})"
