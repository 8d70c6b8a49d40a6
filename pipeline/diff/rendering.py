"""Showing a comparison: for a terminal, for a pull request or a change log, and for programs."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from pipeline.diff.changes import Change, Level, bump_of
from pipeline.diff.quoting import on_one_line, quoted

HEADINGS = {Level.BREAKING: "Breaking", Level.FEATURE: "New", Level.PATCH: "Other"}
_COLOURS = {Level.BREAKING: "31", Level.FEATURE: "32", Level.PATCH: "36"}
_SHOWN = 3


@dataclass(frozen=True)
class Comparison:
    """What there is to show.

    Attributes:
        old: What the old version is called.
        new: What the new version is called.
        changes: The changes, breaking ones first.
        remarks: What else a reader should know, a sentence each.
        accepted: The ids of changes that somebody has accepted.
    """

    old: str
    new: str
    changes: Sequence[Change]
    remarks: Sequence[str] = ()
    accepted: Set[str] = field(default_factory=frozenset)

    @property
    def bump(self) -> str:
        """Which part of the version goes up; accepted changes count too."""
        return bump_of(self.changes)

    @property
    def unaccepted_breaking(self) -> list[Change]:
        """What breaks callers and was not accepted."""
        return [one for one in self.changes if one.level is Level.BREAKING and one.id not in self.accepted]


def as_json(comparison: Comparison) -> str:
    """The comparison for programs: `old`, `new`, `bump`, `changes`, `remarks`."""
    changes = [
        {
            "id": one.id,
            "level": one.level.word,
            "operation": one.operation,
            "python": one.python,
            "text": one.text,
            "before": one.before,
            "after": one.after,
            "accepted": one.id in comparison.accepted,
        }
        for one in comparison.changes
    ]
    told = {"old": comparison.old, "new": comparison.new, "bump": comparison.bump, "changes": changes}
    return json.dumps(told | {"remarks": list(comparison.remarks)}, indent=2)


def as_markdown(comparison: Comparison) -> str:
    """The comparison for a pull request."""
    lines = [f"From {quoted(comparison.old)} to {quoted(comparison.new)}: **{comparison.bump}**.", ""]
    lines += markdown_lists(comparison.changes, "###", comparison.accepted)
    if comparison.remarks:
        remarks = (on_one_line(remark).replace("`", "'") for remark in comparison.remarks)
        lines += ["### Remarks", "", *(inert(f"- `{remark}`") for remark in remarks), ""]
    return "\n".join(lines).rstrip()


def markdown_lists(changes: Iterable[Change], heading: str, accepted: Set[str] = frozenset()) -> Iterator[str]:
    """The lines of a list for each level, under headings that begin with these signs."""
    for level, groups in _by_level(changes, accepted):
        yield from (f"{heading} {HEADINGS[level]}", "")
        for group in groups:
            names = ", ".join(f"`{name}`" for name in _shown(group))
            yield inert(f"- {names}{_rest(group)}{_sentence(group, accepted)}")
        yield ""


def inert(text: str) -> str:
    """The text with a mark that nobody sees in what would mention people, close issues or skip checks in a commit."""
    return re.sub(
        r"(?<=[@#])|(?<=gh)(?=-)|(?<=:)(?=//)|(?<=\[)(?=skip|ci|no|actions)", "\u2060", text, flags=re.IGNORECASE
    )


def as_text(comparison: Comparison, *, colored: bool) -> str:
    """The comparison for a terminal."""

    def paint(text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if colored else text

    names = f"{on_one_line(comparison.old)} -> {on_one_line(comparison.new)}"
    lines = [f"{names}: {paint(comparison.bump, '1')}"]
    for level, groups in _by_level(comparison.changes, comparison.accepted):
        lines += ["", paint(HEADINGS[level], f"1;{_COLOURS[level]}")]
        for group in groups:
            id_ = f"  {paint(group[0].id, '2')}" if len(group) == 1 else ""
            names = ", ".join(paint(name, _COLOURS[level]) for name in _shown(group))
            lines.append(f"  {names}{_rest(group)}{_sentence(group, comparison.accepted)}{id_}")
    if not comparison.changes:
        lines += ["", "Nothing has changed for callers."]
    if comparison.remarks:
        lines += ["", paint("Remarks", "1"), *(f"  {on_one_line(remark)}" for remark in comparison.remarks)]
    return "\n".join(lines)


def _by_level(changes: Iterable[Change], accepted: Set[str]) -> Iterator[tuple[Level, list[list[Change]]]]:
    """The levels that there are, each with its changes; those that say the same of several things are together."""
    groups: dict[tuple[Level, str, bool], list[Change]] = {}
    for one in changes:
        groups.setdefault((one.level, one.text, one.id in accepted), []).append(one)
    for level in sorted(Level, reverse=True):
        found = [group for key, group in groups.items() if key[0] is level]
        if found:
            yield level, found


def _shown(group: Sequence[Change]) -> list[str]:
    return [one.python for one in group if one.python][:_SHOWN]


def _rest(group: Sequence[Change]) -> str:
    count = len(group) - _SHOWN
    return f" and {count} more" if count > 0 else ""


def _sentence(group: Sequence[Change], accepted: Set[str]) -> str:
    text = group[0].text if group[0].python is None else f": {group[0].text}"
    return f"{text} (accepted)" if group[0].id in accepted else text
