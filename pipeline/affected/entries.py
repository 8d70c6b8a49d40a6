"""The entries of a report: new errors with the changes that explain them, and other uses of changed names."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.affected.checking import Diagnostic
from pipeline.affected.errors import explanations, is_named
from pipeline.affected.findings import Finding
from pipeline.affected.messages import explained
from pipeline.affected.names import ChangeLike
from pipeline.affected.programs import Position, Program
from pipeline.affected.report import Entry
from pipeline.affected.rules import TYPES, to_do
from pipeline.diff.changes import Level


def entries_of(errors: Iterable[Diagnostic], findings: Sequence[Finding], changes: Sequence[ChangeLike]) -> list[Entry]:
    """Return the entries, sorted by file and line.

    Args:
        errors: The errors that only the new version has, each of which breaks something.
        findings: The uses of changed names.
        changes: All changes.
    """
    entries: list[Entry] = []
    with_error: set[Finding] = set()
    for error in errors:
        causes = explanations(error, findings)
        with_error.update(causes)
        named = [change for change in changes if is_named(change, error)]
        entries += _of_error(error, named or [cause.change for cause in causes])
    for finding in findings:
        if finding not in with_error:
            entries += _of_finding(finding)
    # Of equal entries for a line, the first one with the highest level stays.
    distinct: dict[tuple[Path, int, str | None, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.path, entry.line, -entry.level, entry.column)):
        distinct.setdefault((entry.path, entry.line, entry.python, entry.text), entry)
    return list(distinct.values())


def _of_error(error: Diagnostic, causes: Sequence[ChangeLike]) -> Iterator[Entry]:
    for change in causes:
        yield _entry(error.program, error.start, Level.BREAKING, change.python, change.text, to_do(change))
    if not causes:
        yield _entry(error.program, error.start, Level.BREAKING, None, *explained(error.message))


def _of_finding(finding: Finding) -> Iterator[Entry]:
    use, change = finding.use, finding.change
    level, action = change.level, to_do(change)
    if change.rule in TYPES and use.is_typed and not use.is_open:
        if _is_checked(finding):
            return
        level, action = Level.PATCH, f"types allow it here, {action}"
    value = use.value_of(finding.argument) if finding.argument else None
    start = use.program.start(value) if value else use.start
    yield _entry(use.program, start, level, change.python, change.text, action)


def _is_checked(finding: Finding) -> bool:
    """Return whether pyright knows all relevant types, so that no error means that nothing breaks."""
    if finding.argument:
        return isinstance(finding.use.value_of(finding.argument), ast.Constant)
    # The name of an alias or a class has no value.
    return finding.use.symbol.isidentifier()


def _entry(program: Program, start: Position, level: Level, python: str | None, text: str, action: str) -> Entry:
    line, column = start
    return Entry(program.path, line, column + 1, level, python, text, action)
