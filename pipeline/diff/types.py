"""Changes of the type of an argument, a field or a response."""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.api import Api, Discriminator, Keywords, Kind, Type
from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.effects import is_same
from pipeline.diff.keywords import ANNOTATIONS, TITLE, compare_annotations, compare_keywords, compare_wording
from pipeline.diff.pairing import ApiPair, content
from pipeline.diff.quoting import quoted
from pipeline.diff.rules import EFFECTS, Family
from pipeline.diff.shapes import alternatives, inner_type, match, shape_effect
from pipeline.diff.subjects import Subject
from pipeline.diff.values import compare_values
from pipeline.python_types import annotation, short


def level_of_type(subject: Subject, sent: tuple[Type, Type], received: tuple[Type, Type] | None = None) -> Level | None:
    """Return the level of another type; `None` where code sees the same one.

    Args:
        subject: What has the type.
        sent: The old and the new type in requests.
        received: The types in responses, where they differ from those in requests.
    """
    levels = []
    if subject.is_sent and (effect := shape_effect(*sent, is_sent=True)) is not None:
        levels.append(EFFECTS[Family.TYPE][effect].sent)
    if subject.is_received and (effect := shape_effect(*(received or sent), is_sent=False)) is not None:
        levels.append(EFFECTS[Family.TYPE][effect].received)
    if not (subject.is_sent or subject.is_received) and shape_effect(*sent, is_sent=True) is not None:
        levels.append(Level.PATCH)
    return max(levels, default=None)


def shown(old: Type, new: Type, *, is_sent: bool) -> tuple[str, str]:
    """Return the annotations of two types, with their kinds where the annotations are equal."""
    before, after = (short(annotation(one, is_sent=is_sent)) for one in (old, new))
    if before == after:
        before, after = (f"{text} ({_kinds(one)})" for text, one in ((before, old), (after, new)))
    return before, after


def compare_types(subject: Subject, old: Type, new: Type, pair: ApiPair, path: str = "") -> Iterator[Change | Edit]:
    """Yield what changes of a value beside its type in Python: limits, values, defaults, texts, also inside of it.

    Args:
        subject: What has the type.
        old: The old type.
        new: The new type.
        pair: The versions.
        path: What leads from the subject to the type, such as `items.`.
    """
    wordings = [old.wording, new.wording]
    if old.name == new.name:
        # That of the class or alias is compared once.
        wordings = [_own_wording(one, api) for one, api in ((old, pair.old), (new, pair.new))]
    yield from compare_wording(subject, wordings[0], wordings[1], path, ignored=TITLE if old.name and new.name else ())
    yield from compare_annotations(subject, _annotations(old), _annotations(new), path)
    if Kind.UNION in (old.kind, new.kind):
        limits = [_limits(one.keywords) if one.kind is Kind.UNION else {} for one in (old, new)]
        yield from compare_keywords(subject, limits[0], limits[1], path=path)
        yield from _compare_discriminators(subject, old, new, pair, path)
    has_several = len(alternatives(old)) > 1 and len(alternatives(new)) > 1
    for before, after in match(old, new).pairs:
        inner = f"{path}{short(annotation(after, is_sent=True))}." if has_several else path
        if has_several:
            yield from compare_wording(subject, before.wording, after.wording, inner)
        yield from _compare_alternatives(subject, before, after, pair, inner)
    if Kind.UNION in (old.kind, new.kind):
        members = [[content(one) for one in alternatives(value)] for value in (old, new)]
        if members[0] != members[1] and _sorted(members[0]) == _sorted(members[1]):
            yield subject.edit(path, *members)


def _sorted(values: list[Any]) -> list[str]:
    return sorted(json.dumps(value, sort_keys=True) for value in values)


def _compare_alternatives(subject: Subject, old: Type, new: Type, pair: ApiPair, path: str) -> Iterator[Change | Edit]:
    yield from compare_keywords(subject, _limits(old.keywords), _limits(new.keywords), (old.kind, new.kind), path)
    yield from compare_values(subject, old, new, pair)
    if old.kind is new.kind and old.kind in (Kind.LIST, Kind.MAP):
        before, after = (inner_type(one.items, one.keywords) for one in (old, new))
        if before and after:
            step = "items" if old.kind is Kind.LIST else "additionalProperties"
            yield from compare_types(subject, before, after, pair, f"{path}{step}.")


def _compare_discriminators(subject: Subject, old: Type, new: Type, pair: ApiPair, path: str) -> Iterator[Change]:
    before, after = old.discriminator, new.discriminator
    place = f"{path}discriminator"
    if before is None or after is None:
        if after:
            text = f"{subject.noun}: {quoted(after.key)} tells the members apart now"
            yield subject.change("discriminator-added", text, None, after.key, place=place)
        elif before:
            text = f"{subject.noun}: {quoted(before.key)} no longer tells the members apart"
            # The values of the property tell the members apart, too.
            level = Level.PATCH if _has_values_of_its_own(old, before.key, pair.old) else None
            yield subject.change("discriminator-removed", text, before.key, place=place, level=level)
        return
    if before.key != after.key:
        text = f"{subject.noun}: {quoted(after.key)} tells the members apart instead of {quoted(before.key)}"
        yield subject.change("discriminator-changed", text, before.key, after.key, place=place)
    mapped, remapped = (_mapped(one, value) for one, value in ((before, old), (after, new)))
    for value in sorted(mapped.keys() | remapped.keys()):
        names = mapped.get(value), remapped.get(value)
        match names:
            case None, str() as name:
                rule, text = "discriminator-value-added", f"means `{name}`"
            case str() as name, None:
                rule, text = "discriminator-value-removed", f"no longer means `{name}`"
            case str() as name, str() as other if name != other:
                rule, text = "discriminator-changed", f"means `{other}` instead of `{name}`"
            case _:
                continue
        text = f"{subject.noun}: the value {quoted(value)} of {quoted(after.key)} {text}"
        yield subject.change(rule, text, *names, place=[place, value])


def _has_values_of_its_own(union: Type, key: str, api: Api) -> bool:
    """Return whether each member has other values of a property than the others."""
    values = [
        field.type.values or ()
        for member in union.members
        if member.kind is Kind.MODEL
        for field in api.models[member.name].fields
        if field.key == key
    ]
    distinct = {json.dumps(value) for one in values for value in one}
    return len(values) == len(union.members) and all(values) and len(distinct) == sum(map(len, values))


def _mapped(discriminator: Discriminator, union: Type) -> dict[str, str]:
    return {
        value: short(annotation(union.members[index], is_sent=True)) for value, index in discriminator.mapping.items()
    }


def _own_wording(value: Type, api: Api) -> Keywords:
    """Return the wording of a value without that of its class or alias."""
    named = api.models.get(value.name) or api.enums.get(value.name)
    shared = named.wording if named else {}
    return {key: text for key, text in value.wording.items() if key not in shared or not is_same(text, shared[key])}


def _kinds(value: Type) -> str:
    return " | ".join(one.kind.value for one in alternatives(value))


def _annotations(value: Type) -> Keywords:
    """Return the default and whether it is deprecated, of a type or of any member of a union."""
    annotations = {key: value.keywords[key] for key in ANNOTATIONS if key in value.keywords}
    for member in value.members:
        annotations = _annotations(member) | annotations
    return annotations


def _limits(keywords: Keywords) -> Keywords:
    return {key: value for key, value in keywords.items() if key not in ANNOTATIONS}
