"""What it means that the document says something else of a value whose type in Python is the same."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.facts import Facts, is_same
from pipeline.diff.quoting import quoted, short_line

WORDING = frozenset({"$comment", "description", "example", "examples", "externalDocs", "summary", "title"})
"""Keywords that only readers of the documentation see. Extensions (`x-`) count among them."""

# Keywords that the annotation stands for: where that changes, they are told with it.
_SHAPES = frozenset({"allOf", "anyOf", "const", "enum", "format", "not", "oneOf", "pattern", "type"})

# Where more is stricter, and where less is.
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
    """The aliases of the values of one thing, in both versions.

    Attributes:
        before: The old one, if it had one.
        after: The new one, if it has one.
        tell_values: Whether what has changed among the values is told with the alias, and not with the thing.
    """

    before: str | None = None
    after: str | None = None
    tell_values: bool = False


NO_ALIASES = Aliases()


@dataclass(frozen=True)
class Subject:
    """The argument, field or class that a document says something of.

    Attributes:
        noun: How a sentence begins about it: "argument `amount`".
        python: As callers write it.
        operation: The operationId, where it belongs to one operation.
        is_sent: Whether callers send it.
        is_received: Whether they receive it.
    """

    noun: str
    python: str
    operation: str | None
    is_sent: bool
    is_received: bool

    def level(self, sent: Level, received: Level = Level.PATCH) -> Level:
        """The level of a change that means one thing where it is sent, and another where it is received."""
        return max(sent if self.is_sent else Level.PATCH, received if self.is_received else Level.PATCH)

    def change(
        self, rule: str, level: Level, text: str, before: Any = None, after: Any = None, *, place: Any = None
    ) -> Change:
        """A change of it, or of what is said of it at a place, such as a keyword."""
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
    """The changes of what the document says of a value.

    Args:
        subject: The value.
        old: What it said.
        new: What it says.
        is_retyped: Whether the type in Python has changed, which tells the rest.
        aliases: What its enumeration is called.
    """
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        # Extensions may have dots in their names.
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
            if not aliases.tell_values:
                yield from _values(subject, before or [], after or [], aliases)
        elif key in _LIMITS:
            yield _limit(subject, path, key, before, after)
        else:
            text = f"{subject.noun}: {quoted(path)} {_instead(before, after)}"
            yield subject.change("value-described", Level.PATCH, text, before, after, place=path)


def _is_reordered(key: str, before: Any, after: Any) -> bool:
    """Whether both hold the same in another order, which says nothing."""
    if key not in ("allOf", "anyOf", "enum", "oneOf") or not isinstance(before, list) or not isinstance(after, list):
        return False
    return sorted(map(json.dumps, before)) == sorted(map(json.dumps, after))


def _deprecation(subject: Subject, path: str, is_deprecated: bool) -> Change:
    if is_deprecated:
        return subject.change("deprecated", Level.FEATURE, f"{subject.noun} is deprecated", place=path)
    return subject.change("no-longer-deprecated", Level.PATCH, f"{subject.noun} is no longer deprecated", place=path)


def _default(subject: Subject, path: str, before: Any, after: Any) -> Change:
    # Calls that leave it out mean something else now.
    level = Level.PATCH if before is None else subject.level(Level.BREAKING)
    text = f"{subject.noun}: the default {_instead(before, after)}"
    return subject.change("default-changed", level, text, before, after, place=path)


def _values(subject: Subject, before: list[Any], after: list[Any], aliases: Aliases) -> Iterator[Change]:
    # Where only answers hold it, its alias is new to import, or gone.
    if not before:
        level = subject.level(Level.BREAKING, Level.FEATURE)
        text = f"{subject.noun}: its values are named, {_listed(after)}"
        yield subject.change("values-named", level, text, None, aliases.after or after)
        return
    if not after:
        level = subject.level(Level.FEATURE, Level.BREAKING if aliases.before else Level.PATCH)
        text = f"{subject.noun}: its values are no longer named, {_listed(before)}"
        yield subject.change("values-no-longer-named", level, text, aliases.before or before)
        return
    for value in [value for value in before if value not in after]:
        text = f"{subject.noun}: the value {quoted(value)} is gone"
        yield subject.change("value-removed", subject.level(Level.BREAKING), text, before=value)
    for value in [value for value in after if value not in before]:
        text = f"{subject.noun}: new value {quoted(value)}"
        yield subject.change("value-added", Level.FEATURE, text, after=value)


def _limit(subject: Subject, path: str, key: str, before: Any, after: Any) -> Change:
    text = f"{subject.noun}: {quoted(path)} {_instead(before, after)}"
    old, new = _stated(key, before), _stated(key, after)
    if old == new:
        return subject.change("limit-written", Level.PATCH, text, before, after, place=path)
    if _is_loosened(key, old, new):
        return subject.change("limit-loosened", subject.level(Level.FEATURE), text, before, after, place=path)
    return subject.change("limit-tightened", subject.level(Level.BREAKING), text, before, after, place=path)


def _stated(key: str, value: Any) -> Any:
    """The limit, or None where it limits nothing."""
    says_nothing = (key in _LOWER and value == 0) or (key == "uniqueItems" and not value)
    return None if says_nothing or (key == "additionalProperties" and value in (True, {})) else value


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
