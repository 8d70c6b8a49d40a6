"""The merge rules of OpenAPI Overlay 1.1.0."""

from typing import Any, Literal

from pipeline.overlay.selecting import normalized_path

Location = tuple[int | str, ...]


class MergeError(Exception):
    """Two values cannot be merged; the message contains the location."""


def kind(value: Any) -> Literal["object", "array", "primitive"]:
    """Return which of the three kinds of the merge rules the value has."""
    if isinstance(value, dict):
        return "object"
    return "array" if isinstance(value, list) else "primitive"


def merge_into_object(target: dict[str, Any], update: dict[str, Any], location: Location) -> bool:
    """Merge one object into another, in place.

    Args:
        target: The object to change.
        update: The object to merge into it. Its values are copied.
        location: The location of `target`, for errors.

    Returns:
        Whether anything changed.

    Raises:
        MergeError: A property has another kind in `update` than in `target`.
    """
    changed = False
    for name, value in update.items():
        place = (*location, name)
        if name not in target:
            target[name] = copied(value)
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
                changed |= merge_into_object(current, value, place)
            case list():
                changed |= append_to_array(current, value)
            case _ if not same_primitive(current, value):
                target[name] = value
                changed = True
    return changed


def append_to_array(target: list[Any], update: Any) -> bool:
    """Extend an array by another one, or append any other value to it, in place.

    Returns:
        Whether anything changed.
    """
    additions = update if isinstance(update, list) else [update]
    target.extend(copied(additions))
    return bool(additions)


def same_primitive(one: Any, other: Any) -> bool:
    """Return whether two primitives are equal; unlike in Python, `true` is not 1."""
    return type(one) is type(other) and bool(one == other)


def copied(value: Any) -> Any:
    """Return a deep copy of a JSON value."""
    match value:
        case dict():
            return {name: copied(child) for name, child in value.items()}
        case list():
            return [copied(child) for child in value]
    return value


def _described(value: Any) -> str:
    if value is None:
        return "null"
    name = kind(value)
    return f"an {name}" if name != "primitive" else f"the value {value!r:.60}"
