"""A report as Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mijnklantportaal.verification._shapes import as_code

if TYPE_CHECKING:
    from mijnklantportaal.verification._report import OperationResult, VerificationReport


_WITHOUT_OBJECTS = "agrees, without objects"


def report_as_markdown(report: "VerificationReport") -> str:
    """Return a summary, a table of all operations, the deviations, and the observations."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: "VerificationReport") -> Iterator[str]:
    yield "# Verification of the spec"
    yield ""
    yield _summary(report)
    yield ""
    yield f"mijnklantportaal {report.version}, {report.date}, spec `{report.spec[:16]}`."
    yield ""
    yield "The report contains no values. Dates and times are shown with `0` for each digit and `a` for each letter."
    yield ""
    yield "## Operations"
    yield ""
    yield from _table(
        ("operation", "outcome", "responses", "objects", "reason"),
        [
            (as_code(result.id), _outcome(result), str(result.responses), str(result.objects), result.reason or "")
            for result in report.operations
        ],
    )
    if report.deviates:
        yield ""
        yield "## Deviations"
        for operation in report.operations:
            if operation.outcome == "deviates":
                yield from _deviations(operation)
    yield ""
    yield "## Observations"
    yield ""
    yield from _table(
        ("subject", "result"), [(observation.subject, observation.result) for observation in report.observations]
    )


def _summary(report: "VerificationReport") -> str:
    outcomes = [operation.outcome for operation in report.operations]
    empty = sum(_outcome(operation) == _WITHOUT_OBJECTS for operation in report.operations)
    responses = sum(operation.responses for operation in report.operations)
    objects = sum(operation.objects for operation in report.operations)
    return (
        f"Of {len(outcomes)} read operations, {outcomes.count('agrees')} agree with the spec"
        f"{f' ({empty} of them without objects, which shows little)' if empty else ''},"
        f" {outcomes.count('deviates')} deviate from it, and {outcomes.count('not reached')} were not reached."
        f" The verification checked {objects} objects in {responses} responses."
    )


def _outcome(operation: "OperationResult") -> str:
    return _WITHOUT_OBJECTS if operation.outcome == "agrees" and not operation.objects else operation.outcome


def _deviations(operation: "OperationResult") -> Iterator[str]:
    yield ""
    yield f"### {as_code(operation.id)}"
    yield ""
    yield as_code(f"{operation.method} {operation.path}")
    yield ""
    rows = [(_place(place.path), place.expected, place.received, str(place.count)) for place in operation.deviations]
    rows += [
        (
            _place(field.path if field.key is None else f"{field.path}.{field.key}" if field.path else field.key),
            "no such field" if field.key is not None else f"no field with the hash {as_code(field.hash)}",
            field.received,
            str(field.count),
        )
        for field in operation.unknown
    ]
    yield from _table(("place", "expected", "received", "count"), rows)


def _place(path: str) -> str:
    return as_code(path) if path else "the body"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(header)
    yield _row(["---"] * len(header))
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    # A line break or a bar would end the cell, even within code.
    texts = [re.sub(r"\s+", " ", cell).replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(texts)} |"
