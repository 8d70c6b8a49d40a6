"""Changes of order: callers see it in signatures, in the repr of a model, and in the documentation."""

from collections.abc import Iterator, Sequence

from pipeline.diff.changes import Change
from pipeline.diff.subjects import Subject


def compare_order(subject: Subject, kind: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield the change when the names that both versions have are in another order.

    Args:
        subject: The subject that has the names.
        kind: The kind of the names, in the plural: "fields".
        old: The names of the new version, in the old order.
        new: The names in the new order.
    """
    before, after = [name for name in old if name in new], [name for name in new if name in old]
    if before != after:
        yield subject.change(f"{kind}-reordered", f"order of {kind} changed", ", ".join(before), ", ".join(after))
