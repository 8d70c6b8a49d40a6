"""Changes of the arguments of a method."""

from collections.abc import Iterator, Mapping

from pipeline.diff.annotations import level_of_sent, names_in, renamed, short
from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.enumerations import aliases_of
from pipeline.diff.facts import Facts, facts_of
from pipeline.diff.interface import Interface, ResourceMethod
from pipeline.diff.interface_pair import InterfacePair
from pipeline.diff.limits import Subject, compare_facts
from pipeline.diff.operations import without_names
from pipeline.diff.order import compare_order
from pipeline.diff.quoting import quoted
from pipeline.diff.renames import likely_renames, similarity
from pipeline.generation.methods import Argument
from pipeline.generation.schemas import Schema

_PARAMETER_TYPES = frozenset({"in", "name", "required", "schema"})


def compare_arguments(old: ResourceMethod, new: ResourceMethod, interfaces: InterfacePair) -> Iterator[Change | Edit]:
    """Yield the changes of the arguments of a method."""
    before = {argument.name: argument for argument in old.method.arguments}
    after = {argument.name: argument for argument in new.method.arguments}
    pairs = {name: name for name in before if name in after}

    def similarity_of(gone: str, added: str) -> float:
        old_argument, new_argument = before[gone], after[added]
        same = renamed(old_argument.annotation, interfaces.new_names) == new_argument.annotation
        # Path parameters are identified by their position.
        if old_argument.location == new_argument.location == "path" and _place(old, old_argument) == _place(
            new, new_argument
        ):
            return 1.0
        return similarity(gone, added, (_documented(old_argument), _documented(new_argument)), same_type=same)

    added = [name for name in after if name not in before]
    pairs |= likely_renames([name for name in before if name not in after], added, similarity_of)
    for name, argument in before.items():
        subject = _subject(new, argument)
        if name not in pairs:
            yield subject.change("argument-removed", Level.BREAKING, f"{subject.noun} removed", _typed(argument))
        else:
            yield from _compare_argument(subject, argument, after[pairs[name]], new, interfaces)
    for name in (name for name in after if name not in pairs.values()):
        subject = _subject(new, after[name])
        kind = "required" if after[name].required else "optional"
        level = Level.BREAKING if after[name].required else Level.FEATURE
        text = f"new {kind} argument `{name}`"
        yield subject.change(f"{kind}-argument-added", level, text, after=_typed(after[name]))
    yield from _compare_positions(old, new, pairs)
    # Path arguments are positional, and arguments with another location are reported as moved.
    stable = [
        argument
        for argument in before.values()
        if argument.name in pairs and argument.location == after[pairs[argument.name]].location
    ]
    keywords = [pairs[argument.name] for argument in stable if argument.location != "path"]
    method = Subject("the method", f"{new.name}()", new.operation.id, is_sent=True, is_received=False)
    yield from compare_order(method, "arguments", keywords, [name for name in after if name in keywords])


def _place(method: ResourceMethod, argument: Argument) -> int:
    return without_names(method.method.path.partition(f"{{{argument.key}}}")[0]).count("{}")


def _subject(method: ResourceMethod, argument: Argument) -> Subject:
    python = f"{method.name}({argument.name}=)"
    return Subject(f"argument `{argument.name}`", python, method.operation.id, is_sent=True, is_received=False)


def _typed(argument: Argument) -> str:
    return short(argument.annotation)


def _compare_argument(
    subject: Subject, old: Argument, new: Argument, method: ResourceMethod, interfaces: InterfacePair
) -> Iterator[Change | Edit]:
    if old.name != new.name:
        text = f"{subject.noun} is probably renamed to `{new.name}`"
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
    before, after = short(renamed(old.annotation, interfaces.new_names)), short(new.annotation)
    level = level_of_sent(before, after, interfaces.old.enumerations, interfaces.new.enumerations)
    if level:
        text = f"{subject.noun} takes `{after}` instead of `{before}`"
        yield subject.change("argument-type-changed", level, text, before, after)
    facts = _argument_facts(old, interfaces.old), _argument_facts(new, interfaces.new)
    aliases = aliases_of(interfaces, (_alias(old, interfaces.old), facts[0]), (_alias(new, interfaces.new), facts[1]))
    yield from compare_facts(subject, *facts, is_retyped=level is not None, aliases=aliases)


def _argument_facts(argument: Argument, interface: Interface) -> Facts:
    own = {key: value for key, value in argument.parameter.items() if key not in _PARAMETER_TYPES}
    return facts_of(argument.schema, interface.spec) | own


def _alias(argument: Argument, interface: Interface) -> str | None:
    return min(names_in(argument.annotation) & interface.enumerations.keys(), default=None)


def _documented(argument: Argument) -> Schema:
    return argument.parameter or argument.schema


def _compare_positions(old: ResourceMethod, new: ResourceMethod, pairs: Mapping[str, str]) -> Iterator[Change]:
    before = [pairs[argument.name] for argument in old.method.positional if argument.name in pairs]
    after = [argument.name for argument in new.method.positional]
    # A new required argument is already reported.
    added = {argument.name for argument in new.method.arguments} - set(pairs.values())
    if [name for name in after if name not in added][: len(before)] != before:
        text = f"positional arguments are `{', '.join(after)}` now, and were `{', '.join(before)}`"
        python = f"{new.name}()"
        yield Change(
            "positions-changed", Level.BREAKING, text, python, new.operation.id, ", ".join(before), ", ".join(after)
        )
