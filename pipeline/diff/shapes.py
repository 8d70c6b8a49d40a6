"""Compares types as code sees them: by the Python types of values, without their limits."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from pipeline.api import Keywords, Kind, Type
from pipeline.diff.effects import Effect
from pipeline.diff.pairing import content

# The values of an enumeration in Python, by the kind of its type.
_VALUE_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.STRING: (str,),
    Kind.INTEGER: (int,),
    Kind.NUMBER: (int, float),
    Kind.BOOLEAN: (bool,),
}

ANY = Type(pointer="", kind=Kind.ANY)


@dataclass(frozen=True)
class Matched:
    """The alternatives of two types, paired as well as possible.

    Attributes:
        pairs: The alternatives that both have.
        old: Those that only the old type has.
        new: Those that only the new type has.
    """

    pairs: list[tuple[Type, Type]]
    old: list[Type]
    new: list[Type]


def alternatives(value: Type) -> list[Type]:
    """Return the alternatives of a type except `null`: the members of a union, or the type itself."""
    if value.kind is Kind.UNION:
        members = [_limited(member, value.values) for member in value.members]
        return [inner for member in members for inner in alternatives(member)]
    return [] if value.kind is Kind.NULL else [value]


def allows_null(value: Type) -> bool:
    """Return whether a value may be `null`, including as a member of a union."""
    return value.is_nullable or value.kind is Kind.NULL or any(map(allows_null, value.members))


def match(old: Type, new: Type) -> Matched:
    """Pair the alternatives of two types: first equal ones, then those of the same kind, then a wider and a narrower
    one."""
    matched = Matched([], alternatives(old), alternatives(new))
    # A type that is not a union has no other alternative.
    is_union = len(matched.old) > 1 or len(matched.new) > 1
    for is_pair in (_is_equal, _is_alike, _is_related) if is_union else (_is_alike, _is_related):
        _move_pairs(matched, is_pair)
    return matched


def inner_type(inner: Type | None, keywords: Keywords) -> Type | None:
    """Return the type of further properties or items: any type, unless the spec states one; `None` if they are not
    allowed."""
    return None if keywords.get("additionalProperties") is False else inner or ANY


def shape_effect(old: Type, new: Type, *, is_sent: bool) -> Effect | None:
    """Return the effect of a change of a type; `None` if code sees the same type.

    Args:
        old: The old type.
        new: The new type.
        is_sent: Whether callers send it, so that an alias of an enumeration is part of it.
    """
    matched = match(old, new)
    effects = [effect for pair in matched.pairs if (effect := _pair_effect(*pair, is_sent=is_sent)) is not None]
    for left, others, effect in (
        (matched.old, alternatives(new), Effect.NARROWER),
        (matched.new, alternatives(old), Effect.WIDER),
    ):
        for one in left:
            is_included = any(other.kind is not one.kind and _is_wider(other, one) for other in others)
            effects.append(Effect.SAME if is_included else effect)
    for one, other, effect in ((old, new, Effect.NARROWER), (new, old, Effect.WIDER)):
        if allows_null(one) and not allows_null(other):
            is_included = any(inner.kind is Kind.ANY for inner in alternatives(other))
            effects.append(Effect.SAME if is_included else effect)
    if not effects:
        return None
    total = Effect.SAME
    for effect in effects:
        total |= effect
    return total


def _limited(member: Type, values: tuple[JsonValue, ...] | None) -> Type:
    """Return a member of a union with the values of the union that are of its kind."""
    types = _VALUE_TYPES.get(member.kind)
    if values is None or types is None:
        return member
    return member.model_copy(update={"values": tuple(value for value in values if type(value) in types)})


def _pair_effect(old: Type, new: Type, *, is_sent: bool) -> Effect | None:
    if old.kind is not new.kind:
        effect = Effect.WIDER if _is_wider(new, old) else Effect.NARROWER
        return effect | (_alias_effect(old, new, is_sent=is_sent) or effect)
    if old.kind in (Kind.LIST, Kind.MAP):
        before, after = (inner_type(one.items, one.keywords) for one in (old, new))
        return shape_effect(before, after, is_sent=is_sent) if before and after else None
    return _alias_effect(old, new, is_sent=is_sent)


def _alias_effect(old: Type, new: Type, *, is_sent: bool) -> Effect | None:
    """Return the effect of values with an alias, which is the type that callers send."""
    if is_sent and (old.name or new.name) and (old.values is None) != (new.values is None):
        return Effect.NARROWER if old.values is None else Effect.WIDER
    return None


def _move_pairs(matched: Matched, is_pair: Callable[[Type, Type], bool]) -> None:
    for before in list(matched.old):
        after = next((one for one in matched.new if is_pair(before, one)), None)
        if after is not None:
            matched.pairs.append((before, after))
            _remove(matched.old, before)
            _remove(matched.new, after)


def _remove(types: list[Type], removed: Type) -> None:
    # Compared by identity, since two members of a union may be equal.
    del types[next(index for index, one in enumerate(types) if one is removed)]


def _is_equal(old: Type, new: Type) -> bool:
    return old.kind is new.kind and bool(content(old) == content(new))


def _is_alike(old: Type, new: Type) -> bool:
    return old.kind is new.kind and (old.kind is not Kind.MODEL or old.name == new.name)


def _is_related(old: Type, new: Type) -> bool:
    return old.kind is not new.kind and (_is_wider(old, new) or _is_wider(new, old))


def _is_wider(wide: Type, narrow: Type) -> bool:
    return wide.kind is Kind.ANY or (wide.kind, narrow.kind) == (Kind.NUMBER, Kind.INTEGER)
