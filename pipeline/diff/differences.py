"""Generic differences between two parts of a spec, for parts without specific rules."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.diff.changes import Change, Edit
from pipeline.diff.effects import is_same
from pipeline.diff.quoting import quoted
from pipeline.diff.subjects import Subject

_WORDING = frozenset({"$comment", "description", "example", "examples", "externalDocs", "summary", "title"})

# The keys of these objects are names, not keywords.
_MAPS = frozenset({"content", "headers", "links", "page", "paths", "properties", "securitySchemes", "tags"})

Difference = tuple[tuple[str, ...], Any, Any]


def differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Yield the path of each difference between two values, as deep as possible, with both values there."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            if key in old and key in new:
                yield from differences(old[key], new[key], (*path, key))
            else:
                yield (*path, key), old.get(key), new.get(key)
    elif not is_same(old, new):
        yield path, old, new


def compare_described(subject: Subject, rule: str, noun: str, old: Any, new: Any) -> Iterator[Change | Edit]:
    """Yield the differences between two parts of the spec that the client does not use.

    Args:
        subject: The subject that they describe.
        rule: The rule of each change.
        noun: The beginning of its text.
        old: The old part.
        new: The new part.
    """
    for path, before, after in differences(old, new):
        if is_documentation(path, before, after):
            yield subject.edit(noun, *path, before, after)
        else:
            text = f"{noun} differs at {quoted('/'.join(path))}"
            yield subject.change(rule, text, before, after, place=[noun, *path])


def is_documentation(path: Sequence[str], *values: Any) -> bool:
    """Return whether the values at the path only concern readers of the documentation."""
    keys = (key for holder, key in zip(("", *path), path, strict=False) if holder not in _MAPS)
    if any(_is_wording(key) for key in keys):
        return True
    held = [key for value in values if isinstance(value, dict) for key in value]
    return bool(held) and path[-1] not in _MAPS and all(_is_wording(key) for key in held)


def _is_wording(key: str) -> bool:
    return key in _WORDING or key.startswith("x-")
