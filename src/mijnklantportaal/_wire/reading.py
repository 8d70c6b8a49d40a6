"""What all reading shares: where a value stands, and how deep it may nest."""

from typing import Any, TypeAlias

from mijnklantportaal._wire.errors import UnreadableAnswerError

Place: TypeAlias = "tuple[Place, str] | None"
"""Where a value stands: the place of its parent and its key, as a chain, so that descending costs one tuple."""


def path_of(place: Place) -> str:
    """The place as a reader writes it, such as `data[].links.customer`: one text for all elements of a list."""
    keys: list[str] = []
    while place is not None:
        place, key = place
        keys.append(key)
    return ".".join(reversed(keys)).replace(".[]", "[]")


DEEPEST = 100
"""How deep a value may nest that the document does not know. More is no data, and would break whatever walks over it:
Python's own copy, comparison and repr among them."""


def checked_depth(value: Any) -> Any:
    """A JSON value, if it does not nest too deep to be kept.

    Raises:
        UnreadableAnswerError: It does.
    """
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            if type(outer) is dict or type(outer) is list
            for inner in (outer.values() if type(outer) is dict else outer)
        ]
        if not level:
            return value
    raise UnreadableAnswerError(f"the body holds a value that nests more than {DEEPEST} deep")
