"""Secrets that error reports do not show."""

from mijnklantportaal._copying import SharedByCopies


class Secret(SharedByCopies):
    """A wrapper of a secret whose repr does not show it, since error reports show the repr of variables.

    Args:
        value: The secret.
    """

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<secret>"
