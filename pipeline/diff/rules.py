"""What each change means: one table of the levels of all rules, and one of the keywords of schemas.

*Sent* is what callers pass: arguments, and the fields of classes that are passed as arguments. *Received* is what they
get back. A value that is both has the higher level. docs/versions.md has the reasons.
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
    """The level of a change of a value that is sent, and of one that is received."""

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
    # A name that stands for something else, while what it stood for still exists.
    "key-taken": _always(BREAKING),
    "request-taken": _always(BREAKING),
    "key-changed": _always(PATCH),
    # Bodies: the client sends `{}` where callers pass nothing.
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
    # JSON is parsed whatever its media type is called; files and texts reach the caller as they are.
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
    # Types that list the same values are the same, whatever they are called.
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
    # Values. Received values are not checked, so that a new one breaks nothing.
    "value-added": Meaning(FEATURE, FEATURE),
    "value-removed": Meaning(BREAKING, PATCH),
    "values-listed": Meaning(BREAKING, FEATURE),
    "values-no-longer-listed": Meaning(FEATURE, PATCH),
    "default-documented": _always(PATCH),
    "default-changed": Meaning(BREAKING, PATCH),
    # What distinguishes the members of a union
    "discriminator-added": _always(PATCH),
    "discriminator-removed": Meaning(PATCH, BREAKING),
    "discriminator-changed": _always(BREAKING),
    "discriminator-value-added": _always(FEATURE),
    # Objects with the value are JSON then, and no objects of a class.
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
    # Nothing fails when a webhook is not sent any more, and the program that waits for it does nothing.
    "webhook-added": _always(FEATURE),
    "webhook-removed": _always(BREAKING),
    "webhook-described": _always(PATCH),
    "payload-added": _always(FEATURE),
    "payload-removed": _always(BREAKING),
    "webhooks-reordered": _always(PATCH),
    "form-changed": _always(PATCH),
    # The same in another form
    "limit-written": _always(PATCH),
    "null-written": _always(PATCH),
    "unclassified": _always(BREAKING),
}
"""The level of each rule."""


class Family(Enum):
    """What a keyword says about a value."""

    TYPE = auto()
    """What the value is or consists of, on which code relies that reads it."""
    LIMIT = auto()
    """Which of the values the server accepts, which nothing checks in a response."""
    WRITING = auto()
    """How the client writes the value."""


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
"""The level of a change of a type or a keyword, by what it does to the allowed values."""


@dataclass(frozen=True)
class KeywordRule:
    """How keywords are compared.

    Attributes:
        keywords: The keywords, which have their meaning together.
        family: What they say about a value.
        limit: Reads the limit that they set.
        compare: Compares two different limits.
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
    # Combinations that are no type of their own
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
"""How each keyword is compared. One that is in no row, and below a value, is unclassified; `keywords.py` compares
`default` and `deprecated`, and `unions.py` compares `oneOf`.
"""
