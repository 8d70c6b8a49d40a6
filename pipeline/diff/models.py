"""Changes of the classes and their fields."""

from collections.abc import Iterator, Mapping

from pipeline.api import Field, Model, Type
from pipeline.diff.changes import Change, Edit
from pipeline.diff.keywords import TITLE, compare_keywords, compare_wording
from pipeline.diff.order import compare_order
from pipeline.diff.pairing import ApiPair
from pipeline.diff.quoting import quoted
from pipeline.diff.renames import likely_renames, similarity
from pipeline.diff.shapes import allows_null, inner_type, shape_effect
from pipeline.diff.subjects import Subject, whole
from pipeline.diff.types import compare_types, level_of_type, shown
from pipeline.python_types import annotation, short


def compare_models(pair: ApiPair) -> Iterator[Change | Edit]:
    """Yield the changes of all classes."""
    new_names = {name for name in pair.new_names.values() if name in pair.new.models}
    for old_name, name in pair.new_names.items():
        if name in pair.new.models and name in pair.old.models:
            yield from _compare_model(old_name, pair.old.models[name], pair.new.models[name], pair)
    for name, model in pair.old.models.items():
        if name not in new_names:
            yield _subject(model, model).change("class-removed", "class removed")
    for name, model in pair.new.models.items():
        if name not in new_names:
            yield _subject(model, model).change("class-added", "new class")


def _subject(old: Model, new: Model) -> Subject:
    is_sent = old.is_sent or new.is_sent
    return Subject("the class", new.name, None, is_sent, old.is_received or new.is_received or not is_sent)


def _compare_model(old_name: str, old: Model, new: Model, pair: ApiPair) -> Iterator[Change | Edit]:
    subject = _subject(old, new)
    if old_name != new.name:
        text = f"probably renamed to `{new.name}`"
        yield whole("class-renamed", text, old_name, None, old_name, new.name)
    elif old.module != new.module:
        text = f"the class is in the module `{new.module}` instead of `{old.module}`"
        yield subject.change("module-changed", text, old.module, new.module)
    yield from compare_wording(subject, old.wording, new.wording, ignored=TITLE)
    yield from compare_keywords(subject, old.keywords, new.keywords)
    before, after = (inner_type(one.additional, one.keywords) for one in (old, new))
    if before and after:
        yield from _compare_additional(subject, before, after, pair)
    yield from _compare_fields(subject, old, new, pair)


def _compare_additional(subject: Subject, old: Type, new: Type, pair: ApiPair) -> Iterator[Change | Edit]:
    level = level_of_type(subject, (old, new))
    if level:
        before, after = shown(old, new, is_sent=subject.is_sent)
        text = f"further fields are `{after}` instead of `{before}`"
        yield subject.change("further-fields-changed", text, before, after, level=level)
    yield from compare_types(subject, old, new, pair, "additionalProperties.")


def _compare_fields(owner: Subject, old: Model, new: Model, pair: ApiPair) -> Iterator[Change | Edit]:
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    pairs = _pairs(before, after)
    for name, field in before.items():
        if name not in pairs:
            subject = _field_subject(owner, name, field)
            yield subject.change("field-removed", f"{subject.noun} removed", _typed(field, subject))
        else:
            yield from _compare_field(owner, field, after[pairs[name]], {one.key for one in new.fields}, pair)
    for name, field in after.items():
        if name not in pairs.values():
            yield _added(_field_subject(owner, name, field), field)
    yield from compare_order(owner, "fields", [pairs[name] for name in before if name in pairs], list(after))


def _pairs(before: Mapping[str, Field], after: Mapping[str, Field]) -> dict[str, str]:
    """Map old fields to new ones: equal names first, then equal keys, then similar ones."""
    pairs = {name: name for name in before if name in after}

    def similarity_of(gone: str, added: str) -> float:
        one, other = before[gone], after[added]
        if one.key == other.key:
            return 1.0
        is_same_type = shape_effect(one.type, other.type, is_sent=False) is None
        return similarity(gone, added, (_wording(one), _wording(other)), same_type=is_same_type)

    gone, added = [name for name in before if name not in after], [name for name in after if name not in before]
    return pairs | likely_renames(gone, added, similarity_of)


