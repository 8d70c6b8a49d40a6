"""Changes of a union as a whole: its discriminator, whether only one member may match, and their order."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import JsonValue

from pipeline.api import Api, Discriminator, Kind, Type
from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.effects import Effect
from pipeline.diff.pairing import ApiPair, content
from pipeline.diff.quoting import quoted
from pipeline.diff.rules import EFFECTS, Family
from pipeline.diff.shapes import alternatives
from pipeline.diff.subjects import Subject
from pipeline.python_types import annotation, short

EXCLUSIVE = "oneOf"
"""The keyword of a union of which only one member may match."""

# The JSON types of the kinds with other names.
_JSON_TYPES = {
    Kind.INTEGER: "number",
    Kind.DATE: "string",
    Kind.DATE_TIME: "string",
    Kind.LOCAL_DATE_TIME: "string",
    Kind.LOCAL_MINUTE: "string",
    Kind.FILE: "string",
    Kind.MODEL: "object",
    Kind.MAP: "object",
}


def compare_unions(subject: Subject, old: Type, new: Type, pair: ApiPair, path: str) -> Iterator[Change | Edit]:
    """Yield the changes of a union as a whole.

    Args:
        subject: The subject with the type.
        old: The old type, which is a union, or the only member.
        new: The new type.
        pair: The versions.
        path: The path from the subject to the type.
    """
    yield from _compare_discriminators(subject, old, new, pair, f"{path}discriminator")
    if old.kind is new.kind and bool(old.keywords.get(EXCLUSIVE)) != bool(new.keywords.get(EXCLUSIVE)):
        yield _exclusive(subject, new, pair.new, f"{path}{EXCLUSIVE}")
    members = [[content(one) for one in alternatives(value)] for value in (old, new)]
    if members[0] != members[1] and _sorted(members[0]) == _sorted(members[1]):
        types = [_types(value) for value in (old, new)]
        is_decided = new.discriminator or types[0] == types[1] or _are_disjoint(alternatives(new), pair.new)
        if is_decided or not subject.is_received:
            yield subject.edit(path, *members)
        else:
            # The first member that fits parses a received value.
            text = f"{subject.noun}: the members are in another order, and a value that several fit may be another type"
            yield subject.change("members-reordered", text, place=path)


def _exclusive(subject: Subject, new: Type, api: Api, place: str) -> Change:
    effect, text = Effect.WIDER, "several members may hold at once now"
    if new.keywords.get(EXCLUSIVE):
        effect, text = Effect.NARROWER, "only one of the members may hold now"
    if _are_disjoint(alternatives(new), api):
        effect, text = Effect.SAME, f"{text}, which is so for each value"
    rule = {Effect.SAME: "limit-written", Effect.WIDER: "limit-loosened"}.get(effect, "limit-tightened")
    level = subject.level(EFFECTS[Family.LIMIT][effect])
    return subject.change(rule, f"{subject.noun}: {text}", place=place, level=level)


def _are_disjoint(members: Sequence[Type], api: Api) -> bool:
    """Return whether no value can match two members."""
    by_type: dict[str, list[Type]] = {}
    for member in members:
        by_type.setdefault(_JSON_TYPES.get(member.kind, member.kind.value), []).append(member)
    return all(
        len(group) == 1
        or _have_own_values([member.values for member in group])
        or any(have_own_values(group, key, api) for key in _keys(group[0], api))
        for name, group in by_type.items()
    ) and (len(members) == 1 or not {"any", "decimal"} & by_type.keys())


def have_own_values(members: Sequence[Type], key: str, api: Api) -> bool:
    """Return whether each member has a property whose values no other member has."""
    fields = [
        field.type.values
        for member in members
        if member.kind is Kind.MODEL
        for field in api.models[member.name].fields
        if field.key == key
    ]
    return len(fields) == len(members) and _have_own_values(fields)


def _keys(member: Type, api: Api) -> list[str]:
    return [field.key for field in api.models[member.name].fields] if member.kind is Kind.MODEL else []


def _have_own_values(values: Sequence[tuple[JsonValue, ...] | None]) -> bool:
    texts = [json.dumps(value) for one in values for value in one or ()]
    return all(values) and len(set(texts)) == len(texts)


def _compare_discriminators(subject: Subject, old: Type, new: Type, pair: ApiPair, place: str) -> Iterator[Change]:
    before, after = old.discriminator, new.discriminator
    if before is None or after is None:
        if after:
            text = f"{subject.noun}: {quoted(after.key)} distinguishes the members now"
            yield subject.change("discriminator-added", text, None, after.key, place=place)
        elif before:
            text = f"{subject.noun}: {quoted(before.key)} no longer distinguishes the members"
            # The values of the property also distinguish the members.
            level = Level.PATCH if have_own_values(old.members, before.key, pair.old) else None
            yield subject.change("discriminator-removed", text, before.key, place=place, level=level)
        return
    if before.key != after.key:
        text = f"{subject.noun}: {quoted(after.key)} distinguishes the members instead of {quoted(before.key)}"
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


def _mapped(discriminator: Discriminator, union: Type) -> dict[str, str]:
    return {
        value: short(annotation(union.members[index], is_sent=True)) for value, index in discriminator.mapping.items()
    }


def _types(union: Type) -> list[str]:
    return list(dict.fromkeys(annotation(member, is_sent=False) for member in alternatives(union)))


def _sorted(values: list[Any]) -> list[str]:
    return sorted(json.dumps(value, sort_keys=True) for value in values)
