"""Changes of upstream that do not show in the effective spec, since the overlay overwrites their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.overlay.overwriting import Overwritten
from pipeline.overlay.values import Location

_WORDING = frozenset({"description", "example", "examples", "summary", "title"})
# Their keys are names, not keywords.
_MAPS = frozenset(
    {"properties", "patternProperties", "dependentSchemas", "$defs", "paths", "webhooks", "schemas", "responses"}
    | {"parameters", "requestBodies", "headers", "securitySchemes", "links", "callbacks", "pathItems", "content"}
    | {"encoding", "variables", "mapping", "scopes"}
)
_DATA = frozenset({"const", "default", "enum"})


@dataclass(frozen=True)
class HiddenChange:
    """A change of upstream at a place that an overlay action overwrites in both versions.

    Attributes:
        action: The number of the action, from 1, for the new version.
        label: The label of the action.
        location: The place in the version that has a value there, or in the new version if both have one. before: The
        old upstream value, without wording. after: The new upstream value, without wording. was_absent: Whether
        upstream had no value there. is_absent: Whether upstream has no value there now.
    """

    action: int
    label: str
    location: Location
    before: Any
    after: Any
    was_absent: bool = False
    is_absent: bool = False


def hidden_changes(old: Sequence[Overwritten], new: Sequence[Overwritten]) -> list[HiddenChange]:
    """Return the changes of upstream, other than wording, at places that the same action overwrites in both versions.

    Args:
        old: What the overlay overwrites in the old version.
        new: What it overwrites in the new version.
    """
    return list(_hidden_changes(_by_place(old), _by_place(new)))


_Records = dict[tuple[str, Location], Overwritten]


def _by_place(records: Sequence[Overwritten]) -> _Records:
    return {(record.label, record.place): record for record in records if not _is_wording(record.place)}


def _hidden_changes(old: _Records, new: _Records) -> Iterator[HiddenChange]:
    for key in dict.fromkeys([*new, *old]):
        before = old.get(key) or _covering(old, key)
        after = new.get(key) or _covering(new, key)
        if before is None or after is None:
            continue
        # A record of an enclosing place states that upstream has nothing there.
        was_absent = before.is_absent or key not in old
        is_absent = after.is_absent or key not in new
        values = [
            None if absent else _without_wording(record)
            for record, absent in ((before, was_absent), (after, is_absent))
        ]
        if (was_absent, repr(values[0])) != (is_absent, repr(values[1])):
            location = (new if key in new else old)[key].location
            yield HiddenChange(after.action, after.label, location, values[0], values[1], was_absent, is_absent)


def _covering(records: _Records, key: tuple[str, Location]) -> Overwritten | None:
    """Return the record of the same action that would hide an upstream value at this place."""
    label, place = key
    reference = records.get((label, (*place[:-1], "$ref")))
    if reference is not None:
        return reference
    above = (records.get((label, place[:length])) for length in range(len(place) - 1, 0, -1))
    return next((record for record in above if record is not None and record.is_absent), None)


def _is_wording(place: Location) -> bool:
    is_name = False
    for key in place:
        if not is_name and _is_wording_key(key):
            return True
        is_name = not is_name and key in _MAPS
    return False


def _is_wording_key(key: int | str) -> bool:
    return isinstance(key, str) and (key in _WORDING or key.startswith("x-"))


def _without_wording(record: Overwritten) -> Any:
    is_name = False
    is_data = False
    for key in record.place:
        is_data = is_data or (not is_name and key in _DATA)
        is_name = not is_name and key in _MAPS
    return record.value if is_data else _stripped(record.value, is_map=is_name)


def _stripped(value: Any, *, is_map: bool) -> Any:
    """Return the value without the keys that contain wording, in alphabetical order."""
    match value:
        case dict():
            return {
                key: value[key]
                if key in _DATA and not is_map
                else _stripped(value[key], is_map=not is_map and key in _MAPS)
                for key in sorted(value)
                if is_map or not _is_wording_key(key)
            }
        case list():
            return [_stripped(item, is_map=False) for item in value]
    return value
