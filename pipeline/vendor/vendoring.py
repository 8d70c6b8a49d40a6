"""From sources to openapi.yaml and its lock: both, or none."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipeline.documents import parse_document, plain
from pipeline.errors import PipelineError
from pipeline.files import replace_files
from pipeline.vendor.blocks import render
from pipeline.vendor.lock import lock_of
from pipeline.vendor.merge import differences, merge
from pipeline.vendor.shape import totals, unresolved_references
from pipeline.vendor.sources import Source, read_sources


def vendor(arguments: Iterable[str], target: Path, lock: Path, today: date) -> str:
    """Build the document and its lock, and write what has changed.

    Args:
        arguments: paths and URLs of pages and documents.
        target: where the document goes.
        lock: where its lock goes.
        today: the date to record.

    Returns:
        One line on what was built.

    Raises:
        PipelineError: with everything that is wrong; then both files are as they were.
    """
    sources = read_sources(arguments)
    content, value = _built(sources)
    contents = {target: content, lock: lock_of(content, value, sources, today, lock)}
    changed = {path: new for path, new in contents.items() if not path.is_file() or path.read_bytes() != new}
    if changed:
        try:
            replace_files(changed)
        except OSError as error:
            raise PipelineError(f"{target} and {lock} can't be written: {error.strerror}.") from None
    counts = ", ".join(f"{count} {what}" for what, count in totals(value).items())
    plural = "source" if len(sources) == 1 else "sources"
    return f"{target.name}: {counts} from {len(sources)} {plural}{'' if changed else '; nothing has changed'}."


def _built(sources: list[Source]) -> tuple[bytes, dict[str, object]]:
    root = merge(sources)
    value = root.merged_value()
    unresolved = list(unresolved_references(value))
    if unresolved:
        raise PipelineError("\n".join(unresolved))
    [*others, only] = sources
    if not others and not only.is_page and only.document is not None:
        return only.content, value
    content = render(root)
    # The lines were moved as they are; this makes sure that they still say what they said.
    written = plain(parse_document(content, "The merged document"))
    for place, _, _ in differences(value, written, ""):
        names = ", ".join(source.label for source in sources)
        raise PipelineError(
            f"The layout of {names} can't be merged: it goes wrong at {place}; write that part as others do."
        )
    return content, value
