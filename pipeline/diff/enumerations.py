"""Changes of the aliases of enumerations, such as `VatRate`, and of their values."""

from collections.abc import Iterator, Set

from pipeline.diff.changes import Change, Level
from pipeline.diff.facts import Facts
from pipeline.diff.interface_pair import InterfacePair
from pipeline.diff.limits import Aliases, Subject
from pipeline.diff.quoting import quoted


def compare_enumerations(interfaces: InterfacePair) -> Iterator[Change]:
    """Yield the changes of all aliases, and of the values of those that are shared or sent.

    The values of other aliases are reported with the one field that receives them.
    """
    old, new = interfaces.old.enumerations, interfaces.new.enumerations
    shared, sent = interfaces.old.shared_aliases | interfaces.new.shared_aliases, interfaces.old.sent_names
    for name in old:
        subject = Subject("alias", name, None, name in sent, is_received=True)
        after = interfaces.new_names.get(name)
        if after is None:
            yield subject.change("alias-removed", Level.BREAKING, "alias removed")
            continue
        if after != name:
            text = f"probably renamed to `{after}`"
            yield subject.change("alias-renamed", Level.BREAKING, text, name, after)
        if name in shared:
            yield from _compare_values(subject, old[name], new[after])
    for name in new:
        if name not in interfaces.new_names.values():
            yield Change("alias-added", Level.FEATURE, "new alias", name)


def aliases_of(interfaces: InterfacePair, old: tuple[str | None, Facts], new: tuple[str | None, Facts]) -> Aliases:
    """Return the aliases of one value, which is given by its alias and its facts in both versions."""
    before, after = old[0], new[0]
    is_reported = all(
        alias in interface.shared_aliases and set(facts.get("enum", ())) == interface.enumerations.get(alias)
        for (alias, facts), interface in ((old, interfaces.old), (new, interfaces.new))
        if alias
    )
    return Aliases(before, after, is_reported and before is not None and interfaces.new_names.get(before) == after)


def _compare_values(subject: Subject, old: Set[str | int], new: Set[str | int]) -> Iterator[Change]:
    for value in sorted(old - new, key=str):
        text = f"value {quoted(value)} removed"
        yield subject.change("value-removed", subject.level(Level.BREAKING), text, before=value)
    for value in sorted(new - old, key=str):
        yield subject.change("value-added", Level.FEATURE, f"new value {quoted(value)}", after=value)
