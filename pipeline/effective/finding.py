"""Findings: problems of a spec with their locations, and overlay actions that repair them."""

import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.openapi import pointer
from pipeline.overlay.selecting import normalized_path
from pipeline.overlay.values import Location as Location

Action = dict[str, Any]

# Longer names are hostile input, which must not flood the terminal.
_MAX_LENGTH = 1000


@dataclass(frozen=True)
class Finding:
    """A problem at one location of a spec.

    Attributes:
        location: The keys and indexes that lead to it.
        sentence: The problem and, if helpful, the way out, without the period. action: An overlay action that repairs
        it, if there is an obvious one. followed_by: Further actions, if the repair needs several.
    """

    location: Location
    sentence: str
    action: Action | None = field(default=None, hash=False)
    followed_by: tuple[Action, ...] = field(default=(), hash=False)

    @property
    def line(self) -> str:
        """The location and the problem, as one line."""
        place = pointer(self.location)
        if len(place) > _MAX_LENGTH:
            place = f"{place[: _MAX_LENGTH // 2]}…{place[-_MAX_LENGTH // 2 :]}"
        return f"{place}: {textwrap.shorten(self.sentence, 300, placeholder=' …')}."

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions of the repair, in order."""
        return (self.action, *self.followed_by) if self.action else ()

    def __str__(self) -> str:
        """Return the line and, below it, the actions as text for the list `actions` of overrides/overlay.yaml."""
        return "\n".join([self.line, *map(as_yaml, self.actions)])


def removal(location: Location, description: str) -> Action:
    """Return an overlay action that removes the value at a location.

    Args:
        location: The keys and indexes that lead to the value.
        description: The reason, as a sentence.
    """
    return {"target": normalized_path(location), "description": description, "remove": True}


def update(location: Location, value: Any, description: str) -> Action:
    """Return an overlay action that merges `value` into the value at a location."""
    return {"target": normalized_path(location), "description": description, "update": value}


def keys_removal(location: Location, keys: Sequence[str], description: str) -> Action:
    """Return one overlay action that removes several keys of the object at a location."""
    selected = ",".join(map(quoted, keys))
    return {"target": f"{normalized_path(location)}[{selected}]", "description": description, "remove": True}


def items_removal(location: Location, indexes: Sequence[int], description: str) -> Action:
    """Return one overlay action that removes several items of the list at a location.

    With separate actions, the first would change the indexes of the others.
    """
    selected = ",".join(map(str, indexes))
    return {"target": f"{normalized_path(location)}[{selected}]", "description": description, "remove": True}


def quoted(text: str) -> str:
    """Return the text as a string literal of JSONPath."""
    return normalized_path((text,))[2:-1]


def as_yaml(action: Action) -> str:
    """Return an overlay action as YAML, in ASCII, with the indentation of overrides/overlay.yaml."""
    lines = [f"{key}: {_flow(value)}" for key, value in action.items()]
    return "\n".join(f"  {'  ' if index else '- '}{line}" for index, line in enumerate(lines))


def report(findings: Iterable[Finding]) -> str:
    """Return the text of all findings. It leaves out actions that an earlier one includes, so that all can be
    pasted."""
    lines: list[str] = []
    shown: list[Action] = []
    for finding in findings:
        lines.append(finding.line)
        new = [
            action
            for action in finding.actions
            if len(action["target"]) <= _MAX_LENGTH and not any(_includes(earlier, action) for earlier in shown)
        ]
        lines += map(as_yaml, new)
        shown += new
    return "\n".join(lines)


def _includes(earlier: Action, action: Action) -> bool:
    # The normalized path of a value starts with that of each object that contains it.
    return earlier == action or bool(earlier.get("remove") and action["target"].startswith(earlier["target"]))


def _flow(value: Any) -> str:
    # JSON is YAML, except for surrogate pairs and DEL.
    return re.sub(r"\\ud([89ab]..)\\ud([c-f]..)|\x7f", _escape, json.dumps(value))


def _escape(match: re.Match[str]) -> str:
    if match[1] is None:
        return "\\u007f"
    pair = int(f"d{match[1]}", 16), int(f"d{match[2]}", 16)
    return f"\\U{0x10000 + ((pair[0] - 0xD800) << 10) + pair[1] - 0xDC00:08x}"
