"""Writes types as Python annotations.

Every name has the module that defines it, such as `_datetime.date`. `pipeline.render.imports` replaces it by the name
that a reader expects.
"""

import re

from pydantic import JsonValue

from pipeline.api import Kind, Type

_ANY = "_typing.Any"
_SCALARS = {
    Kind.ANY: _ANY,
    Kind.NULL: "None",
    Kind.STRING: "str",
    Kind.INTEGER: "int",
    Kind.NUMBER: "float",
    Kind.BOOLEAN: "bool",
    Kind.DECIMAL: "_decimal.Decimal",
    Kind.DATE: "_datetime.date",
    Kind.DATE_TIME: "_datetime.datetime",
    Kind.LOCAL_DATE_TIME: "_datetime.datetime",
    Kind.LOCAL_MINUTE: "_datetime.datetime",
    Kind.FILE: "_types.FileInput",
}


def annotation(value: Type, *, is_sent: bool) -> str:
    """Return the annotation of a value.

    Args:
        value: Its type.
        is_sent: Whether callers send it. A sent value has exactly the values that the spec allows; a received value may
            have others, which are not in the spec yet.
    """
    members = _members(value, is_sent=is_sent)
    if _ANY in members:
        return _ANY
    # `None` is more readable at the end.
    return " | ".join(sorted(dict.fromkeys(members), key=lambda member: member == "None"))


def argument_annotation(value: Type) -> str:
    """Return the annotation of an argument. Callers may pass any sequence for a list, and any mapping for an object."""
    return (
        annotation(value, is_sent=True)
        .replace("_builtins.list[", "_abc.Sequence[")
        .replace("_builtins.dict[", "_abc.Mapping[")
    )


def short(annotation: str) -> str:
    """Return an annotation without the modules of its names, such as `Sequence[Link] | None`, for reports."""
    return re.sub(r"\b_\w+\.", "", annotation)


def _members(value: Type, *, is_sent: bool) -> list[str]:
    members = _members_without_null(value, is_sent=is_sent)
    return [*members, "None"] if value.is_nullable else members


def _members_without_null(value: Type, *, is_sent: bool) -> list[str]:
    if is_sent and not value.name and value.values and all(isinstance(allowed, str | int) for allowed in value.values):
        return [f"_typing.Literal[{', '.join(map(_literal, value.values))}]"]
    match value.kind:
        case Kind.MODEL:
            return [f"_models.{value.name}"]
        case Kind.LIST:
            return [f"_builtins.list[{_inner(value, is_sent=is_sent)}]"]
        case Kind.MAP:
            return [f"_builtins.dict[str, {_inner(value, is_sent=is_sent)}]"]
        case Kind.UNION:
            return [text for member in value.members for text in _members(member, is_sent=is_sent)]
    scalar = _SCALARS[value.kind]
    if value.name:
        return [f"_models.{value.name}"] if is_sent else [f"_models.{value.name}", scalar]
    return [scalar]


def _inner(value: Type, *, is_sent: bool) -> str:
    return annotation(value.items, is_sent=is_sent) if value.items else _ANY


def _literal(value: JsonValue) -> str:
    # A string such as "_models.X" must not be treated as a name.
    return re.sub(r"_(?=\w*\.)", r"\\x5f", ascii(value))
