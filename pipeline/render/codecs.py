"""The codecs of types, as code."""

import re

from pipeline.api import Kind, Type
from pipeline.render.code import literal

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
_PLAIN = {Kind.STRING: "str", Kind.INTEGER: "int", Kind.BOOLEAN: "bool"}
# Functions that parse a value as the spec describes it, and raise for any other.
_STRICT = {
    Kind.DECIMAL: "_codecs.strict_amount",
    Kind.DATE: "_codecs.strict_date",
    Kind.DATE_TIME: "_codecs.strict_date_time",
}


def codec(value: Type) -> str:
    """Return the codec of a type."""
    code = _codec_without_null(value)
    return f"_codecs.Nullable({code})" if value.is_nullable and code != _ANY else code


def condition(value: Type, variable: str) -> str | None:
    """Return the check of a variable whose value needs no conversion; `None` for one that needs it."""
    if value.kind not in _PLAIN:
        return None
    check = f"type({variable}) is {_PLAIN[value.kind]}"
    return f"({variable} is None or {check})" if value.is_nullable else check


def conversion(value: Type, variable: str, codec: str) -> str:
    """Return the conversion of a variable, which raises for a value that deviates from the spec.

    Args:
        value: The type.
        variable: The variable.
        codec: An expression for the codec of the type.
    """
    if value.kind in _PLAIN or _codec_without_null(value) == _ANY:
        return variable
    converted = _strict(value, variable)
    if converted is None:
        return f"{codec}.parse_strict({variable})"
    return f"None if {variable} is None else {converted}" if value.is_nullable else converted


def _codec_without_null(value: Type) -> str:
    inner = codec(value.items) if value.items else _ANY
    match value.kind:
        case Kind.MODEL:
            return f"_codecs.Object(lambda: _models.{value.name})"
        case Kind.LIST:
            return f"_codecs.Array({inner})"
        case Kind.MAP:
            return f"_codecs.Map({inner})"
        case Kind.UNION:
            return _union(value)
    return _file(value) if value.kind is Kind.FILE else _SCALARS[value.kind]


def _file(value: Type) -> str:
    media_type = value.keywords.get("contentMediaType")
    # A range of media types leaves it to the caller, or to the name of the file.
    if not isinstance(media_type, str) or not _MEDIA_TYPE.fullmatch(media_type) or media_type == _ANY_BYTES:
        return _SCALARS[Kind.FILE]
    return f"_codecs.File({literal(media_type)})"


def _union(value: Type) -> str:
    members = ", ".join(codec(member) for member in value.members)
    if not value.discriminator:
        return f"_codecs.Union(({members}))"
    mapping = ", ".join(f"{literal(name)}: {index}" for name, index in value.discriminator.mapping.items())
    return f"_codecs.Union(({members}), discriminator={literal(value.discriminator.key)}, mapping={{{mapping}}})"


def _strict(value: Type, variable: str) -> str | None:
    if value.kind is Kind.MODEL:
        return f"_models.{value.name}._parse_strict({variable})"
    if value.kind is Kind.LIST and value.items and not value.items.is_nullable:
        element = _strict(value.items, "_element")
        return element and f"[{element} for _element in _codecs.strict_list({variable})]"
    function = _STRICT.get(value.kind)
    return function and f"{function}({variable})"
