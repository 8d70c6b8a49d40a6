"""What one type of Python means beside another."""

import re
from collections.abc import Mapping, Set

from pipeline.diff.changes import Level

Values = Mapping[str, Set[str | int]]
"""The values of each enumeration, by the name of its alias."""

_NAME = re.compile(r"\b[A-Za-z]\w*\b")


def short(annotation: str) -> str:
    """The type as callers write it, without the modules that generated code names: `Sequence[Link] | None`."""
    return re.sub(r"\b_\w+\.", "", annotation)


def names_in(annotation: str) -> set[str]:
    """The names that stand in a type."""
    return set(_NAME.findall(annotation))


def renamed(annotation: str, new_names: Mapping[str, str]) -> str:
    """The type after classes in it got new names."""
    return _NAME.sub(lambda match: new_names.get(match[0], match[0]), annotation)


def level_of_sent(before: str, after: str, old: Values, new: Values) -> Level | None:
    """What it means that an argument takes another type: a feature when it takes all that it took, and more."""
    if before == after:
        return None
    return Level.FEATURE if _covers(after, before, new, old) else Level.BREAKING


def level_of_received(before: str, after: str, old: Values, new: Values) -> Level | None:
    """What it means that an answer holds another type: a patch when it holds nothing that it did not hold before."""
    if before == after:
        return None
    return Level.PATCH if _covers(before, after, old, new) else Level.BREAKING


def _covers(wide: str, narrow: str, wide_values: Values, narrow_values: Values) -> bool:
    return all(
        any(_covers_one(one, part, wide_values, narrow_values) for one in _members(wide)) for part in _members(narrow)
    )


def _covers_one(wide: str, narrow: str, wide_values: Values, narrow_values: Values) -> bool:
    if wide in ("Any", narrow) or (wide, narrow) == ("float", "int"):
        return True
    if narrow in narrow_values:
        values = narrow_values[narrow]
        if wide in wide_values:
            return values <= wide_values[wide]
        return all(_covers_one(wide, type(value).__name__, wide_values, {}) for value in values)
    outer, _, inner = wide.partition("[")
    if inner and narrow.startswith(f"{outer}["):
        return _covers(inner[:-1], narrow[len(outer) + 1 : -1], wide_values, narrow_values)
    return False


def _members(annotation: str) -> list[str]:
    """The parts of a union; those inside brackets belong to one part."""
    parts, depth = [""], 0
    for token in re.split(r"( \| |\[|\])", annotation):
        depth += {"[": 1, "]": -1}.get(token, 0)
        if token == " | " and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return parts
