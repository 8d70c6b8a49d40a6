"""Compatibility of type annotations."""

import re
from collections.abc import Mapping, Set

from pipeline.diff.changes import Level

Values = Mapping[str, Set[str | int]]
"""The values of each enumeration, by the name of its alias."""

_NAME = re.compile(r"\b[A-Za-z]\w*\b")


def short(annotation: str) -> str:
    """Return the annotation without the module prefixes of generated code: `Sequence[Link] | None`."""
    return re.sub(r"\b_\w+\.", "", annotation)


def names_in(annotation: str) -> set[str]:
    """Return the names in an annotation."""
    return set(_NAME.findall(annotation))


def renamed(annotation: str, new_names: Mapping[str, str]) -> str:
    """Return the annotation with the new names of renamed classes."""
    return _NAME.sub(lambda match: new_names.get(match[0], match[0]), annotation)


def level_of_sent(before: str, after: str, old: Values, new: Values) -> Level | None:
    """Return the level of another type of an argument: a feature when it accepts all values as before, and more."""
    if before == after:
        return None
    return Level.FEATURE if _covers(after, before, new, old) else Level.BREAKING


def level_of_received(before: str, after: str, old: Values, new: Values) -> Level | None:
    """Return the level of another type in a response: a patch when all its values were possible before."""
    if before == after:
        return None
    return Level.PATCH if _covers(before, after, old, new) else Level.BREAKING


def _covers(supertype: str, subtype: str, super_values: Values, sub_values: Values) -> bool:
    return all(
        any(_member_covers(member, part, super_values, sub_values) for member in _members(supertype))
        for part in _members(subtype)
    )


def _member_covers(supertype: str, subtype: str, super_values: Values, sub_values: Values) -> bool:
    if supertype in ("Any", subtype) or (supertype, subtype) == ("float", "int"):
        return True
    if subtype in sub_values:
        values = sub_values[subtype]
        if supertype in super_values:
            return values <= super_values[supertype]
        return all(_member_covers(supertype, type(value).__name__, super_values, {}) for value in values)
    outer, _, inner = supertype.partition("[")
    if inner and subtype.startswith(f"{outer}["):
        return _covers(inner[:-1], subtype[len(outer) + 1 : -1], super_values, sub_values)
    return False


def _members(annotation: str) -> list[str]:
    """Split a union into its members; a union inside brackets belongs to its member."""
    parts, depth = [""], 0
    for token in re.split(r"( \| |\[|\])", annotation):
        depth += {"[": 1, "]": -1}.get(token, 0)
        if token == " | " and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return parts
