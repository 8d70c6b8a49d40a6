"""Render a comparison for terminals, as Markdown for pull requests and the changelog, and as JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.diff.changes import Change, Level, bump_of
from pipeline.diff.quoting import on_one_line, quoted

if TYPE_CHECKING:
    from pipeline.affected.report import Report

HEADINGS = {Level.BREAKING: "Breaking", Level.FEATURE: "New", Level.PATCH: "Other"}
_COLORS = {Level.BREAKING: "31", Level.FEATURE: "32", Level.PATCH: "36"}
_SHOWN = 3


@dataclass(frozen=True)
class Comparison:
    """The result of a comparison.

    Attributes:
        old: The name of the old version.
        new: The name of the new version.
        changes: The changes, breaking ones first.
        remarks: Further information for the reader, a sentence each.
        accepted: The ids of accepted changes.
        affected: The lines of programs that the changes affect, if there are programs.
    """

    old: str
    new: str
    changes: Sequence[Change]
    remarks: Sequence[str] = ()
    accepted: Set[str] = field(default_factory=frozenset)
    affected: "Report | None" = None

    @property
    def bump(self) -> str:
        """The part of the version to raise; accepted changes count too."""
        return bump_of(self.changes)

    @property
    def unaccepted_breaking(self) -> list[Change]:
        """The breaking changes that are not accepted."""
        return [change for change in self.changes if change.level is Level.BREAKING and change.id not in self.accepted]


def as_json(comparison: Comparison) -> str:
    """Return the comparison as a JSON object. It has `affected` if there are programs."""
    changes = [
        {
            "id": change.id,
            "level": change.level.word,
            "operation": change.operation,
            "python": change.python,
            "text": change.text,
            "before": change.before,
            "after": change.after,
            "accepted": change.id in comparison.accepted,
        }
        for change in comparison.changes
    ]
    report = {"old": comparison.old, "new": comparison.new, "bump": comparison.bump, "changes": changes}
    affected = {"affected": comparison.affected.as_object()} if comparison.affected else {}
    return json.dumps(report | {"remarks": list(comparison.remarks)} | affected, indent=2)


def as_markdown(comparison: Comparison) -> str:
    """Return the comparison as Markdown for a pull request."""
    lines = [f"From {quoted(comparison.old)} to {quoted(comparison.new)}: **{comparison.bump}**.", ""]
    lines += markdown_lists(comparison.changes, "###", comparison.accepted)
    if comparison.remarks:
        remarks = (on_one_line(remark).replace("`", "'") for remark in comparison.remarks)
        lines += ["### Remarks", "", *(inert(f"- `{remark}`") for remark in remarks), ""]
    if comparison.affected:
        lines += ["### Affected lines", "", comparison.affected.as_markdown()]
    return "\n".join(lines).rstrip()


def markdown_lists(changes: Iterable[Change], heading: str, accepted: Set[str] = frozenset()) -> Iterator[str]:
    """Yield the lines of a list for each level; `heading` is the mark of its headings, such as `###`."""
    for level, groups in _by_level(changes, accepted):
        yield from (f"{heading} {HEADINGS[level]}", "")
        for group in groups:
            names = ", ".join(f"`{name}`" for name in _shown(group))
            yield inert(f"- {names}{_rest(group)}{_sentence(group, accepted)}")
        yield ""


def inert(text: str) -> str:
    """Insert word joiners where GitHub would mention users, link or close issues, or skip checks."""
    return re.sub(
        r"(?<=[@#])|(?<=gh)(?=-)|(?<=:)(?=//)|(?<=\[)(?=skip|ci|no|actions)", "\u2060", text, flags=re.IGNORECASE
    )


def as_text(comparison: Comparison, *, colored: bool) -> str:
    """Return the comparison as text for a terminal."""

    def paint(text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if colored else text

    names = f"{on_one_line(comparison.old)} -> {on_one_line(comparison.new)}"
    lines = [f"{names}: {paint(comparison.bump, '1')}"]
    for level, groups in _by_level(comparison.changes, comparison.accepted):
        lines += ["", paint(HEADINGS[level], f"1;{_COLORS[level]}")]
        for group in groups:
            id_ = f"  {paint(group[0].id, '2')}" if len(group) == 1 else ""
            names = ", ".join(paint(name, _COLORS[level]) for name in _shown(group))
            lines.append(f"  {names}{_rest(group)}{_sentence(group, comparison.accepted)}{id_}")
    if not comparison.changes:
        lines += ["", "No changes for users of the client."]
    if comparison.remarks:
        lines += ["", paint("Remarks", "1"), *(f"  {on_one_line(remark)}" for remark in comparison.remarks)]
    if comparison.affected:
        lines += ["", paint("Affected lines", "1"), comparison.affected.as_text()]
    return "\n".join(lines)


def _by_level(changes: Iterable[Change], accepted: Set[str]) -> Iterator[tuple[Level, list[list[Change]]]]:
    """Yield each level that has changes, with these changes grouped by their text."""
    groups: dict[tuple[Level, str, bool], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.level, change.text, change.id in accepted), []).append(change)
    for level in sorted(Level, reverse=True):
        of_level = [group for key, group in groups.items() if key[0] is level]
        if of_level:
            yield level, of_level


def _shown(group: Sequence[Change]) -> list[str]:
    return [change.python for change in group if change.python][:_SHOWN]


def _rest(group: Sequence[Change]) -> str:
    count = len(group) - _SHOWN
    return f" and {count} more" if count > 0 else ""


def _sentence(group: Sequence[Change], accepted: Set[str]) -> str:
    text = group[0].text if group[0].python is None else f": {group[0].text}"
    return f"{text} (accepted)" if group[0].id in accepted else text
