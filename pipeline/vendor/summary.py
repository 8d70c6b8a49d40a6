"""The summary that `vendor` prints."""

from collections import Counter
from typing import Any

from pipeline.vendor.lock import Lock
from pipeline.vendor.merge import differences
from pipeline.vendor.provenance import KINDS
from pipeline.vendor.shape import operations, schemas, totals
from pipeline.vendor.sources import Source


def summary_of(name: str, value: dict[str, Any], lock: Lock, sources: list[Source], *, is_changed: bool) -> str:
    """Return the summary of a vendored spec as one line.

    Args:
        name: The name of the spec's file.
        value: The spec in plain values.
        lock: Its lock.
        sources: The sources that it was built from.
        is_changed: Whether a file was written.
    """
    counts = ", ".join(_counted(count, what) for what, count in totals(value).items())
    parts = [f"{name}: {counts} from {_counted(len(sources), 'sources')}"]
    kinds = Counter(kind for part in lock["evidence"].values() for kind in part.values())
    parts.append("evidence: " + ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]))
    if "observed" in lock:
        parts.append(f"observed: {_counted(len(lock['observed']['operations']), 'operations')}")
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
