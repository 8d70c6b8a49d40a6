"""Which of the things that are gone may be among the new ones under another name."""

import difflib
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)

LIKELY = 0.6
"""The least likeness, from 0 to 1, that makes a rename likely."""


def likely_renames(
    gone: Iterable[Name], new: Iterable[Name], likeness: Callable[[Name, Name], float]
) -> dict[Name, Name]:
    """Pairs of an old and a new name, the most alike first, each name in one pair at most.

    Args:
        gone: The names that are no more.
        new: The names that were not there.
        likeness: How alike two are, from 0 to 1. Pairs below `LIKELY` are none.
    """
    new = list(new)
    candidates = [(likeness(old, other), old, other) for old in gone for other in new]
    pairs: dict[Name, Name] = {}
    for score, old, other in sorted(candidates, key=lambda one: -one[0]):
        if score >= LIKELY and old not in pairs and other not in pairs.values():
            pairs[old] = other
    return pairs


def likeness_of_names(old: str, new: str) -> float:
    """How alike two names are: 1 when one is the other with a word more or less, such as `city` and `city_name`."""
    words, others = set(old.split("_")), set(new.split("_"))
    if words <= others or others <= words:
        return 1.0
    return difflib.SequenceMatcher(None, old, new).ratio()
