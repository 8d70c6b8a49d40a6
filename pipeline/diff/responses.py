"""Changes of the responses of an operation beside the return type of its method: statuses, headers, errors."""

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
    """Yield the changes of the documented responses of an operation.

    Args:
        subject: The method of the operation.
        old: The old operation.
        new: The new operation.
        old_spec: The effective spec of `old`.
        new_spec: The effective spec of `new`.
    """
    before, after = old.responses, new.responses
    removed = [status for status in before if status not in after]
    added = [status for status in after if status not in before]
    pairs = {status: status for status in before if status in after}
    match [[status for status in statuses if status.startswith("2")] for statuses in (removed, added)]:
        case [old_status], [new_status]:
            removed.remove(old_status)
            added.remove(new_status)
            pairs[old_status] = new_status
            text = f"responds with status {_named(new_status)} instead of {_named(old_status)}"
            yield subject.change("status-changed", Level.PATCH, text, old_status, new_status)
    for status in removed:
        text = f"no longer responds with status {_named(status)}"
        yield subject.change("status-removed", Level.PATCH, text, before=status)
    for status in added:
        yield subject.change("status-added", Level.PATCH, f"may respond with status {_named(status)}", after=status)
    for old_status, status in pairs.items():
        old_details = _details(old_status, before[old_status], old_spec)
        new_details = _details(status, after[status], new_spec)
        for path, old_value, new_value in differences(old_details, new_details):
            if is_documentation(path, old_value, new_value):
                old_text, new_text = (short_line([status, *path, value]) for value in (old_value, new_value))
                yield Edit(f"`{subject.python}`", old_text, new_text)
            else:
                text = f"response with status {_named(status)} differs at {quoted('/'.join(path))}"
                place = [status, *path]
                yield subject.change("response-described", Level.PATCH, text, old_value, new_value, place=place)


def _named(status: str) -> str:
    try:
        return f"{int(status)} ({HTTPStatus(int(status)).phrase})"
    except ValueError:
        return quoted(status)


def _details(status: str, response: dict[str, Any], spec: Document) -> dict[str, Any]:
    """Return a response without the JSON schema of a successful one, which is the return type of the method."""
    details = dict(resolve(spec, response))
    if status.startswith("2"):
        content = dict(details.get("content", {}))
        media = {key: value for key, value in content.pop("application/json", {}).items() if key != "schema"}
        details["content"] = content | ({"application/json": media} if media else {})
    expanded_details: dict[str, Any] = expanded(details, spec)
    return expanded_details
