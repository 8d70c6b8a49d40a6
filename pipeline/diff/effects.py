"""The effects of changes on the values that a schema allows, keyword by keyword."""

import math
from collections.abc import Callable, Sequence
from enum import IntFlag
from fractions import Fraction

from pydantic import JsonValue

from pipeline.api import Keywords, Kind


class Effect(IntFlag):
    """The effect of a change on the allowed values. Two effects are combined by their union."""

    SAME = 0
    NARROWER = 1
    WIDER = 2
    OTHER = 3


Limit = tuple[Fraction | bool, ...] | JsonValue
"""A limit of the allowed values; `None` if every value is allowed."""
Limiting = Callable[[Keywords, Kind], Limit]
Comparing = Callable[[Limit, Limit], Effect]

# Regular expressions that every text matches.
_ALL = frozenset({"", "^", "$", ".*", "^.*", ".*$", "^.*$", "[\\s\\S]*", "^[\\s\\S]*$"})

# Formats of numbers that are subsets of another format. A number without a format has all values.
_WIDER_FORMATS = frozenset({("int32", "int64"), ("int32", "double"), ("float", "double")})


def is_same(one: JsonValue, other: JsonValue) -> bool:
    """Return whether two JSON values are equal, whatever the order of their keys. 1 equals 1.0, but not `true`."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
        case list(), list():
            return len(one) == len(other) and all(map(is_same, one, other))
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def effect_of(before: Limit, after: Limit, compare: Comparing) -> Effect:
    """Return the effect of replacing a limit.

    Args:
        before: The old limit, or `None`.
        after: The new limit, or `None`.
        compare: Compares two different limits.
    """
    if before == after:
        return Effect.SAME
    if before is None or after is None:
        return Effect.NARROWER if before is None else Effect.WIDER
    return compare(before, after)


# How two limits are compared


def unknown(before: Limit, after: Limit) -> Effect:
    """Which of the limits allows more is unknown."""
    return Effect.OTHER


def higher_is_narrower(before: Limit, after: Limit) -> Effect:
    """A higher limit allows less."""
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    return Effect.NARROWER if after > before else Effect.WIDER


def multiples(before: Limit, after: Limit) -> Effect:
    """A multiple of the limit allows less."""
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    ratio = Fraction(after[0]) / Fraction(before[0])
    return Effect.NARROWER if ratio.denominator == 1 else Effect.WIDER if ratio.numerator == 1 else Effect.OTHER


def formats(before: Limit, after: Limit) -> Effect:
    """Some formats of numbers include others."""
    if (before, after) in _WIDER_FORMATS:
        return Effect.WIDER
    return Effect.NARROWER if (after, before) in _WIDER_FORMATS else Effect.OTHER


def subsets(before: Limit, after: Limit) -> Effect:
    """A list with fewer members allows less."""
    assert isinstance(before, list)
    assert isinstance(after, list)
    is_narrower = all(member in before for member in after)
    return (
        Effect.NARROWER
        if is_narrower
        else Effect.WIDER
        if set(map(str, before)) <= set(map(str, after))
        else Effect.OTHER
    )


def supersets(before: Limit, after: Limit) -> Effect:
    """A list with more members allows less."""
    return subsets(after, before)


# The limit that keywords set


def any_value(keyword: str, *neutral: JsonValue) -> Limiting:
    """Return a function that reads a keyword unchanged. Neutral values are no limit."""

    def limit(keywords: Keywords, kind: Kind) -> Limit:
        value = keywords.get(keyword)
        return None if any(is_same(value, other) for other in neutral) else value

    return limit


def at_least(keyword: str) -> Limiting:
    """Return a function that reads the smallest length or count. 0 is no limit."""
    return lambda keywords, kind: (number,) if (number := _number(keywords.get(keyword))) else None


def at_most(keyword: str) -> Limiting:
    """Return a function that reads the largest length or count."""
    return lambda keywords, kind: None if (number := _number(keywords.get(keyword))) is None else (-number,)


def lower_bound(keywords: Keywords, kind: Kind) -> Limit:
    """Return the smallest value of `minimum` and `exclusiveMinimum`, and whether it is excluded."""
    return _bound(_number(keywords.get("minimum")), _number(keywords.get("exclusiveMinimum")), kind)


def upper_bound(keywords: Keywords, kind: Kind) -> Limit:
    """Return the largest value of `maximum` and `exclusiveMaximum`, negated, and whether it is excluded."""
    inclusive, exclusive = (_number(keywords.get(keyword)) for keyword in ("maximum", "exclusiveMaximum"))
    return _bound(
        None if inclusive is None else -inclusive,
        None if exclusive is None else -exclusive,
        kind,
    )


def multiple_of(keywords: Keywords, kind: Kind) -> Limit:
    """Return the divisor of a number. Each integer is a multiple of 1 and of 0.5."""
    divisor = _number(keywords.get("multipleOf"))
    return None if divisor is None or (kind is Kind.INTEGER and divisor.numerator == 1) else (divisor,)


def pattern(keywords: Keywords, kind: Kind) -> Limit:
    """Return the pattern, unless every string matches it."""
    return None if keywords.get("pattern") in _ALL else keywords.get("pattern")


def format_of(keywords: Keywords, kind: Kind) -> Limit:
    """Return the format, if it limits the values. The format of a file is its type, and a password is any string."""
    name = keywords.get("format")
    return None if kind is Kind.FILE or name == "password" else name


def media_type(keywords: Keywords, kind: Kind) -> Limit:
    """Return the media type of a string or file. Any file is an `application/octet-stream`."""
    name = keywords.get("contentMediaType")
    return None if kind is Kind.FILE and name == "application/octet-stream" else name


def contained(keywords: Keywords, kind: Kind) -> Limit:
    """Return the schema that a list must contain, unless it may be absent."""
    return None if keywords.get("minContains") == 0 else keywords.get("contains")


def min_contains(keywords: Keywords, kind: Kind) -> Limit:
    """Return how many items must match it, by default 1. 0 is no limit."""
    number = _number(keywords.get("minContains", 1))
    return (number,) if number and "contains" in keywords else None


def conditional(keywords: Keywords, kind: Kind) -> Limit:
    """Return a condition with its consequences. Without consequences, it is no limit."""
    condition: dict[str, JsonValue] = {key: keywords[key] for key in ("if", "then", "else") if key in keywords}
    return condition if "if" in condition and len(condition) > 1 else None


def encoding(keywords: Keywords, kind: Kind) -> Limit:
    """Return how a string encodes bytes. No encoding counts as an encoding too, so every change has an effect."""
    return keywords.get("contentEncoding", "")


def json_types(keywords: Keywords, kind: Kind) -> Limit:
    """Return the JSON types of a value."""
    types = keywords.get("type")
    if types is None:
        return None
    return sorted(types, key=str) if isinstance(types, Sequence) and not isinstance(types, str) else [types]


def _bound(inclusive: Fraction | None, exclusive: Fraction | None, kind: Kind) -> Limit:
    bounds = [
        (value, is_exclusive) for value, is_exclusive in ((inclusive, False), (exclusive, True)) if value is not None
    ]
    if kind is Kind.INTEGER:
        bounds = [(Fraction(math.floor(value) + 1 if strict else math.ceil(value)), False) for value, strict in bounds]
    return max(bounds, default=None)


def _number(value: JsonValue) -> Fraction | None:
    # Converted from text, since a float is not exactly 0.1.
    return Fraction(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
