"""Build openapi.yaml and its lock from sources."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.documents import parse_document, plain, read_document
from pipeline.errors import PipelineError
from pipeline.files import replace_files
from pipeline.vendor.blocks import render
from pipeline.vendor.lock import lock_file, lock_of
from pipeline.vendor.merge import differences, merge
from pipeline.vendor.shape import check_shape, operations, unresolved_references
from pipeline.vendor.sources import Source, read_sources
from pipeline.vendor.summary import summary_of

_SHOWN_REFERENCES = 10


def vendor(arguments: Iterable[str], target: Path, lock: Path, today: date) -> str:
    """Build the spec and its lock, and write both if one of them has changed.

    Args:
        arguments: Paths and URLs of pages and specs.
        target: The path of the spec.
        lock: The path of its lock.
        today: The date to record.

    Returns:
        A summary as one line.

    Raises:
        PipelineError: The sources have errors. The message contains all of them. No file is changed.
    """
    sources = read_sources(arguments)
    content, value = _built(sources)
    if all(source.is_page for source in sources) and target.exists():
        _check_nothing_is_lost(target, value)
    new_lock = lock_of(content, value, sources, today, lock)
    contents = {target: content, lock: lock_file(new_lock)}
    changed = {path: new for path, new in contents.items() if not path.is_file() or path.read_bytes() != new}
    if changed:
        try:
            replace_files(changed)
        except OSError as error:
            raise PipelineError(f"{target} and {lock} cannot be written: {error.strerror}.") from None
    return summary_of(target.name, value, new_lock, sources, is_changed=bool(changed))


def _built(sources: list[Source]) -> tuple[bytes, dict[str, Any]]:
    root = merge(sources)
    value = root.merged_value()
    _check_references(value)
    [*others, only] = sources
    if not others and not only.is_page and only.document is not None:
        return only.content, value
    content = render(root)
    # The blocks were merged as lines, so this compares the values with the expected values.
    written = plain(parse_document(content, "The merged spec"))
    for place, _, _ in differences(value, written, ""):
        names = ", ".join(source.label for source in sources)
        raise PipelineError(
            f"The layout of {names} cannot be merged: the result is wrong at {place}; write that part in block style."
        )
    return content, value


def _check_references(document: dict[str, Any]) -> None:
    missing = [reference.removeprefix("#/components/schemas/") for reference in unresolved_references(document)]
    if missing:
        more = f" and {len(missing) - _SHOWN_REFERENCES} more" if len(missing) > _SHOWN_REFERENCES else ""
        raise PipelineError(
            f"These schemas are referenced but not defined: {', '.join(missing[:_SHOWN_REFERENCES])}{more}; "
            "look for a truncated spec or a missing page."
        )


def _check_nothing_is_lost(target: Path, value: dict[str, Any]) -> None:
    """Check that pages alone do not replace a spec with more operations."""
    before = read_document(target)
    check_shape(before, str(target))
    left = {name for name, _ in operations(value)}
    count = sum(name not in left for name, _ in operations(before))
    if count:
        raise PipelineError(
            f"With these pages alone, {target.name} would lose {count} of its operations; "
            f"to keep them, give {target.name} as the first source, before the pages."
        )
