"""Answers that differ from the document."""

import logging
from collections.abc import Callable

from attrs import frozen

from mijnklantportaal.types import UNSET, Report

_logger = logging.getLogger("mijnklantportaal.drift")


@frozen
class SpecDrift:
    """One place at which answers differ from the document. The data is kept: a field then holds what was received."""

    operation: str
    """The operationId, such as `get-customer-offer`."""
    path: str
    """The place in the answer, such as `data[].issuedAt`."""
    expected: str
    """What the document promises there."""
    got: object
    """What the first answer had there: a JSON value, `None` for `null`, `UNSET` for nothing."""


def kind_of(value: object) -> str:
    """What a log may say of a value: answers hold personal data, so its type only."""
    if value is UNSET:
        return "nothing"
    return "null" if value is None else type(value).__name__


class DriftReporter:
    """Reports each place once, however many answers differ there, and however many copies a client has."""

    def __init__(self, on_drift: Callable[[SpecDrift], None] | None) -> None:
        self._on_drift = on_drift
        self._seen: dict[tuple[str, str, str], object] = {}

    def for_operation(self, operation: str) -> Report:
        """What an operation calls for each difference."""

        def report(path: str, expected: str, got: object) -> None:
            # One step, so that of several threads one is the first.
            mine = object()
            if self._seen.setdefault((operation, path, expected), mine) is not mine:
                return
            _logger.warning("%s: %s should be %s, got %s", operation, path, expected, kind_of(got))
            if self._on_drift:
                try:
                    self._on_drift(SpecDrift(operation, path, expected, got))
                except Exception:
                    # The call has succeeded; a fault in what is told of it must not say otherwise.
                    _logger.exception("on_drift failed")

        return report
