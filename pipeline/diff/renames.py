"""Which of the things that are gone may be among the new ones under another name."""

import difflib
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from pipeline.generation.schemas import Schema

Name = TypeVar("Name", bound=Hashable)

MIN_SIMILARITY = 0.6
"""The least likeness, from 0 to 1, that makes a rename likely."""


def likely_renames(gone: Iterable[Name], new: Iterable[Name], similarity_of: Callable[[Name, Name], float]) -> dict[Name, Name]:
    """Pairs of an old and a new name, the most alike first, each name in one pair at most.

    Args:
        gone: The names that are no more.
        new: The names that were not there.
        alike: How alike two are, from 0 to 1. Pairs below `LIKELY` are none.
    """
    new = list(new)
    candidates = [(similarity_of(old, other), old, other) for old in gone for other in new]
    pairs: dict[Name, Name] = {}
    for score, old, other in sorted(candidates, key=lambda one: -one[0]):
        if score >= MIN_SIMILARITY and old not in pairs and other not in pairs.values():
            pairs[old] = other
    return pairs


def similarity(old: str, new: str, documented: tuple[Schema, Schema], *, same_type: bool) -> float:
    """How alike two things are.

    Those that are described in the same words are one thing, of whatever type. Of others the types must be the same,
    and the names like one another, or one a word longer.

    Args:
        old: A name, in words separated by underscores.
        new: Another.
        documented: What the document says of both.
        same_type: Whether they have the same type, or signature.
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
