"""Compare two interfaces; each change is reported once."""

import json
from collections.abc import Iterable

from pipeline.diff.annotations import names_in
from pipeline.diff.changes import Change, Edit, Level, folded
from pipeline.diff.classes import compare_classes, pair_names
from pipeline.diff.differences import differences
from pipeline.diff.enumerations import compare_enumerations
from pipeline.diff.interface import Interface
from pipeline.diff.interface_pair import InterfacePair
from pipeline.diff.methods import compare_methods, pair_methods
from pipeline.diff.order import reordered_locations
from pipeline.diff.quoting import quoted
from pipeline.diff.top_level import compare_top_level

# Rules of classes and aliases that are not reported beside the methods, arguments and fields that use them.
_COMPANIONS = frozenset({"alias-added", "alias-removed", "class-added", "class-removed"})


def compare(old: Interface, new: Interface) -> list[Change]:
    """Return all changes from one interface to the other, breaking ones first."""
    # Compared as text, since equal dicts may have their keys in another order.
    if json.dumps(old.spec) == json.dumps(new.spec):
        return []
    interfaces = InterfacePair(old, new, pair_names(old, new))
    pairs = pair_methods(interfaces)
    found: list[Change | Edit] = [
        *compare_methods(interfaces, pairs),
        *compare_classes(interfaces),
        *compare_enumerations(interfaces),
        *compare_top_level(interfaces),
    ]
    changes = [item for item in found if isinstance(item, Change)]
    # A removed class is breaking, so only a breaking change can replace its report.
    breaking = [item.before for item in changes if item.level is Level.BREAKING]
    # The return type of a method that returns a page does not contain the class of the page.
    returning = {item.python for item in changes if item.rule == "return-type-changed"}
    changed = {before: after for before, after in pairs.items() if f"{after}()" in returning}
    reported = _names(old, set(old.methods) - set(pairs) | changed.keys(), breaking)
    reported |= _names(
        new, set(new.methods) - set(pairs.values()) | set(changed.values()), (item.after for item in changes)
    )
    found = [
        item
        for item in found
        if not (isinstance(item, Change) and item.rule in _COMPANIONS and item.python in reported)
    ]
    if not found:
        locations = [location for location, _, _ in differences(old.spec, new.spec)]
        locations = locations or list(reordered_locations(old.spec, new.spec))
        place, *others = (quoted("/".join(location)) for location in locations)
        more = f" and {len(others)} more places" if others else ""
        text = f"the spec is written differently at {place}{more}, which has no effect on callers"
        found = [Change("form-changed", Level.PATCH, text, exact=json.dumps(locations))]
    return folded(found)


def _names(interface: Interface, methods: Iterable[str], types: Iterable[str | None]) -> set[str]:
    """Return the classes and aliases in the annotations of methods and in types, and those in their fields."""
    found: set[str] = set()
    for name in methods:
        method = interface.methods[name].method
        found |= names_in(method.response.annotation).union(*(names_in(item.annotation) for item in method.arguments))
    found = found.union(*(names_in(item) for item in types if item))
    new = found
    while new:
        fields = [field for name in new & interface.classes.keys() for field in interface.classes[name].fields.values()]
        new = set().union(*(names_in(field.value.annotation) for field in fields)) - found
        found |= new
    return found
