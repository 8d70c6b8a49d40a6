"""Changes of the type of an argument, a field or a response."""

from collections.abc import Iterator

from pipeline.api import Api, Keywords, Kind, Type
from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.effects import is_same
from pipeline.diff.keywords import ANNOTATIONS, TITLE, compare_annotations, compare_keywords, compare_wording
from pipeline.diff.pairing import ApiPair
from pipeline.diff.rules import EFFECTS, Family
from pipeline.diff.shapes import alternatives, inner_type, match, shape_effect
from pipeline.diff.subjects import Subject
from pipeline.diff.unions import EXCLUSIVE, compare_unions
from pipeline.diff.values import compare_values
from pipeline.python_types import annotation, short


def level_of_type(subject: Subject, sent: tuple[Type, Type], received: tuple[Type, Type] | None = None) -> Level | None:
    """Return the level of a change of a type; `None` if code sees the same type.

    Args:
        subject: The subject with the type.
        sent: The old and the new type in requests.
        received: The types in responses, if they differ from those in requests.
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
    """Return the annotations of two types, with their kinds if the annotations are equal."""
    before, after = (short(annotation(one, is_sent=is_sent)) for one in (old, new))
    if before == after:
        before, after = (f"{text} ({_kinds(one)})" for text, one in ((before, old), (after, new)))
    return before, after


def compare_types(subject: Subject, old: Type, new: Type, pair: ApiPair, path: str = "") -> Iterator[Change | Edit]:
    """Yield the changes of a value other than its Python type: limits, values, defaults and texts, at any depth.

    Args:
        subject: The subject with the type.
        old: The old type.
        new: The new type.
        pair: The versions.
        path: The path from the subject to the type, such as `items.`.
    """
    wordings = [old.wording, new.wording]
    if old.name == new.name or old.kind is new.kind is Kind.MODEL:
        # The wording of the class or alias is compared once, or belongs to another class.
        wordings = [_own_wording(one, api) for one, api in ((old, pair.old), (new, pair.new))]
    yield from compare_wording(subject, wordings[0], wordings[1], path, ignored=TITLE if old.name and new.name else ())
    yield from compare_annotations(subject, _annotations(old), _annotations(new), path)
    if Kind.UNION in (old.kind, new.kind):
        limits = [_limits(one.keywords) if one.kind is Kind.UNION else {} for one in (old, new)]
        yield from compare_keywords(subject, limits[0], limits[1], path=path)
        yield from compare_unions(subject, old, new, pair, path)
    has_several = len(alternatives(old)) > 1 and len(alternatives(new)) > 1
    for before, after in match(old, new).pairs:
        inner = f"{path}{short(annotation(after, is_sent=True))}." if has_several else path
        if has_several:
            yield from compare_wording(subject, before.wording, after.wording, inner)
        yield from _compare_alternatives(subject, before, after, pair, inner)


def _compare_alternatives(subject: Subject, old: Type, new: Type, pair: ApiPair, path: str) -> Iterator[Change | Edit]:
    yield from compare_keywords(subject, _limits(old.keywords), _limits(new.keywords), (old.kind, new.kind), path)
    yield from compare_values(subject, old, new, pair)
    if old.kind is new.kind and old.kind in (Kind.LIST, Kind.MAP):
        before, after = (inner_type(one.items, one.keywords) for one in (old, new))
        if before and after:
            step = "items" if old.kind is Kind.LIST else "additionalProperties"
            yield from compare_types(subject, before, after, pair, f"{path}{step}.")


def _own_wording(value: Type, api: Api) -> Keywords:
    """Return the wording of a value without that of its class or alias."""
    named = api.models.get(value.name) or api.enums.get(value.name)
    shared = named.wording if named else {}
    return {key: text for key, text in value.wording.items() if key not in shared or not is_same(text, shared[key])}


def _kinds(value: Type) -> str:
    return " | ".join(one.kind.value for one in alternatives(value))


def _annotations(value: Type) -> Keywords:
    """Return `default` and `deprecated` of a type, or of any member of a union."""
    annotations = {key: value.keywords[key] for key in ANNOTATIONS if key in value.keywords}
    for member in value.members:
        annotations = _annotations(member) | annotations
    return annotations


def _limits(keywords: Keywords) -> Keywords:
    return {key: value for key, value in keywords.items() if key not in (*ANNOTATIONS, EXCLUSIVE)}
