"""Marks deprecated methods and classes, so that editors strike them through (PEP 702)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if not TYPE_CHECKING:
    T = TypeVar("T")

    def deprecated(message: str) -> Callable[[T], T]:
        """Return a decorator that does not change a function or class."""
        return lambda decorated: decorated

else:
    # Type checkers have its declaration built in. At runtime, it would be another dependency.
    from typing_extensions import deprecated


__all__ = ("deprecated",)
