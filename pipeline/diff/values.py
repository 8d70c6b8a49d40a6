"""Changes of the values of an enumeration, or of a constant, which is an enumeration with a single value."""

from collections.abc import Iterable, Iterator

from pydantic import JsonValue

from pipeline.api import Type
from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.effects import is_same
from pipeline.diff.pairing import ApiPair
from pipeline.diff.quoting import quoted
from pipeline.diff.rules import LEVELS
from pipeline.diff.subjects import Subject

Values = tuple[JsonValue, ...]


def compare_values(subject: Subject, old: Type, new: Type, pair: ApiPair) -> Iterator[Change | Edit]:
    """Yield the changes of the values of a type, unless they are reported with its alias or as another type."""
    if old.values is not None and new.values is not None:
        # The values of a shared alias are compared once, with the alias.
        if not (old.name and old.name == new.name and old.name in pair.shared_aliases):
            yield from compare_listed(subject, old.values, new.values)
        if old.name != new.name:
            text = f"{subject.noun}: the values have {_alias(new)} instead of {_alias(old)}"
            yield subject.change("alias-replaced", text, old.name or None, new.name or None)
    elif new.values is not None:
        if not (subject.is_sent and new.name):
            text = f"{subject.noun}: values are listed, {_listed(new.values)}"
            yield subject.change("values-listed", text, None, new.name or list(new.values))
    elif old.values is not None and not (subject.is_sent and old.name):
        text = f"{subject.noun}: values are no longer listed, {_listed(old.values)}"
        # Imports of the alias fail.
        level = Level.BREAKING if old.name and old.name not in pair.new.enums else None
        level = level or subject.level(LEVELS["values-no-longer-listed"])
        yield subject.change("values-no-longer-listed", text, old.name or list(old.values), level=level)


def compare_listed(subject: Subject, old: Values, new: Values) -> Iterator[Change | Edit]:
    """Yield each value that only one of two lists has, or a change of their order."""
    removed, added = _without(old, new), _without(new, old)
    for value in removed:
        yield subject.change("value-removed", f"{_prefix(subject)}value {quoted(value)} removed", before=value)
    for value in added:
        yield subject.change("value-added", f"{_prefix(subject)}new value {quoted(value)}", after=value)
    if not (removed or added) and not is_same(list(old), list(new)):
        yield subject.edit(list(old), list(new))


def _alias(value: Type) -> str:
    return f"the alias `{value.name}`" if value.name else "no alias"


def _prefix(subject: Subject) -> str:
    # The sentence starts with the Python name of the alias.
    return "" if subject.noun == "alias" else f"{subject.noun}: "


def _without(values: Values, others: Values) -> list[JsonValue]:
    return [value for value in values if not any(is_same(value, other) for other in others)]


def _listed(values: Iterable[JsonValue]) -> str:
    return ", ".join(quoted(value) for value in values)
