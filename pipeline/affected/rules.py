"""The meaning of each kind of change for a line that uses the changed name."""

from pipeline.affected.names import ChangeLike

OMITTED = frozenset(
    {
        *("argument-required", "default-changed", "field-required", "required-argument-added", "required-field-added"),
        "server-changed",
    }
)
"""Changes of an argument that concern calls without it; all others concern calls that pass it."""

HARMLESS = frozenset(
    {
        *("alias-added", "class-added", "field-added", "method-added", "optional-argument-added", "resource-added"),
        *("argument-optional", "field-optional", "limit-loosened", "no-longer-deprecated", "security-loosened"),
        *("argument-moved", "http-method-changed", "key-changed", "media-type-changed", "operation-id-changed"),
        *("arguments-reordered", "fields-reordered", "methods-reordered", "path-changed", "resources-reordered"),
    }
)
"""Changes that have no effect on programs of the old version, since they only add something or the client adapts."""

_NAMES = frozenset(
    {
        *("alias-removed", "argument-removed", "class-removed", "field-removed", "method-removed", "resource-removed"),
        *("alias-renamed", "argument-renamed", "class-renamed", "field-renamed", "method-renamed"),
        "arguments-class-renamed",
        *("argument-required", "field-required", "required-argument-added", "required-field-added"),
    }
)
TYPES = frozenset({"argument-type-changed", "field-type-changed", "return-type-changed", "value-removed"})
"""Changes of types. pyright shows them only if the types of the values are known, and are not `Any` or `object`."""

TYPED = _NAMES | TYPES
"""Changes of types for which pyright reports the lines that they break."""

VALUES = frozenset({"value-added", "value-removed"})
"""Changes of an alias that concern all values of its type."""

_TO_DO = {
    "argument-removed": "remove it from the call",
    "argument-required": "pass it",
    "argument-type-changed": "pass a value of the new type",
    "default-changed": "pass it, to keep the old value",
    "deprecated": "replace it before it is removed",
    "field-required": "pass it",
    "field-type-changed": "check how the value is used",
    "positions-changed": "pass the arguments as keywords",
    "limit-tightened": "check that the value is allowed",
    "required-argument-added": "pass it",
    "required-field-added": "pass it",
    "return-type-changed": "check how the result is used",
    "security-tightened": "check that the token is sufficient",
    "server-changed": "allow the new address, or pass the old one",
    "status-added": "check that the program handles it",
    "status-changed": "check that the program does not depend on it",
    "status-removed": "nothing, unless the program depends on it",
    "value-added": "check that the program handles it",
    "value-removed": "check that the value is not used",
}


def to_do(change: ChangeLike) -> str:
    """Return what to do about a line that a change concerns, as a clause without a period."""
    if change.rule.endswith("-renamed") and change.after:
        return f"replace it by `{change.after}`"
    if change.rule in TYPES and "None" in (change.after or "") and "None" not in (change.before or ""):
        return "check it for `None`"
    return _TO_DO.get(change.rule, "replace it" if change.rule in _NAMES else "check this line")
