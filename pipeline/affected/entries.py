"""The entries of a report: the new errors with the changes that explain them, and the other uses of what changed."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.affected.checking import Diagnostic
from pipeline.affected.errors import explanations
from pipeline.affected.findings import Finding
from pipeline.affected.messages import explained
from pipeline.affected.programs import Position, Program
from pipeline.affected.report import Entry
from pipeline.affected.rules import TYPES, to_do
from pipeline.diff.changes import Level


def entries_of(errors: Iterable[Diagnostic], findings: Sequence[Finding]) -> list[Entry]:
    """Return the entries, sorted by file and line.

    Args:
        errors: The errors that only the new version has, each of which breaks something.
        findings: The uses of what changed.
    """
    entries: list[Entry] = []
    with_error: set[Finding] = set()
    for error in errors:
        causes = explanations(error, findings)
        with_error.update(causes)
        entries += _of_error(error, causes)
    for finding in findings:
        if finding not in with_error:
            entries += _of_finding(finding)
    # Of entries that say the same about a line, the first one with the highest level stays.
    distinct: dict[tuple[Path, int, str | None, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.path, entry.line, -entry.level, entry.column)):
        distinct.setdefault((entry.path, entry.line, entry.python, entry.text), entry)
    return list(distinct.values())


def _of_error(error: Diagnostic, causes: Sequence[Finding]) -> Iterator[Entry]:
    for cause in causes:
        change = cause.change
        text = (change.python, change.text, to_do(change))
        yield _entry(error.program, error.start, Level.BREAKING, *text)
    if not causes:
        yield _entry(error.program, error.start, Level.BREAKING, None, *explained(error.message))


def _of_finding(finding: Finding) -> Iterator[Entry]:
    use, change = finding.use, finding.change
    level, action = change.level, to_do(change)
    if change.rule in TYPES and use.is_typed and not use.is_open:
        if finding.argument and isinstance(use.value_of(finding.argument), ast.Constant):
            # Pyright knows the type, and accepts it.
            return
        level, action = Level.PATCH, f"types allow it here, {action}"
    yield _entry(use.program, use.start, level, change.python, change.text, action)


def _entry(program: Program, start: Position, level: Level, python: str | None, text: str, action: str) -> Entry:
    line, column = start
    return Entry(program.path, line, column + 1, level, python, text, action)
