"""HTTP methods, JSON pointers and local references of OpenAPI specs."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
"""The keys of a path item that contain operations, in the order of the OpenAPI specification."""

DEFAULT_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
"""The default style of parameters, by their location (OpenAPI 3.1, "Parameter Object")."""


def escape(key: str | int) -> str:
    """Escape a key as one part of a JSON pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")


def _unescape(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")


def pointer(location: Iterable[str | int]) -> str:
    """Return the location as a JSON pointer in fragment form, as in `$ref`: `#/paths/~1files/post`."""
    return "#" + "".join(f"/{escape(key)}" for key in location)


def target_of(spec: Any, reference: Any) -> Any:
    """Return the target of a local reference (`#/...`).

    Raises:
        LookupError: The reference is not local, or its target does not exist.
    """
    if not isinstance(reference, str) or not reference.startswith("#/"):
        raise LookupError(reference)
    value = spec
    for part in unquote(reference[2:]).split("/"):
        key = _unescape(part)
        match value:
            case dict():
                value = value[key]
            case list() if key.isdecimal():
                value = value[int(key)]
            case _:
                raise LookupError(reference)
    return value


def location_of(spec: Any, reference: str) -> tuple[str | int, ...]:
    """Return the keys and indexes of a JSON pointer in fragment form, as far as its target exists."""
    location: list[str | int] = []
    value = spec
    for part in reference.split("/")[1:]:
        key = _unescape(part)
        location.append(int(key) if isinstance(value, list) and key.isdecimal() else key)
        try:
            value = value[location[-1]]
        except (LookupError, TypeError):
            value = None
    return tuple(location)
