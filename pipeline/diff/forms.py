"""Specs that are written differently but describe the same API."""

from collections.abc import Iterator
from typing import Any

from pipeline.diff.changes import Change
from pipeline.diff.differences import differences
from pipeline.diff.quoting import quoted
from pipeline.diff.subjects import Subject

Location = tuple[str, ...]


def form_changes(old_spec: Any, new_spec: Any) -> list[Change]:
    """Return the change between two effective specs that describe the same API; empty if they are equal.

    The order of keys matters, since `openapi.json` in the package has the same order.
    """
    locations = [location for location, _, _ in differences(old_spec, new_spec)]
    locations = locations or list(_reordered(old_spec, new_spec))
    if not locations:
        return []
    place, *others = (quoted("/".join(location)) for location in locations)
    more = f" and {len(others)} more places" if others else ""
    text = f"the spec is written differently at {place}{more}, which has no effect on callers"
    return [Subject("the spec", None).change("form-changed", text, place=locations)]


def _reordered(old: Any, new: Any, location: Location = ()) -> Iterator[Location]:
    """Yield the locations of the objects whose keys are in another order, in two values that are equal otherwise."""
    match old, new:
        case dict(), dict():
            if list(old) != list(new):
                yield location
            for key in old:
                yield from _reordered(old[key], new[key], (*location, key))
        case list(), list():
            for index, (before, after) in enumerate(zip(old, new, strict=True)):
                yield from _reordered(before, after, (*location, str(index)))
