"""What the door says at the end: one line on what was built."""

from collections import Counter
from typing import Any

from pipeline.vendor.lock import Lock
from pipeline.vendor.merge import differences
from pipeline.vendor.provenance import KINDS
from pipeline.vendor.shape import operations, schemas, totals
from pipeline.vendor.sources import Source


def summary_of(name: str, value: dict[str, Any], lock: Lock, sources: list[Source], *, is_changed: bool) -> str:
    """The summary of a vendored document.

    Args:
        name: the document's.
        value: the document in plain values.
        lock: its lock.
        sources: what it was built from.
        is_changed: whether anything was written.
    """
    counts = ", ".join(_counted(count, what) for what, count in totals(value).items())
    parts = [f"{name}: {counts} from {_counted(len(sources), 'sources')}"]
    kinds = Counter(kind for part in lock["evidence"].values() for kind in part.values())
    parts.append("evidence: " + ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]))
    before = [source.value for source in sources if source.is_recorded]
    if before and len(sources) > 1:
        updated_operations = {key for old in before for key in _updated(dict(operations(old)), dict(operations(value)))}
        updated_schemas = {key for old in before for key in _updated(schemas(old), schemas(value))}
        parts.append(
            f"updated: {_counted(len(updated_operations), 'operations')}, {_counted(len(updated_schemas), 'schemas')}"
        )
    if not is_changed:
        parts.append("nothing has changed")
    return "; ".join(parts) + "."


def _updated(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [key for key in old if next(differences(old[key], new[key], ""), None)]


def _counted(count: int, plural: str) -> str:
    return f"{count} {plural.removesuffix('s') if count == 1 else plural}"
