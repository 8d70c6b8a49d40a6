"""The meaning of each change: a table of the levels of all rules, and a table of the keywords of schemas.

*Sent* values are those that callers pass: arguments, and the fields of classes that are passed as arguments. *Received*
values are those in results. A value that is both has the higher level. docs/versions.md has the reasons.
"""

from dataclasses import dataclass
from enum import Enum, auto

from pydantic import JsonValue

from pipeline.diff import effects
from pipeline.diff.changes import Level
from pipeline.diff.effects import Comparing, Effect, Limiting

PATCH, FEATURE, BREAKING = Level.PATCH, Level.FEATURE, Level.BREAKING


@dataclass(frozen=True)
class Meaning:
    """The levels of a change of a sent value and of a received value."""

    sent: Level
    received: Level


def _always(level: Level) -> Meaning:
    return Meaning(level, level)


LEVELS: dict[str, Meaning] = {
    # Methods
    "resource-added": _always(FEATURE),
    "resource-removed": _always(BREAKING),
    "method-added": _always(FEATURE),
    "method-removed": _always(BREAKING),
    "method-renamed": _always(BREAKING),
    "resources-reordered": _always(PATCH),
    "methods-reordered": _always(PATCH),
    "http-method-changed": _always(PATCH),
    "path-changed": _always(PATCH),
    "operation-id-changed": _always(PATCH),
    "url-field-changed": _always(PATCH),
    "arguments-class-renamed": _always(BREAKING),
    "operation-described": _always(PATCH),
    # Arguments
    "required-argument-added": _always(BREAKING),
    "optional-argument-added": _always(FEATURE),
    "argument-removed": _always(BREAKING),
    "argument-renamed": _always(BREAKING),
    "argument-required": _always(BREAKING),
    "argument-optional": _always(FEATURE),
    "argument-moved": _always(PATCH),
    "style-changed": _always(PATCH),
    "arguments-reordered": _always(PATCH),
    "positions-changed": _always(BREAKING),
    # An existing name that now has another meaning, while its old meaning has another name.
    "key-taken": _always(BREAKING),
    "request-taken": _always(BREAKING),
    "key-changed": _always(PATCH),
    # Bodies: the client sends `{}` if callers pass nothing.
    "media-type-changed": _always(PATCH),
    "body-required": _always(PATCH),
    "body-optional": _always(PATCH),
    # Responses
    "return-added": _always(FEATURE),
    "status-added": _always(PATCH),
    "status-changed": _always(PATCH),
    "status-removed": _always(PATCH),
    "response-described": _always(PATCH),
    "errors-described": _always(PATCH),
    # JSON is parsed for any media type; files and texts reach the caller unchanged.
    "json-media-type-changed": _always(PATCH),
    "content-media-type-changed": _always(BREAKING),
    "page-field-added": _always(FEATURE),
    "page-field-removed": _always(BREAKING),
    "page-field-optional": _always(BREAKING),
    "page-field-required": _always(PATCH),
    # Classes and aliases
    "class-added": _always(FEATURE),
    "class-removed": _always(BREAKING),
    "class-renamed": _always(BREAKING),
    "alias-added": _always(FEATURE),
    "alias-removed": _always(BREAKING),
    "alias-renamed": _always(BREAKING),
    # Types that list the same values are equal, even under different names.
    "alias-replaced": _always(PATCH),
    "module-changed": _always(PATCH),
    # Fields
    "required-field-added": Meaning(BREAKING, FEATURE),
    "field-added": _always(FEATURE),
    "field-removed": _always(BREAKING),
    "field-renamed": _always(BREAKING),
    "field-required": Meaning(BREAKING, PATCH),
    "field-optional": Meaning(FEATURE, PATCH),
    "field-read-only": Meaning(BREAKING, PATCH),
    "field-writable": Meaning(FEATURE, PATCH),
    "required-field-writable": Meaning(BREAKING, PATCH),
    "field-write-only": Meaning(PATCH, BREAKING),
    "field-readable": Meaning(PATCH, FEATURE),
    "further-fields-changed": _always(BREAKING),
    "fields-reordered": _always(PATCH),
    # Values. Received values are not checked, so a new value breaks nothing.
    "value-added": Meaning(FEATURE, FEATURE),
    "value-removed": Meaning(BREAKING, PATCH),
    "values-listed": Meaning(BREAKING, FEATURE),
    "values-no-longer-listed": Meaning(FEATURE, PATCH),
    "default-documented": _always(PATCH),
    "default-changed": Meaning(BREAKING, PATCH),
    # Discriminators of unions
    "discriminator-added": _always(PATCH),
    "discriminator-removed": Meaning(PATCH, BREAKING),
    "discriminator-changed": _always(BREAKING),
    "discriminator-value-added": _always(FEATURE),
    # Objects with the value are then JSON, and not objects of a class.
    "discriminator-value-removed": _always(BREAKING),
    "members-reordered": Meaning(PATCH, BREAKING),
    # Everything else
    "deprecated": _always(FEATURE),
    "no-longer-deprecated": _always(PATCH),
    "security-loosened": _always(FEATURE),
    "security-tightened": _always(BREAKING),
    "security-written": _always(PATCH),
    "server-changed": _always(BREAKING),
    "servers-described": _always(PATCH),
    "spec-described": _always(PATCH),
    # If a webhook is no longer sent, nothing fails, and the program that waits for it does nothing.
    "webhook-added": _always(FEATURE),
    "webhook-removed": _always(BREAKING),
    "webhook-described": _always(PATCH),
    "payload-added": _always(FEATURE),
    "payload-removed": _always(BREAKING),
    "webhooks-reordered": _always(PATCH),
    "form-changed": _always(PATCH),
    # Equal specs in another form
    "limit-written": _always(PATCH),
    "null-written": _always(PATCH),
    "unclassified": _always(BREAKING),
}
"""The level of each rule."""


