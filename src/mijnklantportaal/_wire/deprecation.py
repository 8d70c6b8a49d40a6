"""Marks what is deprecated, so that type checkers strike it through (PEP 702)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if not TYPE_CHECKING:
    T = TypeVar("T")

    def deprecated(message: str) -> Callable[[T], T]:
        """Return a decorator that leaves a function or a class as it is."""
        return lambda decorated: decorated

else:
    # Type checkers have its declaration built in. At run time it would be one more dependency.
    from typing_extensions import deprecated


__all__ = ("deprecated",)
