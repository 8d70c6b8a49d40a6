"""What has changed in the answers of an operation beside what its method returns: statuses, headers, errors."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from pipeline.comparison.changes import Change, Edit, Level
from pipeline.comparison.limits import WORDING, Subject
from pipeline.comparison.quoting import quoted, worded
from pipeline.generation.schemas import Document, OperationNode, resolve


def compare_answers(
    subject: Subject, old: OperationNode, new: OperationNode, old_document: Document, new_document: Document
) -> Iterator[Change | Edit]:
    """The changes of the answers that an operation may give.

    Args:
        subject: The operation's method.
        old: The operation, as it was.
        new: The operation, as it is.
        old_document: The effective document that `old` is from.
        new_document: The effective document that `new` is from.
    """
    before, after = old.node["responses"], new.node["responses"]
    removed = [status for status in before if status not in after]
    added = [status for status in after if status not in before]
    match [[status for status in found if status.startswith("2")] for found in (removed, added)]:
        case [was], [is_now]:
            removed.remove(was)
            added.remove(is_now)
            text = f"answers {_named(is_now)} instead of {_named(was)}"
            yield subject.change("status-changed", Level.PATCH, text, was, is_now)
    for status in removed:
        yield subject.change("status-removed", Level.PATCH, f"no longer answers {_named(status)}", before=status)
    for status in added:
        yield subject.change("status-added", Level.PATCH, f"may answer {_named(status)}", after=status)
    for status in (status for status in before if status in after):
        one, other = (
            _details(status, *side) for side in ((before[status], old_document), (after[status], new_document))
        )
        for path, was, is_now in differences(one, other):
            if path[-1] in WORDING or path[-1].startswith("x-"):
                yield Edit(f"`{subject.python}`", worded([status, *path, was]), worded([status, *path, is_now]))
            else:
                text = f"what is said of its answer {_named(status)} differs at {quoted('/'.join(path))}"
                yield subject.change("answer-described", Level.PATCH, text, was, is_now)


def differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """The places in which two values differ, as low as the same keys lead, each with both values there."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key), new.get(key), (*path, key))
    elif old != new:
        yield path, old, new


def _named(status: str) -> str:
    try:
        return f"{int(status)} ({HTTPStatus(int(status)).phrase})"
    except ValueError:
        return quoted(status)


def _details(status: str, response: dict[str, Any], document: Document) -> dict[str, Any]:
    """What is said of an answer, without the schema of a successful one, which is what the method returns."""
    found = dict(resolve(document, response))
    if status.startswith("2"):
        rest = {
            name: {key: value for key, value in media.items() if key != "schema"}
            for name, media in found.pop("content", {}).items()
        }
        found |= {f"content of {name}": media for name, media in rest.items() if media}
    expanded: dict[str, Any] = _expanded(found, document)
    return expanded


def _expanded(value: Any, document: Document) -> Any:
    """The value with what it refers to in place; schemas stay references, since they are compared as classes."""
    match value:
        case {"$ref": str(reference)} if not reference.startswith("#/components/schemas/"):
            return _expanded(resolve(document, value), document)
        case dict():
            return {key: _expanded(item, document) for key, item in value.items()}
        case list():
            return [_expanded(item, document) for item in value]
    return value
