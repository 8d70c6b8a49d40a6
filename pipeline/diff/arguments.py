"""Changes of the arguments of a method."""

from collections.abc import Iterator, Mapping

from pipeline.api import Argument, Location, Method, Type
from pipeline.diff.changes import Change, Edit
from pipeline.diff.keywords import compare_wording
from pipeline.diff.order import compare_order
from pipeline.diff.pairing import ApiPair
from pipeline.diff.quoting import quoted
from pipeline.diff.renames import likely_renames, similarity
from pipeline.diff.shapes import shape_effect
from pipeline.diff.subjects import Subject, whole
from pipeline.diff.types import compare_types, level_of_type
from pipeline.python_types import argument_annotation, short


def compare_arguments(name: str, old: Method, new: Method, pair: ApiPair) -> Iterator[Change | Edit]:
    """Yield the changes of the arguments of a method.

    Args:
        name: The new name of the method, with the resource.
        old: The old method.
        new: The new method.
        pair: The versions.
    """
    before = {argument.name: argument for argument in old.arguments}
    after = {argument.name: argument for argument in new.arguments}
    pairs = _pairs(old, new)
    for argument in before.values():
        subject = _subject(name, new, argument)
        if argument.name not in pairs:
            yield subject.change("argument-removed", f"{subject.noun} removed", _typed(argument))
        else:
            yield from _compare_argument(name, new, argument, after[pairs[argument.name]], pair)
    added = [argument for argument in after.values() if argument.name not in pairs.values()]
    for argument in added:
        kind = "required" if argument.is_required else "optional"
        text = f"new {kind} argument `{argument.name}`"
        yield _subject(name, new, argument).change(f"{kind}-argument-added", text, after=_typed(argument))
    yield from _compare_positions(name, old, new, pairs)
    # Path arguments are positional, and arguments with another location are reported as moved.
    stable = [
        pairs[argument.name]
        for argument in old.arguments
        if argument.name in pairs and argument.location is after[pairs[argument.name]].location is not Location.PATH
    ]
    method = Subject("the method", f"{name}()", new.operation_id)
    yield from compare_order(method, "arguments", stable, [argument for argument in after if argument in stable])


def _pairs(old: Method, new: Method) -> dict[str, str]:
    """Map old arguments to new ones: equal names first, then equal keys, then similar ones."""
    before = {argument.name: argument for argument in old.arguments}
    after = {argument.name: argument for argument in new.arguments}
    pairs = {name: name for name in before if name in after}

    def similarity_of(gone: str, added: str) -> float:
        one, other = before[gone], after[added]
        # Path parameters are identified by their position.
        if one.location is other.location is Location.PATH and _place(old, one) == _place(new, other):
            return 1.0
        if (one.location, one.key) == (other.location, other.key):
            return 1.0
        is_same_type = shape_effect(one.type, other.type, is_sent=True) is None
        return similarity(gone, added, (_wording(one), _wording(other)), same_type=is_same_type)

    gone, added = [name for name in before if name not in after], [name for name in after if name not in before]
    return pairs | likely_renames(gone, added, similarity_of)


def _place(method: Method, argument: Argument) -> int:
    return method.path.partition(f"{{{argument.key}}}")[0].count("{")


def _wording(argument: Argument) -> Mapping[str, object]:
    return {**argument.type.wording, **argument.wording}


def _subject(name: str, method: Method, argument: Argument) -> Subject:
    noun, python = f"argument `{argument.name}`", f"{name}({argument.name}=)"
    return Subject(noun, python, method.operation_id, is_received=False)


def _typed(argument: Argument) -> str:
    return short(argument_annotation(argument.type))


def _compare_argument(
    name: str, method: Method, old: Argument, new: Argument, pair: ApiPair
) -> Iterator[Change | Edit]:
    subject = _subject(name, method, old)
    if old.name != new.name:
        text = f"{subject.noun} is probably renamed to `{new.name}`"
        yield subject.change("argument-renamed", text, old.name, new.name)
        subject = _subject(name, method, new)
    yield from _compare_place(subject, method, old, new)
    if old.is_required != new.is_required:
        word = "required" if new.is_required else "optional"
        yield subject.change(f"argument-{word}", f"{subject.noun} is {word} now")
    level = level_of_type(subject, (old.type, new.type))
    if level:
        before, after = _typed(old), _typed(new)
        text = f"{subject.noun} takes `{after}` instead of `{before}`"
        yield subject.change("argument-type-changed", text, before, after, level=level)
    if old.style is not new.style:
        before, after = (one.style.value if one.style else "single value" for one in (old, new))
        text = f"{subject.noun} is written in the style {quoted(after)} instead of {quoted(before)}"
        # The style of a list is part of another type.
        if not level:
            yield subject.change("style-changed", text, before, after)
    yield from compare_wording(subject, old.wording, new.wording)
    yield from compare_types(subject, _described(old), _described(new), pair)


def _compare_place(subject: Subject, method: Method, old: Argument, new: Argument) -> Iterator[Change]:
    """Yield the change when the value is sent under another key, or in another part of the request."""
    if (old.location, old.key) == (new.location, new.key):
        return
    is_moved = old.location is not new.location
    before, after = (old.location, new.location) if is_moved else (old.key, new.key)
    others = {(argument.location, argument.key) for argument in method.arguments}
    # Path parameters are identified by their position.
    is_taken = (old.location, old.key) in others and old.location is not Location.PATH
    if old.name == new.name and is_taken:
        text = f"{subject.noun} is sent as {quoted(new.key)}, and {quoted(old.key)} is another argument now"
        yield subject.change("key-taken", text, old.key, new.key, place=[old.location, new.location])
    elif is_moved:
        text = f"{subject.noun} is sent in the {after} instead of the {before}"
        yield subject.change("argument-moved", text, before, after)
    elif old.name == new.name:
        text = f"{subject.noun} is sent as {quoted(after)} instead of {quoted(before)}"
        yield subject.change("key-changed", text, before, after)


def _described(argument: Argument) -> Type:
    """Return the type of an argument with the keywords of its parameter."""
    return argument.type.model_copy(update={"keywords": {**argument.type.keywords, **argument.keywords}})


def _compare_positions(name: str, old: Method, new: Method, pairs: Mapping[str, str]) -> Iterator[Change]:
    before = [pairs[argument.name] for argument in old.positional if argument.name in pairs]
    after = [argument.name for argument in new.positional]
    # A new required argument is already reported.
    added = {argument.name for argument in new.arguments} - set(pairs.values())
    if [argument for argument in after if argument not in added][: len(before)] != before:
        text = f"positional arguments are `{', '.join(after)}` now, and were `{', '.join(before)}`"
        yield whole("positions-changed", text, f"{name}()", new.operation_id, ", ".join(before), ", ".join(after))
