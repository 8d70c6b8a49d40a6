"""What has changed in the methods, their arguments and their answers."""

import re
from collections.abc import Iterator, Mapping

from pipeline.comparison.annotations import level_of_received, level_of_sent, names_in, renamed, short
from pipeline.comparison.answers import compare_answers
from pipeline.comparison.changes import Change, Edit, Level
from pipeline.comparison.enumerations import aliases_of
from pipeline.comparison.facts import Facts, facts_of
from pipeline.comparison.interface import Interface, ResourceMethod
from pipeline.comparison.limits import WORDING, Subject, compare_facts
from pipeline.comparison.quoting import quoted, worded
from pipeline.comparison.renames import likely_renames, likeness
from pipeline.comparison.security import compare_security
from pipeline.comparison.sides import Sides
from pipeline.generation.methods import MEDIA_TYPES, Argument
from pipeline.generation.schemas import Schema

Methods = Mapping[str, ResourceMethod]

_PARAMETER_TYPES = frozenset({"in", "name", "required", "schema"})


def pair_methods(sides: Sides) -> dict[str, str]:
    """The methods of both by their names: by name first, then by operation, then by what looks alike."""
    old, new = sides.old.methods, sides.new.methods
    pairs = {name: name for name in old if name in new}
    for identity in (_operation_id, _request):
        left = {identity(method): name for name, method in new.items() if name not in pairs.values()}
        for name, method in old.items():
            if name not in pairs and identity(method) in left:
                pairs[name] = left.pop(identity(method))

    def alike(before: str, after: str) -> float:
        one, other = old[before], new[after]
        same = _signature(one, sides.new_names) == _signature(other, {})
        names = before.replace(".", "_"), after.replace(".", "_")
        return likeness(*names, (one.operation.node, other.operation.node), same_type=True) if same else 0.0

    gone = [name for name in old if name not in pairs]
    return pairs | likely_renames(gone, [name for name in new if name not in pairs.values()], alike)


def compare_methods(sides: Sides, pairs: Mapping[str, str]) -> Iterator[Change | Edit]:
    """The changes of all methods."""
    old, new = sides.old.methods, sides.new.methods
    gone = {name: method for name, method in old.items() if name not in pairs}
    added = {name: method for name, method in new.items() if name not in pairs.values()}
    yield from _came_or_went("removed", Level.BREAKING, gone, old, new)
    yield from _came_or_went("added", Level.FEATURE, added, new, old)
    for before, after in pairs.items():
        yield from _compare_method(old[before], new[after], sides)


def _came_or_went(what: str, level: Level, methods: Methods, its_own: Methods, other: Methods) -> Iterator[Change]:
    """The methods that only one version has; where a whole resource came or went with them, that is told."""
    resources: dict[str, list[ResourceMethod]] = {}
    for method in methods.values():
        resources.setdefault(method.resource, []).append(method)
    whole = {one.resource for one in its_own.values()} - {one.resource for one in other.values()}
    for resource, found in resources.items():
        if resource in whole and len(found) == sum(one.resource == resource for one in its_own.values()):
            listed = ", ".join(f"`{one.method.name}`" for one in found)
            yield Change(f"resource-{what}", level, f"resource {what}, with its methods {listed}", resource)
        else:
            for one in found:
                yield Change(f"method-{what}", level, f"method {what}", f"{one.name}()", one.operation.id)


def _operation_id(method: ResourceMethod) -> tuple[str, str | None]:
    return method.operation.id, method.method.media_type


def _request(method: ResourceMethod) -> tuple[str, str, str | None]:
    return method.method.http_method, _without_names(method.method.path), method.method.media_type


