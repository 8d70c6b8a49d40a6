"""All pairs of specs.

The level of a change is what a program experiences that called the old client rightly, and calls the new one:

1. It is breaking if such a call raises, is refused or means something else, or if code that uses a received value, or
   an import, can fail. It is a feature if there is more to call, to pass, to read or to handle, or something to move
   away from. It is a patch if only the wire, values that nothing checks, or texts differ.
2. Sent values: fewer or other values are breaking, more are a feature. A change that no rule can order is breaking.
3. Received values: another or a wider type, or None, is breaking; a narrower type is a patch. So are limits and
   formats, which the client does not check, unless they change the Python type. New values of an enumeration are a
   feature.
4. What is both sent and received takes the higher level, and so do several changes at once. `readOnly` and `writeOnly`
   take a property out of one direction.
5. Values count, not the way they are written: `$ref`, `allOf`, unions, maps, lists and parameters lead to the same
   level as a schema in place. Zero is a limit, except for lengths and counts.
6. A Python name that means another key, request or class now is breaking, although nothing raises, as long as the old
   one still exists. A key or path that changes under the same name is a patch.
7. What excludes nothing, repeats a default, or has another form is no change for callers: a patch at most.
"""

from tests.pipeline.diff.pairs import (
    all_of,
    bodies,
    combinations,
    defaults,
    deprecations,
    directions,
    enumerations,
    formats,
    limits,
    maps,
    methods,
    names,
    nulls,
    parameters,
    rare_keywords,
    refactorings,
    responses,
    security,
    statuses,
    unions,
    webhooks,
    wording,
    zero_limits,
)

_FAMILIES = (
    zero_limits,
    limits,
    all_of,
    maps,
    unions,
    statuses,
    nulls,
    enumerations,
    formats,
    parameters,
    directions,
    names,
    bodies,
    responses,
    deprecations,
    methods,
    security,
    refactorings,
    rare_keywords,
    webhooks,
    wording,
    defaults,
    combinations,
)

PAIRS = [pair for family in _FAMILIES for pair in family.PAIRS]
