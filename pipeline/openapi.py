"""What all rooms know of an OpenAPI document: its methods, and how its parts are named and found."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
"""The keys of a path that hold operations, in the order of the specification."""


def escape(key: str | int) -> str:
    """The key as a part of a JSON pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")


def pointer(location: Iterable[str | int]) -> str:
    """The location as a JSON pointer in fragment form, as `$ref` writes it: `#/paths/~1files/post`."""
    return "#" + "".join(f"/{escape(key)}" for key in location)


def target_of(document: Any, reference: Any) -> Any:
    """The value that a local reference (`#/...`) names.

    Raises:
        LookupError: the reference is not local, or names nothing.
    """
    if not isinstance(reference, str) or not reference.startswith("#/"):
        raise LookupError(reference)
    value = document
    for part in unquote(reference[2:]).split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        match value:
            case dict():
                value = value[key]
            case list() if key.isdecimal():
                value = value[int(key)]
            case _:
                raise LookupError(reference)
    return value
