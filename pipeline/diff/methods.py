"""Added, removed, renamed and changed methods."""

from collections.abc import Iterator, Mapping

from pipeline.diff.annotations import level_of_received, renamed, short
from pipeline.diff.arguments import compare_arguments
from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.interface import ResourceMethod
from pipeline.diff.interface_pair import InterfacePair
from pipeline.diff.limits import Subject, compare_facts
from pipeline.diff.operations import compare_operation, without_names
from pipeline.diff.order import compare_order
from pipeline.diff.renames import likely_renames, similarity
from pipeline.diff.responses import compare_responses
from pipeline.diff.security import compare_security

Methods = Mapping[str, ResourceMethod]


def pair_methods(interfaces: InterfacePair) -> dict[str, str]:
    """Map old methods to new ones: equal names first, then the same operation or request, then similar ones."""
    old, new = interfaces.old.methods, interfaces.new.methods
    pairs = {name: name for name in old if name in new}
    for identity in (_operation_id, _request):
        left = {identity(method): name for name, method in new.items() if name not in pairs.values()}
        for name, method in old.items():
            if name not in pairs and identity(method) in left:
                pairs[name] = left.pop(identity(method))

    def similarity_of(before: str, after: str) -> float:
        one, other = old[before], new[after]
        same = _signature(one, interfaces.new_names) == _signature(other, {})
        names = before.replace(".", "_"), after.replace(".", "_")
        return similarity(*names, (one.operation.node, other.operation.node), same_type=True) if same else 0.0

    gone = [name for name in old if name not in pairs]
    return pairs | likely_renames(gone, [name for name in new if name not in pairs.values()], similarity_of)


def compare_methods(interfaces: InterfacePair, pairs: Mapping[str, str]) -> Iterator[Change | Edit]:
    """Yield the changes of all methods."""
    old, new = interfaces.old.methods, interfaces.new.methods
    gone = {name: method for name, method in old.items() if name not in pairs}
    added = {name: method for name, method in new.items() if name not in pairs.values()}
    yield from _only_in_one("removed", Level.BREAKING, gone, old, new)
    yield from _only_in_one("added", Level.FEATURE, added, new, old)
    for before, after in pairs.items():
        yield from _compare_method(old[before], new[after], interfaces)
    for resource in dict.fromkeys(method.resource for method in new.values()):
        subject = Subject("the resource", resource, None, is_sent=True, is_received=True)
        names = [pairs[name] for name in old if name in pairs and old[name].resource == resource]
        yield from compare_order(subject, "methods", names, [name for name in new if new[name].resource == resource])


def _only_in_one(verb: str, level: Level, methods: Methods, all_methods: Methods, other: Methods) -> Iterator[Change]:
    """Yield the methods that only one version has, or the resource where it has no other methods."""
    resources: dict[str, list[ResourceMethod]] = {}
    for method in methods.values():
        resources.setdefault(method.resource, []).append(method)
    whole = {method.resource for method in all_methods.values()} - {method.resource for method in other.values()}
    for resource, members in resources.items():
        if resource in whole and len(members) == sum(method.resource == resource for method in all_methods.values()):
            listed = ", ".join(f"`{method.method.name}`" for method in members)
            yield Change(f"resource-{verb}", level, f"resource {verb}, with its methods {listed}", resource)
        else:
            for method in members:
                yield Change(f"method-{verb}", level, f"method {verb}", f"{method.name}()", method.operation.id)


def _operation_id(method: ResourceMethod) -> tuple[str, str | None]:
    return method.operation.id, method.method.media_type


def _request(method: ResourceMethod) -> tuple[str, str, str | None]:
    return method.method.http_method, without_names(method.method.path), method.method.media_type


def _signature(method: ResourceMethod, new_names: Mapping[str, str]) -> object:
    """Return what a renamed method has in common with its old version."""
    called = method.method
    arguments = [
        (argument.name, renamed(argument.annotation, new_names), argument.required) for argument in called.arguments
    ]
    return called.http_method, renamed(called.response.annotation, new_names), arguments


def _compare_method(old: ResourceMethod, new: ResourceMethod, interfaces: InterfacePair) -> Iterator[Change | Edit]:
    subject = Subject("the method", f"{new.name}()", new.operation.id, is_sent=True, is_received=True)
    if old.name != new.name:
        is_sure = _operation_id(old) == _operation_id(new) or _request(old) == _request(new)
        text = f"{'renamed' if is_sure else 'probably renamed'} to `{new.name}()`"
        yield Change(
            "method-renamed", Level.BREAKING, text, f"{old.name}()", old.operation.id, f"{old.name}()", f"{new.name}()"
        )
    facts = [{"deprecated": True} if one.operation.node.get("deprecated") else {} for one in (old, new)]
    yield from compare_facts(subject, *facts)
    yield from compare_operation(subject, old, new, interfaces)
    yield from compare_arguments(old, new, interfaces)
    yield from compare_security(subject, old.operation, new.operation, interfaces.old.spec, interfaces.new.spec)
    yield from _compare_returned(subject, old, new, interfaces)
    yield from compare_responses(subject, old.operation, new.operation, interfaces.old.spec, interfaces.new.spec)


def _compare_returned(
    subject: Subject, old: ResourceMethod, new: ResourceMethod, interfaces: InterfacePair
) -> Iterator[Change]:
    before, after = (_returned(one, names) for one, names in ((old, interfaces.new_names), (new, {})))
    level = level_of_received(before, after, interfaces.old.enumerations, interfaces.new.enumerations)
    if level:
        level = Level.FEATURE if before == "None" else level
        yield subject.change("return-type-changed", level, f"returns `{after}` instead of `{before}`", before, after)


def _returned(method: ResourceMethod, new_names: Mapping[str, str]) -> str:
    returned = method.method.response
    kind = f"Page[{returned.item}]" if returned.item else returned.annotation
    return short(renamed(kind, new_names))
