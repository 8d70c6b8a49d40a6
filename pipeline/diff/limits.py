"""Changes of the schema keywords of a value, beside those of its Python type."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.facts import Facts, is_same
from pipeline.diff.quoting import quoted, short_line

WORDING = frozenset({"$comment", "description", "example", "examples", "externalDocs", "summary", "title"})
"""Keywords that only concern readers of the documentation, like extensions (`x-`)."""

# Keywords that the annotation expresses; a change of the annotation includes theirs.
_SHAPES = frozenset({"allOf", "anyOf", "const", "enum", "format", "not", "oneOf", "pattern", "type"})

# Limits that are stricter when they are higher, and those that are stricter when they are lower.
_LOWER = frozenset({"exclusiveMinimum", "minContains", "minimum", "minItems", "minLength", "minProperties"})
_UPPER = frozenset({"exclusiveMaximum", "maxContains", "maximum", "maxItems", "maxLength", "maxProperties"})
_LIMITS = frozenset(
    {
        *(_SHAPES | _LOWER | _UPPER),
        *("additionalProperties", "contains", "contentEncoding", "contentMediaType", "contentSchema"),
        *("dependentRequired", "dependentSchemas", "if", "then", "else", "multipleOf", "patternProperties"),
        *("prefixItems", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "uniqueItems"),
    }
)


@dataclass(frozen=True)
class Aliases:
    """The aliases of the enumeration of one argument or field, in both versions.

    Attributes:
        before: The old alias, if there was one.
        after: The new alias, if there is one.
        include_values: Whether the changes of the values are reported with the alias.
    """

    before: str | None = None
    after: str | None = None
    include_values: bool = False


NO_ALIASES = Aliases()


@dataclass(frozen=True)
class Subject:
    """The argument, field, class or method that changes.

    Attributes:
        noun: The beginning of a sentence about it, such as "argument `amount`".
        python: Its name as in Python code.
        operation: The operationId, where it belongs to one operation.
        is_sent: Whether requests contain it.
        is_received: Whether responses contain it.
    """

    noun: str
    python: str
    operation: str | None
    is_sent: bool
    is_received: bool

    def level(self, sent: Level, received: Level = Level.PATCH) -> Level:
        """Return the level of a change that has one level where it is sent, and another where it is received."""
        return max(sent if self.is_sent else Level.PATCH, received if self.is_received else Level.PATCH)

    def change(
        self, rule: str, level: Level, text: str, before: Any = None, after: Any = None, *, place: Any = None
    ) -> Change:
        """Return a change of it, or of a place in its schema, such as a keyword."""
        return Change(
            rule=rule,
            level=level,
            text=text,
            python=self.python,
            operation=self.operation,
            before=None if before is None else short_line(before),
            after=None if after is None else short_line(after),
            exact=json.dumps([place, before, after], sort_keys=True),
        )


def compare_facts(
    subject: Subject, old: Facts, new: Facts, *, is_retyped: bool = False, aliases: Aliases = NO_ALIASES
) -> Iterator[Change | Edit]:
    """Yield the changes of the facts of a value.

    Args:
        subject: The value.
        old: The old facts.
        new: The new facts.
        is_retyped: Whether a change of its annotation is reported, which includes some of the keywords.
        aliases: The aliases of its enumeration.
    """
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        # Not split at dots, which the name of an extension may contain.
        key = re.sub(r"^(items\.)+", "", path)
        if is_same(before, after) or (is_retyped and key in _SHAPES):
            continue
        if key in WORDING or key.startswith("x-") or _is_reordered(key, before, after):
            yield Edit(f"`{subject.python}`", short_line([path, before]), short_line([path, after]))
        elif key == "deprecated":
            yield _deprecation(subject, path, bool(after))
        elif key == "default":
            yield _default(subject, path, before, after)
        elif key == "enum":
            if not aliases.include_values:
                yield from _values(subject, before or [], after or [], aliases)
        elif key in _LIMITS:
            yield _limit(subject, path, key, before, after)
        else:
            text = f"{subject.noun}: {quoted(path)} {_instead(before, after)}"
            yield subject.change("value-described", Level.PATCH, text, before, after, place=path)


def _is_reordered(key: str, before: Any, after: Any) -> bool:
    """Return whether both lists have the same items in another order, which has no meaning."""
    if key not in ("allOf", "anyOf", "enum", "oneOf") or not isinstance(before, list) or not isinstance(after, list):
        return False
    return sorted(map(json.dumps, before)) == sorted(map(json.dumps, after))


def _deprecation(subject: Subject, path: str, is_deprecated: bool) -> Change:
    if is_deprecated:
        return subject.change("deprecated", Level.FEATURE, f"{subject.noun} is deprecated", place=path)
    return subject.change("no-longer-deprecated", Level.PATCH, f"{subject.noun} is no longer deprecated", place=path)


def _default(subject: Subject, path: str, before: Any, after: Any) -> Change:
    # Calls without the argument have another meaning.
    level = Level.PATCH if before is None else subject.level(Level.BREAKING)
    text = f"{subject.noun}: the default {_instead(before, after)}"
    return subject.change("default-changed", level, text, before, after, place=path)


def _values(subject: Subject, before: list[Any], after: list[Any], aliases: Aliases) -> Iterator[Change]:
    # For a value that is only received, an alias to import is added or removed.
    if not before:
        level = subject.level(Level.BREAKING, Level.FEATURE)
        text = f"{subject.noun}: values are listed, {_listed(after)}"
        yield subject.change("values-listed", level, text, None, aliases.after or after)
        return
    if not after:
        level = subject.level(Level.FEATURE, Level.BREAKING if aliases.before else Level.PATCH)
        text = f"{subject.noun}: values are no longer listed, {_listed(before)}"
        yield subject.change("values-no-longer-listed", level, text, aliases.before or before)
        return
    for value in [value for value in before if value not in after]:
        text = f"{subject.noun}: value {quoted(value)} removed"
        yield subject.change("value-removed", subject.level(Level.BREAKING), text, before=value)
    for value in [value for value in after if value not in before]:
        text = f"{subject.noun}: new value {quoted(value)}"
        yield subject.change("value-added", Level.FEATURE, text, after=value)


def _limit(subject: Subject, path: str, key: str, before: Any, after: Any) -> Change:
    text = f"{subject.noun}: {quoted(path)} {_instead(before, after)}"
    old, new = _effective_limit(key, before), _effective_limit(key, after)
    if old == new:
        return subject.change("limit-written", Level.PATCH, text, before, after, place=path)
    if _is_loosened(key, old, new):
        return subject.change("limit-loosened", subject.level(Level.FEATURE), text, before, after, place=path)
    return subject.change("limit-tightened", subject.level(Level.BREAKING), text, before, after, place=path)


def _effective_limit(key: str, value: Any) -> Any:
    """Return the limit, or None for a value that does not limit anything."""
    has_no_effect = (key in _LOWER and value == 0) or (key == "uniqueItems" and not value)
    return None if has_no_effect or (key == "additionalProperties" and value in (True, {})) else value


def _is_loosened(key: str, before: Any, after: Any) -> bool:
    if before is None or after is None:
        return after is None
    if key in _LOWER:
        return bool(after < before)
    if key in _UPPER:
        return bool(after > before)
    return key == "type" and set(before) <= set(after)


def _instead(before: Any, after: Any) -> str:
    if before is None:
        return f"is {quoted(after)} now"
    if after is None:
        return f"is no longer {quoted(before)}"
    return f"is {quoted(after)} instead of {quoted(before)}"


def _listed(values: list[Any]) -> str:
    return ", ".join(quoted(value) for value in values)
