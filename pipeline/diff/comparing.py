"""Compare two versions of the API; each change is reported once."""

import re
from collections.abc import Iterable

from pipeline.api import Api, Type
from pipeline.diff.changes import Change, Level, folded
from pipeline.diff.differences import differences
from pipeline.diff.enumerations import compare_enumerations
from pipeline.diff.methods import compare_methods, pair_methods
from pipeline.diff.models import compare_models
from pipeline.diff.pairing import ApiPair, content, pair_apis
from pipeline.diff.quoting import quoted
from pipeline.diff.subjects import Subject
from pipeline.diff.top_level import compare_top_level

# Rules of classes and aliases that are not reported in addition to the methods, arguments and fields that use them.
_COMPANIONS = frozenset({"alias-added", "alias-removed", "class-added", "class-removed"})

# Attributes that follow from others: the names of components, and the parts that the client leaves out.
_DERIVED: dict[str, object] = {"components": {}, "remarks": ()}


def compare(old: Api, new: Api) -> list[Change]:
    """Return all changes from one version of the API to the other, breaking ones first.

    Equal versions have no changes, even if their specs are written differently; see `form_changes`.
    """
    pair = pair_apis(old, new)
    methods = pair_methods(pair)
    compared = [
        *compare_methods(pair, methods),
        *compare_models(pair),
        *compare_enumerations(pair),
        *compare_top_level(pair),
    ]
    reported = _reported_names(pair, methods, [item for item in compared if isinstance(item, Change)])
    # Methods with the same error report it once.
    changes = dict.fromkeys(
        item
        for item in compared
        if not (isinstance(item, Change) and item.rule in _COMPANIONS and item.python in reported)
    )
    return folded(changes or _unclassified(old, new))


def _unclassified(old: Api, new: Api) -> list[Change]:
    """Return the difference between two versions for which there is no rule."""
    before, after = (content(api.model_copy(update=_DERIVED)) for api in (old, new))
    places = ["/".join(map(str, place)) for place, _, _ in differences(before, after)]
    if not places:
        return []
    text = f"the API differs at {quoted(places[0])}, and no rule says what that means"
    return [Subject("the API", None).change("unclassified", text, place=places)]


def _reported_names(pair: ApiPair, methods: dict[str, str], changes: list[Change]) -> set[str]:
    """Return the classes and aliases in methods, arguments and fields whose change is reported."""
    # A removed class is breaking, so only a breaking change can replace its report.
    before = [change.before for change in changes if change.level is Level.BREAKING]
    after = [change.after for change in changes]
    # The text of a change of the return type does not contain the contents of a page.
    returning = {change.python for change in changes if change.rule == "return-type-changed"}
    changed = {one: other for one, other in methods.items() if f"{other}()" in returning}
    gone, added = set(pair.old.methods) - methods.keys(), set(pair.new.methods) - set(methods.values())
    return _names(pair.old, gone | changed.keys(), before) | _names(pair.new, added | set(changed.values()), after)


def _names(api: Api, methods: Iterable[str], texts: Iterable[str | None]) -> set[str]:
    """Return the classes and aliases in methods and texts, including those in the fields of these classes."""
    pending = [inner for name in methods for inner in _types_of(api, name)]
    names = {name for text in texts if text for name in re.findall(r"\w+", text)} & (
        api.models.keys() | api.enums.keys()
    )
    fields = {name for name in names if name in api.models}
    while pending or fields:
        pending += [field.type for name in fields for field in api.models[name].fields]
        used = {node.name for value in pending for node in value.nodes() if node.name}
        pending = []
        fields = {name for name in used - names if name in api.models}
        names |= used
    return names


def _types_of(api: Api, name: str) -> list[Type]:
    method = api.methods[name]
    arguments = [argument.type for argument in method.arguments]
    return arguments + [response.type for response in method.successes if response.type]
