"""What has changed in the answers of an operation beside what its method returns: statuses, headers, errors."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.differences import differences, expanded, is_documentation
from pipeline.diff.limits import Subject
from pipeline.diff.quoting import quoted, short_line
from pipeline.generation.schemas import Document, OperationNode, resolve


def compare_responses(
    subject: Subject, old: OperationNode, new: OperationNode, old_spec: Document, new_spec: Document
) -> Iterator[Change | Edit]:
    """The changes of the answers that an operation may give.

    Args:
        subject: The operation's method.
        old: The operation, as it was.
        new: The operation, as it is.
        old_document: The effective document that `old` is from.
        new_document: The effective document that `new` is from.
    """
    before, after = old.responses, new.responses
    removed = [status for status in before if status not in after]
    added = [status for status in after if status not in before]
    pairs = {status: status for status in before if status in after}
    match [[status for status in found if status.startswith("2")] for found in (removed, added)]:
        case [was], [is_now]:
            removed.remove(was)
            added.remove(is_now)
            pairs[was] = is_now
            text = f"answers {_named(is_now)} instead of {_named(was)}"
            yield subject.change("status-changed", Level.PATCH, text, was, is_now)
    for status in removed:
        yield subject.change("status-removed", Level.PATCH, f"no longer answers {_named(status)}", before=status)
    for status in added:
        yield subject.change("status-added", Level.PATCH, f"may answer {_named(status)}", after=status)
    for was, status in pairs.items():
        one, other = _details(was, before[was], old_spec), _details(status, after[status], new_spec)
        for path, said, says in differences(one, other):
            if is_documentation(path, said, says):
                yield Edit(f"`{subject.python}`", short_line([status, *path, said]), short_line([status, *path, says]))
            else:
                text = f"what is said of its answer {_named(status)} differs at {quoted('/'.join(path))}"
                yield subject.change("answer-described", Level.PATCH, text, said, says, place=[status, *path])


def _named(status: str) -> str:
    try:
        return f"{int(status)} ({HTTPStatus(int(status)).phrase})"
    except ValueError:
        return quoted(status)


def _details(status: str, response: dict[str, Any], spec: Document) -> dict[str, Any]:
    """What is said of an answer, without the schema of a successful one, which is what the method returns."""
    found = dict(resolve(spec, response))
    if status.startswith("2"):
        content = dict(found.get("content", {}))
        media = {key: value for key, value in content.pop("application/json", {}).items() if key != "schema"}
        found["content"] = content | ({"application/json": media} if media else {})
    details: dict[str, Any] = expanded(found, spec)
    return details
