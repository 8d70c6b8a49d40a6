"""Responses that deviate from the spec."""

import logging
from collections.abc import Callable

from attrs import frozen

from mijnklantportaal.types import UNSET

_logger = logging.getLogger("mijnklantportaal.drift")


@frozen
class SpecDrift:
    """One place at which responses deviate from the spec. No data is lost: the field holds what was received."""

    operation: str
    """The operationId, such as `get-customer-offer`."""
    path: str
    """The place in the response, such as `data[].issuedAt`; empty for the body as a whole."""
    expected: str
    """What the spec promises there."""
    got: object
    """The value in the first such response: a JSON value, `None` for `null`, `UNSET` if it is missing."""


def type_name(value: object) -> str:
    """Return the type of a value. Logs do not show the value itself, since responses hold personal data."""
    if value is UNSET:
        return "nothing"
    return "null" if value is None else type(value).__name__


class DriftReporter:
    """Reports each place only once, however many responses deviate there, and however many copies the client has."""

    def __init__(self, on_drift: Callable[[SpecDrift], None] | None) -> None:
        self._on_drift = on_drift
        self._seen: dict[tuple[str, str, str], object] = {}

    def report(self, operation: str, path: str, expected: str, got: object) -> None:
        """Report a deviation, unless its place was reported before."""
        # In one step, so that only one of several threads reports it.
        mine = object()
        if self._seen.setdefault((operation, path, expected), mine) is not mine:
            return
        _logger.warning("%s: %s should be %s, got %s", operation, path or "the body", expected, type_name(got))
        if self._on_drift:
            try:
                self._on_drift(SpecDrift(operation, path, expected, got))
            except Exception:
                # The call has succeeded, and a failing hook must not change that.
                _logger.exception("on_drift failed")
