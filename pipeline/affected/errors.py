"""The pyright errors that are new in a version of the client, and the changes that explain them."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.affected.checking import Diagnostic
from pipeline.affected.copies import CLIENT, Copies
from pipeline.affected.findings import Finding
from pipeline.affected.names import ChangeLike
from pipeline.affected.programs import Position, Program
from pipeline.affected.rules import TYPED


def new_errors(old: Iterable[Diagnostic], new: Iterable[Diagnostic]) -> tuple[list[Diagnostic], int]:
    """Return the errors that only the new version has, and the number of those that both have.

    Errors of the same rule at the same place count as equal, since their messages may contain a changed type.
    """
    before = Counter(_identity(item) for item in old if _is_relevant(item))
    added: list[Diagnostic] = []
    common = 0
    for item in new:
        if not _is_relevant(item):
            continue
        if before[_identity(item)]:
            before[_identity(item)] -= 1
            common += 1
        else:
            added.append(item)
    return added, common


def missing_modules(old: Copies, new: Copies) -> Iterator[Diagnostic]:
    """Yield an error for each import of a module of the client that only the old version has.

    pyright finds such a module in the client that is installed in this environment, if there is one.
    """
    for program in new.programs.values():
        for node in ast.walk(program.tree):
            match node:
                case ast.Import(names=names):
                    modules: list[tuple[ast.AST, str]] = [(alias, alias.name) for alias in names]
                case ast.ImportFrom(module=str(name), level=0):
                    modules = [(node, name)]
                case _:
                    continue
            for place, module in modules:
                if _has_module(old.site, module) and not _has_module(new.site, module):
                    message = f'Import "{module}" could not be resolved'
                    start, end = program.start(place), program.end(place)
                    yield Diagnostic(program, start, end, "error", "reportMissingImports", message)


def _has_module(site: Path, module: str) -> bool:
    path = site.joinpath(*module.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def _identity(item: Diagnostic) -> tuple[Program, Position, str]:
    return item.program, item.start, item.rule


def _is_relevant(item: Diagnostic) -> bool:
    # Of the modules that are not installed here, only those of the client matter.
    return item.severity == "error" and (item.rule != "reportMissingImports" or CLIENT in item.message)


def explanations(error: Diagnostic, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings whose change explains an error. Findings at exactly its place exclude others."""
    candidates = [
        finding for finding in findings if finding.change.rule in TYPED and finding.use.program is error.program
    ]
    at_place = [finding for finding in candidates if finding.argument is None and finding.use.start == error.start]
    return at_place or [finding for finding in candidates if _is_related(error, finding)]


def is_named(change: ChangeLike, error: Diagnostic) -> bool:
    """Return whether an error is about a value that an alias no longer has, wherever the value and the alias are."""
    names_value = f"'{change.before}'" in error.message or f"[{change.before}]" in error.message
    return change.rule == "value-removed" and names_value and f'"{change.python}"' in error.message


def _is_related(error: Diagnostic, finding: Finding) -> bool:
    program, node = error.program, _smallest_node(error)
    if finding.argument is not None:
        call = finding.use.call
        if call is None or not _is_within(error.start, error.end, program, call):
            return False
        value = finding.use.value_of(finding.argument)
        if value is not None and _is_within(error.start, error.end, program, value):
            return True
        return f'"{finding.argument}"' in error.message and _innermost_call(program, node) is call
    # A call that lacks an argument does not depend on the values of its other arguments.
    if error.rule == "reportCallIssue" or node is None:
        return False
    return program.start(node) <= finding.use.start <= program.end(node)


def _is_within(start: Position, end: Position, program: Program, node: ast.AST) -> bool:
    return program.start(node) <= start and end <= program.end(node)


def _smallest_node(error: Diagnostic) -> ast.AST | None:
    """Return the smallest expression or keyword that contains the place of an error."""
    smallest: ast.AST | None = None
    # Children come after their parents.
    for node in ast.walk(error.program.tree):
        if isinstance(node, ast.expr | ast.keyword) and _is_within(error.start, error.end, error.program, node):
            smallest = node
    return smallest


def _innermost_call(program: Program, node: ast.AST | None) -> ast.AST | None:
    while node is not None and not isinstance(node, ast.Call):
        node = program.parents.get(node)
    return node