def _wording(field: Field) -> Mapping[str, object]:
    return {**field.type.wording, **field.wording}


def _field_subject(owner: Subject, name: str, *fields: Field) -> Subject:
    # A field that is only in responses is not sent, and vice versa.
    is_sent = owner.is_sent and not any(field.is_read_only for field in fields)
    is_received = owner.is_received and not any(field.is_write_only for field in fields)
    return Subject(f"field `{name}`", f"{owner.python}.{name}", owner.operation, is_sent, is_received)


def _added(subject: Subject, field: Field) -> Change:
    is_needed = subject.is_sent and field.is_required
    kind = "required " if is_needed else "optional " if subject.is_sent else ""
    rule = "required-field-added" if is_needed else "field-added"
    return subject.change(rule, f"new {kind}field `{field.name}`", after=_typed(field, subject))


def _typed(field: Field, subject: Subject) -> str:
    value = field.type if subject.is_sent else _received(field)
    return short(annotation(value, is_sent=subject.is_sent))


def _received(field: Field) -> Type:
    """Return the type of a field in responses, which may lack a field that the spec does not require."""
    return field.type if field.is_required else field.type.model_copy(update={"is_nullable": True})


def _compare_field(owner: Subject, old: Field, new: Field, keys: set[str], pair: ApiPair) -> Iterator[Change | Edit]:
    subject = _field_subject(owner, old.name, old, new)
    if old.name != new.name:
        text = f"{subject.noun} is probably renamed to `{new.name}`"
        yield subject.change("field-renamed", text, old.name, new.name)
        subject = _field_subject(owner, new.name, old, new)
    elif old.key != new.key:
        if old.key in keys:
            text = f"{subject.noun} has the key {quoted(new.key)}, and {quoted(old.key)} is another field now"
            yield subject.change("key-taken", text, old.key, new.key)
        else:
            text = f"{subject.noun} has the key {quoted(new.key)} instead of {quoted(old.key)}"
            yield subject.change("key-changed", text, old.key, new.key)
    yield from _compare_directions(_field_subject(owner, new.name), old, new)
    level = level_of_type(subject, (old.type, new.type), (_received(old), _received(new)))
    if level:
        types = (old.type, new.type) if subject.is_sent else (_received(old), _received(new))
        before, after = shown(*types, is_sent=subject.is_sent)
        text = f"{subject.noun} is `{after}` instead of `{before}`"
        yield subject.change("field-type-changed", text, before, after, level=level)
    if not level and allows_null(old.type) != allows_null(new.type):
        word = "may" if allows_null(new.type) else "cannot"
        yield subject.change(
            "null-written", f"{subject.noun} {word} be null, and is `None` as before where it is missing"
        )
    # The type of a received field shows this.
    if old.is_required != new.is_required and (subject.is_sent or not level):
        word = "required" if new.is_required else "optional"
        yield subject.change(f"field-{word}", f"{subject.noun} is {word} now")
    yield from compare_wording(subject, old.wording, new.wording)
    yield from compare_types(subject, _described(old), _described(new), pair)


def _described(field: Field) -> Type:
    return field.type.model_copy(update={"keywords": {**field.type.keywords, **field.keywords}})


def _compare_directions(subject: Subject, old: Field, new: Field) -> Iterator[Change]:
    """Yield the changes of `readOnly` and `writeOnly`."""
    if old.is_read_only != new.is_read_only:
        if new.is_read_only:
            yield subject.change("field-read-only", f"{subject.noun} is only in responses now")
        else:
            rule = "required-field-writable" if new.is_required else "field-writable"
            yield subject.change(rule, f"{subject.noun} may be sent now")
    if old.is_write_only != new.is_write_only:
        rule, text = (
            ("field-write-only", "is only in requests now")
            if new.is_write_only
            else ("field-readable", "is in responses too now")
        )
        yield subject.change(rule, f"{subject.noun} {text}")