def _without_names(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _signature(method: ResourceMethod, new_names: Mapping[str, str]) -> object:
    """What two methods have in common when one is the other under a new name."""
    called = method.method
    arguments = [(one.name, renamed(one.annotation, new_names), one.required) for one in called.arguments]
    return called.http_method, renamed(called.answer.annotation, new_names), arguments


def _compare_method(old: ResourceMethod, new: ResourceMethod, sides: Sides) -> Iterator[Change | Edit]:
    subject = Subject("the method", f"{new.name}()", new.operation.id, is_sent=True, is_received=True)
    if old.name != new.name:
        is_sure = _operation_id(old) == _operation_id(new) or _request(old) == _request(new)
        text = f"{'called' if is_sure else 'probably called'} `{new.name}()` now"
        yield Change(
            "method-renamed", Level.BREAKING, text, f"{old.name}()", old.operation.id, f"{old.name}()", f"{new.name}()"
        )
    for key in sorted(WORDING & (old.operation.node.keys() | new.operation.node.keys())):
        before, after = old.operation.node.get(key), new.operation.node.get(key)
        if before != after:
            yield Edit(f"`{new.name}()`", worded([key, before]), worded([key, after]))
    facts = [{"deprecated": True} if one.operation.node.get("deprecated") else {} for one in (old, new)]
    yield from compare_facts(subject, *facts)
    yield from _compare_request(subject, old, new)
    yield from _compare_arguments(old, new, sides)
    yield from compare_security(subject, old.operation, new.operation, sides.old.document, sides.new.document)
    yield from _compare_returned(subject, old, new, sides)
    yield from compare_answers(subject, old.operation, new.operation, sides.old.document, sides.new.document)


def _compare_request(subject: Subject, old: ResourceMethod, new: ResourceMethod) -> Iterator[Change]:
    """What the client sends otherwise without a word of the caller."""
    before, after = old.method, new.method
    told = [
        ("http-method-changed", "sent with", before.http_method, after.http_method),
        ("media-type-changed", "sent as", _media_type(old), _media_type(new)),
    ]
    # The names of the parts of a path are those of arguments.
    if _without_names(before.path) != _without_names(after.path):
        told.append(("path-changed", "sent to", before.path, after.path))
    # With the method's own name its operationId is told.
    if old.name == new.name:
        told.append(("operation-id-changed", "called in the document", old.operation.id, new.operation.id))
    for rule, what, was, is_now in told:
        if was != is_now:
            text = f"{what} {quoted(is_now)} instead of {quoted(was)}"
            yield subject.change(rule, Level.PATCH, text, was, is_now)


def _media_type(method: ResourceMethod) -> str | None:
    return next((name for name, constant in MEDIA_TYPES.items() if constant == method.method.media_type), None)


def _compare_arguments(old: ResourceMethod, new: ResourceMethod, sides: Sides) -> Iterator[Change | Edit]:
    before = {one.name: one for one in old.method.arguments}
    after = {one.name: one for one in new.method.arguments}
    pairs = {name: name for name in before if name in after}

    def alike(gone: str, added: str) -> float:
        one, other = before[gone], after[added]
        same = renamed(one.annotation, sides.new_names) == other.annotation
        # A part of the path keeps its place.
        if one.location == other.location == "path" and _place(old, one) == _place(new, other):
            return 1.0
        return likeness(gone, added, (_documented(one), _documented(other)), same_type=same)

    added = [name for name in after if name not in before]
    pairs |= likely_renames([name for name in before if name not in after], added, alike)
    for name, argument in before.items():
        subject = _subject(new, argument)
        if name not in pairs:
            yield subject.change("argument-removed", Level.BREAKING, f"{subject.noun} removed", _typed(argument))
        else:
            yield from _compare_argument(subject, argument, after[pairs[name]], new, sides)
    for name in (name for name in after if name not in pairs.values()):
        subject = _subject(new, after[name])
        kind = "required" if after[name].required else "optional"
        level = Level.BREAKING if after[name].required else Level.FEATURE
        text = f"new {kind} argument `{name}`"
        yield subject.change(f"{kind}-argument-added", level, text, after=_typed(after[name]))
    yield from _compare_positions(old, new, pairs)


def _place(method: ResourceMethod, argument: Argument) -> int:
    return _without_names(method.method.path.partition(f"{{{argument.key}}}")[0]).count("{}")


def _subject(method: ResourceMethod, argument: Argument) -> Subject:
    python = f"{method.name}({argument.name}=)"
    return Subject(f"argument `{argument.name}`", python, method.operation.id, is_sent=True, is_received=False)


def _typed(argument: Argument) -> str:
    return short(argument.annotation)


def _compare_argument(
    subject: Subject, old: Argument, new: Argument, method: ResourceMethod, sides: Sides
) -> Iterator[Change | Edit]:
    if old.name != new.name:
        text = f"{subject.noun} is probably called `{new.name}` now"
        yield subject.change("argument-renamed", Level.BREAKING, text, old.name, new.name)
        subject = _subject(method, new)
    elif old.key != new.key:
        text = f"{subject.noun} is sent as {quoted(new.key)} instead of {quoted(old.key)}"
        yield subject.change("key-changed", Level.PATCH, text, old.key, new.key)
    if old.required != new.required:
        text = f"{subject.noun} is {'required' if new.required else 'optional'} now"
        rule = "argument-required" if new.required else "argument-optional"
        yield subject.change(rule, Level.BREAKING if new.required else Level.FEATURE, text)
    if old.location != new.location:
        text = f"{subject.noun} is sent in the {new.location} instead of the {old.location}"
        yield subject.change("argument-moved", Level.PATCH, text, old.location, new.location)
    before, after = short(renamed(old.annotation, sides.new_names)), short(new.annotation)
    level = level_of_sent(before, after, sides.old.enumerations, sides.new.enumerations)
    if level:
        text = f"{subject.noun} takes `{after}` instead of `{before}`"
        yield subject.change("argument-type-changed", level, text, before, after)
    facts = _argument_facts(old, sides.old), _argument_facts(new, sides.new)
    aliases = aliases_of(sides, (_alias(old, sides.old), facts[0]), (_alias(new, sides.new), facts[1]))
    yield from compare_facts(subject, *facts, is_retyped=level is not None, aliases=aliases)


def _argument_facts(argument: Argument, interface: Interface) -> Facts:
    own = {key: value for key, value in argument.parameter.items() if key not in _PARAMETER_TYPES}
    return facts_of(argument.schema, interface.document) | own


def _alias(argument: Argument, interface: Interface) -> str | None:
    return next(iter(names_in(argument.annotation) & interface.enumerations.keys()), None)


def _documented(argument: Argument) -> Schema:
    return argument.parameter or argument.schema


def _compare_positions(old: ResourceMethod, new: ResourceMethod, pairs: Mapping[str, str]) -> Iterator[Change]:
    before = [pairs[one.name] for one in old.method.positional if one.name in pairs]
    after = [one.name for one in new.method.positional]
    # One that is new, and required, is told already.
    new_ones = {one.name for one in new.method.arguments} - set(pairs.values())
    if [name for name in after if name not in new_ones][: len(before)] != before:
        text = f"positional arguments are `{', '.join(after)}` now, and were `{', '.join(before)}`"
        python = f"{new.name}()"
        yield Change(
            "positions-changed", Level.BREAKING, text, python, new.operation.id, ", ".join(before), ", ".join(after)
        )


def _compare_returned(subject: Subject, old: ResourceMethod, new: ResourceMethod, sides: Sides) -> Iterator[Change]:
    before, after = (_returned(one, names) for one, names in ((old, sides.new_names), (new, {})))
    level = level_of_received(before, after, sides.old.enumerations, sides.new.enumerations)
    if level:
        level = Level.FEATURE if before == "None" else level
        yield subject.change("answer-changed", level, f"returns `{after}` instead of `{before}`", before, after)


def _returned(method: ResourceMethod, new_names: Mapping[str, str]) -> str:
    answer = method.method.answer
    kind = f"Page[{answer.item}]" if answer.item else answer.annotation
    return short(renamed(kind, new_names))
