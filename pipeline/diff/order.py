"""Changes of order: callers see it in signatures, in the repr of a model, and in the documentation."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.diff.changes import Change, Level
from pipeline.diff.limits import Subject

Location = tuple[str, ...]


def compare_order(subject: Subject, kind: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield the change when the names that both versions have are in another order.

    Args:
        subject: What holds the names.
        kind: What the names are, in the plural: "fields".
        old: The names in the old order, each as the new version calls it.
        new: The names in the new order.
    """
    before, after = [name for name in old if name in new], [name for name in new if name in old]
    if before != after:
        text = f"order of {kind} changed"
        yield subject.change(f"{kind}-reordered", Level.PATCH, text, ", ".join(before), ", ".join(after))


def reordered_locations(old: Any, new: Any, location: Location = ()) -> Iterator[Location]:
    """Yield the locations of the objects whose keys are in another order, in two values that are equal otherwise."""
    match old, new:
        case dict(), dict():
            if list(old) != list(new):
                yield location
            for key in old:
                yield from reordered_locations(old[key], new[key], (*location, key))
        case list(), list():
            for index, (before, after) in enumerate(zip(old, new, strict=True)):
                yield from reordered_locations(before, after, (*location, str(index)))
