"""The places in which two parts of a document differ, where no rule of its own says more."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.diff.facts import is_same
from pipeline.diff.limits import WORDING
from pipeline.generation.schemas import Document, resolve

# Their keys are names.
_MAPS = frozenset({"content", "headers", "links", "properties", "tags", "webhooks"})

# What stands there may look like a reference, and be none.
_DATA = frozenset({"encoding", "example", "parameters", "requestBody", "schema", "value"})


def differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """The places in which two values differ, as low as the same keys lead, each with both values there.

    A schema is one value: what it means where depends on more than its place.
    """
    if isinstance(old, dict) and isinstance(new, dict) and path[-1:] != ("schema",):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key), new.get(key), (*path, key))
    elif not is_same(old, new):
        yield path, old, new


def is_documentation(path: Sequence[str], *values: Any) -> bool:
    """Whether what stands there, in one version or the other, is for readers of the documentation only."""
    keys = (key for holder, key in zip(("", *path), path, strict=False) if holder not in _MAPS)
    if any(_is_documentation(key) for key in keys):
        return True
    held = [key for value in values if isinstance(value, dict) for key in value]
    return bool(held) and path[-1] not in _MAPS and all(_is_documentation(key) for key in held)


def _is_documentation(key: str) -> bool:
    return key in WORDING or key.startswith("x-")


def expanded(value: Any, spec: Document) -> Any:
    """The value with what it refers to in place; schemas stay as they are, since they are compared as classes."""
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
