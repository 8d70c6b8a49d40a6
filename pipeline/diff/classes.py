"""Changes of the classes and their fields."""

from collections.abc import Iterator

from pipeline.diff.annotations import level_of_received, level_of_sent, renamed, short
from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.enumerations import aliases_of
from pipeline.diff.facts import facts_of
from pipeline.diff.interface import Interface, ModelClass
from pipeline.diff.interface_pair import InterfacePair
from pipeline.diff.limits import Subject, compare_facts
from pipeline.diff.order import compare_order
from pipeline.diff.quoting import quoted
from pipeline.diff.renames import likely_renames, similarity
from pipeline.generation.models import ModelField

# Keywords that are compared as fields.
_FIELDS = frozenset({"allOf", "properties", "required", "type"})


def pair_names(old: Interface, new: Interface) -> dict[str, str]:
    """Map the old names of classes and aliases to the new ones: equal names first, then similar contents."""
    classes = {name: name for name in old.classes if name in new.classes}

    def similarity_of(before: str, after: str) -> float:
        one, other = (set(fields) for fields in (old.classes[before].fields, new.classes[after].fields))
        return len(one & other) / max(len(one | other), 1)

    gone = [name for name in old.classes if name not in classes]
    classes |= likely_renames(gone, [name for name in new.classes if name not in old.classes], similarity_of)
    aliases = {name: name for name in old.enumerations if name in new.enumerations}

    def similarity_of_values(before: str, after: str) -> float:
        one, other = old.enumerations[before], new.enumerations[after]
        return len(one & other) / max(len(one | other), 1)

    gone = [name for name in old.enumerations if name not in aliases]
    aliases |= likely_renames(
        gone, [name for name in new.enumerations if name not in old.enumerations], similarity_of_values
    )
    return classes | aliases


def compare_classes(interfaces: InterfacePair) -> Iterator[Change | Edit]:
    """Yield the changes of all classes."""
    old, new = interfaces.old.classes, interfaces.new.classes
    for name, cls in old.items():
        if name in interfaces.new_names:
            yield from _compare_class(cls, new[interfaces.new_names[name]], interfaces)
        else:
            yield _subject(cls, cls).change("class-removed", Level.BREAKING, "class removed")
    for name, cls in new.items():
        if name not in interfaces.new_names.values():
            yield _subject(cls, cls).change("class-added", Level.FEATURE, "new class")


def _subject(old: ModelClass, new: ModelClass) -> Subject:
    return Subject("the class", new.name, None, old.is_sent or new.is_sent, old.is_received or new.is_received)


def _compare_class(old: ModelClass, new: ModelClass, interfaces: InterfacePair) -> Iterator[Change | Edit]:
    subject = _subject(old, new)
    if old.name != new.name:
        text = f"probably renamed to `{new.name}`"
        yield Change("class-renamed", Level.BREAKING, text, old.name, None, old.name, new.name)
    facts = ({key: value for key, value in one.schema.items() if key not in _FIELDS} for one in (old, new))
    # The title determines the name of the class, which is compared already.
    before, after = ({**one, "title": None} for one in facts)
    yield from compare_facts(subject, before, after)
    yield from _compare_fields(subject, old, new, interfaces)


def _compare_fields(
    subject: Subject, old: ModelClass, new: ModelClass, interfaces: InterfacePair
) -> Iterator[Change | Edit]:
    pairs = {name: name for name in old.fields if name in new.fields}

    def similarity_of(gone: str, added: str) -> float:
        one, other = old.fields[gone], new.fields[added]
        same = renamed(one.value.annotation, interfaces.new_names) == other.value.annotation
        return similarity(gone, added, (one.schema, other.schema), same_type=same)

    added = [name for name in new.fields if name not in old.fields]
    pairs |= likely_renames([name for name in old.fields if name not in new.fields], added, similarity_of)
    for name, field in old.fields.items():
        field_subject = _field_subject(subject, name)
        if name not in pairs:
            text = f"{field_subject.noun} removed"
            yield field_subject.change("field-removed", Level.BREAKING, text, short(field.value.annotation))
        else:
            yield from _compare_field(subject, field, new.fields[pairs[name]], (old, new), interfaces)
    for name in (name for name in new.fields if name not in pairs.values()):
        field = new.fields[name]
        is_needed = subject.is_sent and field.required
        kind = "required " if is_needed else "optional " if subject.is_sent else ""
        yield _field_subject(subject, name).change(
            "required-field-added" if is_needed else "field-added",
            Level.BREAKING if is_needed else Level.FEATURE,
            f"new {kind}field `{name}`",
            after=short(field.value.annotation),
        )
    yield from compare_order(subject, "fields", [pairs[name] for name in old.fields if name in pairs], list(new.fields))


def _field_subject(subject: Subject, name: str) -> Subject:
    python = f"{subject.python}.{name}"
    return Subject(f"field `{name}`", python, subject.operation, subject.is_sent, subject.is_received)


def _compare_field(
    owner: Subject, old: ModelField, new: ModelField, classes: tuple[ModelClass, ModelClass], interfaces: InterfacePair
) -> Iterator[Change | Edit]:
    subject = _field_subject(owner, old.name)
    if old.name != new.name:
        text = f"{subject.noun} is probably renamed to `{new.name}`"
        yield subject.change("field-renamed", Level.BREAKING, text, old.name, new.name)
        subject = _field_subject(owner, new.name)
    elif old.key != new.key:
        text = f"{subject.noun} has the key {quoted(new.key)} instead of {quoted(old.key)}"
        yield subject.change("key-changed", Level.PATCH, text, old.key, new.key)
    if owner.is_sent and old.required != new.required:
        rule, word = ("field-required", "required") if new.required else ("field-optional", "optional")
        meaning = Level.BREAKING if new.required else Level.FEATURE
        yield subject.change(rule, meaning, f"{subject.noun} is {word} now")
    before, after = (_annotation(one, owner) for one in (old, new))
    before = short(renamed(before, interfaces.new_names))
    levels = [
        level
        for is_concerned, level_of in ((owner.is_sent, level_of_sent), (owner.is_received, level_of_received))
        if is_concerned and (level := level_of(before, after, interfaces.old.enumerations, interfaces.new.enumerations))
    ]
    if levels:
        text = f"{subject.noun} is `{after}` instead of `{before}`"
        yield subject.change("field-type-changed", max(levels), text, before, after)
    facts = facts_of(old.schema, interfaces.old.spec), facts_of(new.schema, interfaces.new.spec)
    aliases = aliases_of(
        interfaces, (classes[0].aliases.get(old.name), facts[0]), (classes[1].aliases.get(new.name), facts[1])
    )
    yield from compare_facts(subject, *facts, is_retyped=bool(levels), aliases=aliases)


def _annotation(field: ModelField, owner: Subject) -> str:
    # A field that a response may omit is None then.
    optional = not owner.is_sent and not field.required
    return short((field.value.as_nullable() if optional else field.value).annotation)
