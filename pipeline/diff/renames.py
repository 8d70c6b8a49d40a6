"""Likely renames among removed and added names."""

import difflib
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)

MIN_SIMILARITY = 0.6
"""The smallest similarity, from 0 to 1, of a likely rename."""


def likely_renames(
    removed: Iterable[Name], added: Iterable[Name], similarity_of: Callable[[Name, Name], float]
) -> dict[Name, Name]:
    """Return pairs of an old and a new name, the most similar first, each name in one pair at most.

    Args:
        removed: The removed names.
        added: The added names.
        similarity_of: The similarity of two names, from 0 to 1; at least `MIN_SIMILARITY` for a pair.
    """
    added = list(added)
    candidates = [(similarity_of(old, new), old, new) for old in removed for new in added]
    pairs: dict[Name, Name] = {}
    for score, old, new in sorted(candidates, key=lambda candidate: -candidate[0]):
        if score >= MIN_SIMILARITY and old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


def similarity(
    old: str, new: str, documented: tuple[Mapping[str, object], Mapping[str, object]], *, same_type: bool
) -> float:
    """Return the similarity of two arguments, fields or methods, from 0 to 1.

    With the same description, they are similar even if their types differ. Otherwise, they must have the same type, and
    similar names or names that differ by a word.

    Args:
        old: The old name, in snake case.
        new: The new name.
        documented: The objects of the spec with the descriptions of both.
        same_type: Whether they have the same type or signature.
    """
    described, redescribed = (one.get("description") or one.get("summary") for one in documented)
    if described and described == redescribed:
        return 1.0 if same_type else 0.9
    if not same_type:
        return 0.0
    words, others = set(old.split("_")), set(new.split("_"))
    if words <= others or others <= words:
        return 1.0
    return difflib.SequenceMatcher(None, old, new).ratio()
