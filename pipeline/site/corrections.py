"""What each action of an overlay changes in the published spec, and where."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.openapi import METHODS
from pipeline.overlay import apply_overlay
from pipeline.overlay.reading import Overlay
from pipeline.overlay.values import Location
from pipeline.yaml_events import item_lines

_SECTION = re.compile(r"(?:^  # .*\n)+(?=\n*  - )", re.MULTILINE)
_LAST = re.compile(r"(?:^#.*(?:\n|\Z))+\Z", re.MULTILINE)


class Absent:
    """The type of `ABSENT`."""


ABSENT = Absent()
"""Stands for the value of a key that an object lacks."""


@dataclass(frozen=True)
class Subject:
    """What a place of a spec belongs to.

    Attributes:
        kind: `operation`, `schema` or `other`.
        name: As in the lock: `GET /customers` or the name of a schema; else empty.
    """

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Place:
    """A place that an action changes.

    Attributes:
        subject: The operation or schema that it belongs to.
        path: The keys that lead to it from its subject.
        before: What the spec says there, before the action; `ABSENT` if nothing.
        after: What it should say, by the action; `ABSENT` if nothing.
    """

    subject: Subject
    path: Location
    before: Any
    after: Any


@dataclass(frozen=True)
class Correction:
    """An action of the overlay, and what it changes.

    Attributes:
        number: The number of the action, from 1.
        line: Its line in the file of the overlay; 0 if it is not known.
        section: The comment above the part of the file that it belongs to.
        action: The action, in plain values.
        places: What it changes.
    """

    number: int
    line: int
    section: str
    action: dict[str, Any]
    places: Sequence[Place]

    @property
    def subjects(self) -> list[Subject]:
        """What the places belong to, each once."""
        return list(dict.fromkeys(place.subject for place in self.places))

    def names(self, kind: str) -> list[str]:
        """Return the names of the subjects of a kind."""
        return [subject.name for subject in self.subjects if subject.kind == kind]


def corrections(spec: dict[str, Any], overlay: Overlay) -> list[Correction]:
    """Return what each action changes, by applying them one by one.

    Raises:
        PipelineError: An action fails, or has no effect.
    """
    lines = item_lines(overlay.text, "actions")
    sections = list(_sections(overlay.text))
    result: list[Correction] = []
    before = spec
    for number, action in enumerate(overlay["actions"], start=1):
        after = apply_overlay(before, {**overlay, "actions": [action]}).document
        line = lines[number - 1] if number <= len(lines) else 0
        section = next((title for start, title in reversed(sections) if start < line), "")
        places = [_place(*difference) for difference in _differences(before, after, ())]
        result.append(Correction(number, line, section, action, places))
        before = after
    return result


def closing_comment(overlay: Overlay) -> list[str]:
    """Return the comment at the end of the file: its first line, and its list items."""
    comment = _LAST.search(overlay.text)
    lines = [line[1:].rstrip() for line in comment[0].splitlines()] if comment else []
    items: list[str] = []
    for line in filter(None, lines):
        if not items or line.startswith(" - "):
            items.append(line.removeprefix(" - ").strip())
        else:
            items[-1] += f" {line.strip()}"
    return items


def _sections(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each comment between actions."""
    for comment in _SECTION.finditer(text):
        line = text.count("\n", 0, comment.start()) + 1
        yield line, " ".join(part.strip().removeprefix("# ") for part in comment[0].splitlines())


def _differences(before: Any, after: Any, location: Location) -> Iterator[tuple[Location, Any, Any]]:
    # The records of `apply_overlay` lack what an action appends to a list.
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _differences(before.get(key, ABSENT), after.get(key, ABSENT), (*location, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _differences(old, new, (*location, index))
    elif type(before) is not type(after) or before != after:
        yield location, before, after


def _place(location: Location, before: Any, after: Any) -> Place:
    match location:
        case ("paths", str(path), str(method), *rest) if method in METHODS:
            return Place(Subject("operation", f"{method.upper()} {path}"), tuple(rest), before, after)
        case ("components", "schemas", str(name), *rest):
            return Place(Subject("schema", name), tuple(rest), before, after)
    return Place(Subject("other"), location, before, after)
