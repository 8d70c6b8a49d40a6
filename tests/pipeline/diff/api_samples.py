"""Types and small APIs as values, for tests of single rules."""

import ast
from collections.abc import Mapping
from typing import Any

from pipeline.api import Api, Kind, Type
from pipeline.diff.pairing import ApiPair, pair_apis

_SCALARS = {
    "Any": Kind.ANY,
    "None": Kind.NULL,
    "str": Kind.STRING,
    "int": Kind.INTEGER,
    "float": Kind.NUMBER,
    "bool": Kind.BOOLEAN,
    "Decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "datetime": Kind.DATE_TIME,
    "FileInput": Kind.FILE,
}

_KINDS: dict[type, Kind] = {str: Kind.STRING, int: Kind.INTEGER, float: Kind.NUMBER}


def typed(annotation: str, aliases: Mapping[str, tuple[str | float, ...]] | None = None, **keywords: Any) -> Type:
    """Return the type that is written like this in Python; a name that is in neither table is that of a class.

    Args:
        annotation: The annotation: `list[Order | None]`.
        aliases: The values of each alias of an enumeration.
        keywords: The keywords of the type, if it is no union.
    """
    return _typed(ast.parse(annotation, mode="eval").body, aliases or {}).model_copy(update={"keywords": keywords})


def _typed(node: ast.expr, aliases: Mapping[str, tuple[str | float, ...]]) -> Type:
    match node:
        case ast.BinOp(left=left, right=right):
            members = [one for side in (left, right) for one in _members(_typed(side, aliases))]
            others = tuple(one for one in members if one.kind is not Kind.NULL)
            is_nullable = len(others) < len(members)
            if len(others) == 1:
                return others[0].model_copy(update={"is_nullable": others[0].is_nullable or is_nullable})
            return Type(pointer="", kind=Kind.UNION, members=others, is_nullable=is_nullable)
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, items])):
            return Type(pointer="", kind=Kind.MAP, items=_typed(items, aliases))
        case ast.Subscript(slice=items):
            return Type(pointer="", kind=Kind.LIST, items=_typed(items, aliases))
        case ast.Constant(value=None):
            return Type(pointer="", kind=Kind.NULL)
        case ast.Name(id=name) if name in aliases:
            kind = _KINDS[type(aliases[name][0])]
            return Type(pointer="", kind=kind, name=name, values=aliases[name])
        case ast.Name(id=name) if name in _SCALARS:
            return Type(pointer="", kind=_SCALARS[name])
        case ast.Name(id=name):
            return Type(pointer="", kind=Kind.MODEL, name=name)
    raise ValueError(ast.dump(node))


def _members(value: Type) -> list[Type]:
    if value.kind is not Kind.UNION:
        return [value]
    return [*value.members, *([Type(pointer="", kind=Kind.NULL)] if value.is_nullable else [])]


def empty_api(**attributes: Any) -> Api:
    """Return an API without methods."""
    defaults: dict[str, Any] = {
        "pointer": "#",
        "title": "Test",
        "version": "1",
        "server": "https://example.com",
        "security": (),
        "resources": (),
        "models": {},
        "enums": {},
        "components": {},
        "webhooks": (),
        "remarks": (),
    }
    return Api(**(defaults | attributes))


def empty_pair() -> ApiPair:
    return pair_apis(empty_api(), empty_api())
