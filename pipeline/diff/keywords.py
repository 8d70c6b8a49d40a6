"""Changes of the keywords of a schema, by the table of rules."""

from collections.abc import Collection, Iterator

from pydantic import JsonValue

from pipeline.api import Keywords, Kind
from pipeline.diff.changes import Change, Edit
from pipeline.diff.effects import Effect, effect_of, is_same
from pipeline.diff.quoting import quoted
from pipeline.diff.rules import EFFECTS, KEYWORDS, LEVELS, KeywordRule
from pipeline.diff.subjects import Subject

TITLE = ("title",)
"""The wording that becomes the name of a class or alias, and is compared as such."""

ANNOTATIONS = ("default", "deprecated")
"""Keywords that describe a value, but do not limit it."""

_CLAIMED = {*ANNOTATIONS, *(keyword for rule in KEYWORDS for keyword in rule.keywords)}
_RULE_NAMES = {
    Effect.SAME: "limit-written",
    Effect.NARROWER: "limit-tightened",
    Effect.WIDER: "limit-loosened",
    Effect.OTHER: "limit-tightened",
}


def compare_keywords(
    subject: Subject, old: Keywords, new: Keywords, kinds: tuple[Kind, Kind] = (Kind.ANY, Kind.ANY), path: str = ""
) -> Iterator[Change]:
    """Yield the changes of the keywords of a value.

    Args:
        subject: The value.
        old: The old keywords.
        new: The new keywords.
        kinds: The old and the new kind of the value.
        path: The path from the subject to the value, such as `items.`.
    """
    different = changed_keys(old, new)
    if not different:
        return
    for rule in KEYWORDS:
        if changed := [keyword for keyword in different if keyword in rule.keywords]:
            yield _limit(subject, rule, changed, (old, new), kinds, path)
    yield from compare_annotations(subject, old, new, path)
    for keyword in different:
        if keyword not in _CLAIMED:
            yield unclassified(subject, f"{path}{keyword}", old.get(keyword), new.get(keyword))


def compare_annotations(subject: Subject, old: Keywords, new: Keywords, path: str = "") -> Iterator[Change]:
    """Yield the changes of `default` and `deprecated`."""
    different = changed_keys(*({key: one[key] for key in ANNOTATIONS if key in one} for one in (old, new)))
    if "default" in different:
        text = f"{subject.noun}: the default {_instead('default', old, new)}"
        # Calls without the argument change their meaning, unless the default was only undocumented before.
        level = subject.level(LEVELS["default-changed" if "default" in old else "default-documented"])
        before, after = old.get("default"), new.get("default")
        yield subject.change("default-changed", text, before, after, place=f"{path}default", level=level)
    if "deprecated" in different:
        place = f"{path}deprecated"
        if bool(old.get("deprecated")) == bool(new.get("deprecated")):
            text = f"{subject.noun}: {quoted(place)} {_instead('deprecated', old, new)}"
            yield subject.change("limit-written", text, place=place)
        elif new.get("deprecated"):
            yield subject.change("deprecated", f"{subject.noun} is deprecated", place=place)
        else:
            yield subject.change("no-longer-deprecated", f"{subject.noun} is no longer deprecated", place=place)


def compare_wording(
    subject: Subject, old: Keywords, new: Keywords, path: str = "", ignored: Collection[str] = ()
) -> Iterator[Edit]:
    """Yield the changes of wording."""
    for keyword in changed_keys(old, new):
        if keyword not in ignored:
            yield subject.edit(f"{path}{keyword}", old.get(keyword), new.get(keyword))


def unclassified(subject: Subject, place: str, before: JsonValue, after: JsonValue) -> Change:
    """Return a change without a rule, which has the worst level."""
    text = f"{subject.noun}: {quoted(place)} changed, and no rule says what that means"
    return subject.change("unclassified", text, before, after, place=place)


def changed_keys(old: Keywords, new: Keywords) -> list[str]:
    """Return the keys that only one of two objects has, or that have different values, in alphabetical order."""
    keys = sorted(old.keys() | new.keys())
    return [key for key in keys if (key in old) != (key in new) or not is_same(old.get(key), new.get(key))]


def _limit(
    subject: Subject,
    rule: KeywordRule,
    changed: list[str],
    keywords: tuple[Keywords, Keywords],
    kinds: tuple[Kind, Kind],
    path: str,
) -> Change:
    old, new = keywords
    effect = effect_of(rule.limit(old, kinds[0]), rule.limit(new, kinds[1]), rule.compare)
    texts = [f"{quoted(f'{path}{keyword}')} {_instead(keyword, old, new)}" for keyword in changed]
    if len(changed) == 1:
        place, before, after = f"{path}{changed[0]}", old.get(changed[0]), new.get(changed[0])
    else:
        place = f"{path}{'/'.join(rule.keywords)}"
        before, after = ({key: one[key] for key in changed if key in one} or None for one in keywords)
    return subject.change(
        _RULE_NAMES[effect],
        f"{subject.noun}: {', '.join(texts)}",
        before,
        after,
        place=place,
        level=subject.level(EFFECTS[rule.family][effect]),
    )


def _instead(keyword: str, old: Keywords, new: Keywords) -> str:
    if keyword not in old:
        return f"is {quoted(new[keyword])} now"
    if keyword not in new:
        return f"is no longer {quoted(old[keyword])}"
    return f"is {quoted(new[keyword])} instead of {quoted(old[keyword])}"
