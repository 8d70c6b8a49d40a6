"""Collects everything that prevents a client, so that one run reports it all."""

from typing import Any

from pipeline.effective.finding import Finding, Location, removal, report, update
from pipeline.errors import PipelineError
from pipeline.openapi import location_of


class Problems:
    """The problems of one spec.

    Args:
        spec: The effective spec.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec
        self._findings: dict[tuple[Location, str], Finding] = {}

    def add(self, pointer: str, sentence: str, action: dict[str, Any] | None = None) -> None:
        """Add a problem.

        Args:
            pointer: Where it is.
            sentence: The problem, without the full stop.
            action: The overlay action that solves it.
        """
        location = location_of(self._spec, pointer)
        self._findings.setdefault((location, sentence), Finding(location, sentence, action))

    def leave_out(self, pointer: str, sentence: str, removed: str) -> None:
        """Add a problem that is solved when the overlay removes a part of the spec.

        Args:
            pointer: Where the problem is.
            sentence: The problem, without the full stop.
            removed: The pointer of the part, such as an operation.
        """
        location = location_of(self._spec, removed)
        self.add(pointer, sentence, removal(location, f"The client does not support this: {sentence}."))

    def update(self, pointer: str, sentence: str, target: str, values: dict[str, Any]) -> None:
        """Add a problem that is solved when the overlay sets values.

        Args:
            pointer: Where the problem is.
            sentence: The problem, without the full stop.
            target: The pointer of the object to update.
            values: The values to set; a name in capitals stands for one that a person must choose.
        """
        description = sentence[0].upper() + sentence[1:] + "."
        self.add(pointer, sentence, update(location_of(self._spec, target), values, description))

    def has_any_below(self, pointer: str) -> bool:
        """Return whether there is a problem at a place or inside it."""
        location = location_of(self._spec, pointer)
        return any(found[: len(location)] == location for found, _ in self._findings)

    def raise_all(self) -> None:
        """Raise one error with all problems, if there are any.

        Raises:
            PipelineError: There are problems. The message has one paragraph for each.
        """
        if self._findings:
            raise PipelineError(report(self._findings.values()))
