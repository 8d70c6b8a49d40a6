"""Collects all problems that prevent a client, so that one run reports all of them."""

import textwrap
from typing import Any

from pipeline.effective.finding import Finding, Location, quoted, removal, report, update
from pipeline.errors import PipelineError
from pipeline.openapi import location_of
from pipeline.overlay.selecting import normalized_path


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
            pointer: Its place.
            sentence: The problem, without the period.
            action: The overlay action that solves it.
        """
        location = location_of(self._spec, pointer)
        self._findings.setdefault((location, sentence), Finding(location, sentence, action))

    def leave_out(self, pointer: str, sentence: str, removed: str) -> None:
        """Add a problem that is solved when the overlay removes a part of the spec.

        Args:
            pointer: The place of the problem.
            sentence: The problem, without the period.
            removed: The pointer of the part, such as an operation.
        """
        action = removal(location_of(self._spec, removed), f"The client does not support this: {_short(sentence)}.")
        self.add(pointer, sentence, action | {"target": self._target(removed)})

    def update(self, pointer: str, sentence: str, target: str, values: dict[str, Any]) -> None:
        """Add a problem that is solved when the overlay sets values.

        Args:
            pointer: The place of the problem.
            sentence: The problem, without the period.
            target: The pointer of the object to update.
            values: The values to set. A name in capitals stands for a value that a person must choose.
        """
        description = _short(sentence[0].upper() + sentence[1:]) + "."
        action = update(location_of(self._spec, target), values, description)
        self.add(pointer, sentence, action | {"target": self._target(target)})

    def _target(self, pointer: str) -> str:
        """Return a place as JSONPath, with parameters by their names.

        Indexes would be wrong after another action has removed a parameter.
        """
        path = "$"
        node: Any = self._spec
        for key in location_of(self._spec, pointer):
            parent = node
            try:
                node = parent[key]
            except (LookupError, TypeError):
                # The place does not exist yet.
                node = None
            if isinstance(parent, list) and isinstance(node, dict) and {"in", "name"} <= node.keys():
                path += f"[?@['name'] == {quoted(node['name'])} && @['in'] == {quoted(node['in'])}]"
            else:
                path += normalized_path((key,))[1:]
        return path

    def has_any_below(self, pointer: str) -> bool:
        """Return whether there is a problem at or below a place."""
        location = location_of(self._spec, pointer)
        return any(inner[: len(location)] == location for inner, _ in self._findings)

    def raise_all(self) -> None:
        """Raise one error with all problems, if there are any.

        Raises:
            PipelineError: There are problems. The message has one paragraph for each.
        """
        if self._findings:
            raise PipelineError(report(self._findings.values()))


def _short(sentence: str) -> str:
    return textwrap.shorten(sentence, 300, placeholder=" …")
