"""The merge rules of OpenAPI Overlay 1.1.0."""

from typing import Any

from pipeline.overlay.overwriting import Recorder
from pipeline.overlay.selecting import normalized_path
from pipeline.overlay.values import Location, copied, kind, same_primitive


class MergeError(Exception):
    """Two values cannot be merged; the message contains the location."""


def merge_into_object(target: dict[str, Any], update: dict[str, Any], location: Location, recorder: Recorder) -> bool:
    """Merge one object into another, in place.

    Args:
        target: The object to change.
        update: The object to merge into it. Its values are copied.
        location: The location of `target`.
        recorder: Records what is overwritten.

    Returns:
        Whether anything changed.

    Raises:
        MergeError: A property has different kinds in `update` and `target`.
    """
    changed = False
    for name, value in update.items():
        place = (*location, name)
        if name not in target:
            recorder.sets(target, place)
            target[name] = recorder.added(copied(value))
            changed = True
            continue
        current = target[name]
        if kind(current) != kind(value):
            raise MergeError(
                f"{normalized_path(place)} is {_described(current)} and cannot be merged with {_described(value)}; "
                "remove it in an action before this one"
            )
        match current:
            case dict():
                changed |= merge_into_object(current, value, place, recorder)
            case list():
                changed |= append_to_array(current, value, recorder)
            case _ if not same_primitive(current, value):
                recorder.sets(target, place)
                target[name] = value
                changed = True
    return changed


def append_to_array(target: list[Any], update: Any, recorder: Recorder) -> bool:
    """Extend an array by another one, or append any other value to it, in place.

    Returns:
        Whether anything changed.
    """
    additions = update if isinstance(update, list) else [update]
    target.extend(recorder.added(copied(additions)))
    return bool(additions)


def _described(value: Any) -> str:
    if value is None:
        return "null"
    name = kind(value)
    return f"an {name}" if name != "primitive" else f"the value {value!r:.60}"
