"""Generic differences between two parts of a spec, for the parts without a rule of their own."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.diff.facts import is_same
from pipeline.diff.limits import WORDING
from pipeline.generation.schemas import Document, resolve

# The keys of these objects are names, not keywords.
_MAPS = frozenset({"content", "headers", "links", "properties", "tags", "webhooks"})

# The values of these keys are data, in which `$ref` is not a reference.
_DATA = frozenset({"encoding", "example", "parameters", "requestBody", "schema", "value"})


def differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Yield the path of each difference between two values, as deep as possible, with both values there.

    A schema counts as one value.
    """
    if isinstance(old, dict) and isinstance(new, dict) and path[-1:] != ("schema",):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key), new.get(key), (*path, key))
    elif not is_same(old, new):
        yield path, old, new


def is_documentation(path: Sequence[str], *values: Any) -> bool:
    """Return whether the values at the path only concern readers of the documentation."""
    keys = (key for holder, key in zip(("", *path), path, strict=False) if holder not in _MAPS)
    if any(_is_documentation(key) for key in keys):
        return True
    held = [key for value in values if isinstance(value, dict) for key in value]
    return bool(held) and path[-1] not in _MAPS and all(_is_documentation(key) for key in held)


def _is_documentation(key: str) -> bool:
    return key in WORDING or key.startswith("x-")


def expanded(value: Any, spec: Document) -> Any:
    """Return the value with references resolved, except in schemas, which are compared as classes."""
    match value:
        case {"$ref": str()}:
            return expanded(resolve(spec, value), spec)
        case dict():
            return {key: item if _is_data(key) else expanded(item, spec) for key, item in value.items()}
        case list():
            return [expanded(item, spec) for item in value]
    return value


def _is_data(key: str) -> bool:
    return key in _DATA or key.startswith("x-")