class Family(Enum):
    """The meaning of a keyword for a value."""

    TYPE = auto()
    """The keyword states what the value is or contains. Code that reads the value relies on it."""
    LIMIT = auto()
    """The keyword states which values the server accepts. Nothing checks it in a response."""
    WRITING = auto()
    """The keyword states how the client writes the value."""


EFFECTS: dict[Family, dict[Effect, Meaning]] = {
    Family.TYPE: {
        Effect.SAME: _always(PATCH),
        Effect.NARROWER: Meaning(BREAKING, PATCH),
        Effect.WIDER: Meaning(FEATURE, BREAKING),
        Effect.OTHER: _always(BREAKING),
    },
    Family.LIMIT: {
        Effect.SAME: _always(PATCH),
        Effect.NARROWER: Meaning(BREAKING, PATCH),
        Effect.WIDER: Meaning(FEATURE, PATCH),
        Effect.OTHER: Meaning(BREAKING, PATCH),
    },
    Family.WRITING: dict.fromkeys((Effect.SAME, Effect.NARROWER, Effect.WIDER, Effect.OTHER), _always(PATCH)),
}
"""The level of a change of a type or a keyword, by its effect on the allowed values."""


@dataclass(frozen=True)
class KeywordRule:
    """A rule for comparing keywords.

    Attributes:
        keywords: The keywords, which have one meaning together. family: Their meaning for a value. limit: Reads the
        limit that they set. compare: Compares two different limits.
    """

    keywords: tuple[str, ...]
    family: Family
    limit: Limiting
    compare: Comparing = effects.unknown


def _any(keyword: str, family: Family, *neutral: JsonValue) -> KeywordRule:
    return KeywordRule((keyword,), family, effects.any_value(keyword, *neutral))


def _lower(keyword: str) -> KeywordRule:
    return KeywordRule((keyword,), Family.LIMIT, effects.at_least(keyword), effects.higher_is_narrower)


def _upper(keyword: str) -> KeywordRule:
    return KeywordRule((keyword,), Family.LIMIT, effects.at_most(keyword), effects.higher_is_narrower)


KEYWORDS: tuple[KeywordRule, ...] = (
    # Numbers
    KeywordRule(("minimum", "exclusiveMinimum"), Family.LIMIT, effects.lower_bound, effects.higher_is_narrower),
    KeywordRule(("maximum", "exclusiveMaximum"), Family.LIMIT, effects.upper_bound, effects.higher_is_narrower),
    KeywordRule(("multipleOf",), Family.LIMIT, effects.multiple_of, effects.multiples),
    # Texts
    _lower("minLength"),
    _upper("maxLength"),
    KeywordRule(("pattern",), Family.LIMIT, effects.pattern),
    KeywordRule(("format",), Family.LIMIT, effects.format_of, effects.formats),
    KeywordRule(("contentMediaType",), Family.TYPE, effects.media_type),
    KeywordRule(("contentEncoding",), Family.TYPE, effects.encoding),
    _any("contentSchema", Family.TYPE),
    # Lists
    _lower("minItems"),
    _upper("maxItems"),
    _any("uniqueItems", Family.LIMIT, False),
    KeywordRule(("contains",), Family.LIMIT, effects.contained),
    KeywordRule(("minContains",), Family.LIMIT, effects.min_contains, effects.higher_is_narrower),
    _upper("maxContains"),
    _any("prefixItems", Family.TYPE),
    _any("unevaluatedItems", Family.LIMIT, True, {}),
    # Objects
    _lower("minProperties"),
    _upper("maxProperties"),
    _any("additionalProperties", Family.LIMIT, True, {}),
    _any("unevaluatedProperties", Family.LIMIT, True, {}),
    _any("patternProperties", Family.TYPE, {}),
    _any("propertyNames", Family.LIMIT, True, {}),
    KeywordRule(("required",), Family.LIMIT, effects.any_value("required"), effects.supersets),
    _any("dependentRequired", Family.LIMIT, {}),
    _any("dependentSchemas", Family.LIMIT, {}),
    # Combinations that are not separate types
    _any("not", Family.LIMIT, False),
    KeywordRule(("if", "then", "else"), Family.LIMIT, effects.conditional),
    _any("allOf", Family.TYPE),
    _any("anyOf", Family.TYPE),
    # The values of an object or a list
    KeywordRule(("enum",), Family.LIMIT, effects.any_value("enum"), effects.subsets),
    KeywordRule(("type",), Family.TYPE, effects.json_types, effects.subsets),
    # Parameters
    _any("allowEmptyValue", Family.LIMIT),
    _any("allowReserved", Family.WRITING, False),
)
"""The rules of all keywords. A keyword of a value that is in no row is unclassified. `keywords.py` compares `default`
and `deprecated`, and `unions.py` compares `oneOf`.
"""
