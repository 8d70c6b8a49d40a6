"""Deprecation, of everything that can be deprecated."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import (
    operations,
    parameters,
    query,
    received,
    received_part,
    sent,
    sent_part,
)
from tests.pipeline.diff.pairs.fragments import (
    PART,
    TEXT,
    Schema,
    all_of,
    array,
    enum,
    parameter,
    record,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "deprecations")

_OLD = text(deprecated=True)
_OBJECT = record({"a": TEXT})
_OLD_OBJECT = record({"a": TEXT}, deprecated=True)
_OLD_PART: Schema = {**PART, "deprecated": True}

# The Python name that the report must contain, and both versions. For an enumeration, the report may name its alias or
# the argument.
_SUBJECTS: dict[str, tuple[str, Versions]] = {
    "operation": ("things.create", operations({}, {"deprecated": True})),
    "query": ("value", parameters([parameter("value", "query")], [parameter("value", "query", deprecated=True)])),
    "query-schema": ("value", query(TEXT, _OLD)),
    "header": (
        "x_value",
        parameters([parameter("X-Value", "header")], [parameter("X-Value", "header", deprecated=True)]),
    ),
    "path": (
        "value",
        parameters([parameter("value", "path")], [parameter("value", "path", deprecated=True)], "/things/{value}"),
    ),
    "argument": ("value", sent(TEXT, _OLD)),
    "field": ("Thing.value", received(TEXT, _OLD)),
    "component-sent": ("Part", sent_part(_OBJECT, _OLD_OBJECT)),
    "component-received": ("Part", received_part(_OBJECT, _OLD_OBJECT)),
    "component-in-list": ("Part", received_part(_OBJECT, _OLD_OBJECT, array(PART))),
    "enumeration": ("", sent_part(enum("a", "b"), enum("a", "b", deprecated=True))),
    "beside-reference-sent": ("value", sent(PART, _OLD_PART, {"Part": _OBJECT})),
    "beside-reference-received": ("Thing.value", received(PART, _OLD_PART, {"Part": _OBJECT})),
    "beside-all-of": ("value", sent(all_of(PART), {**all_of(PART), "deprecated": True}, {"Part": TEXT})),
    "object-field-sent": (
        "inner",
        sent(record({"inner": TEXT}, title="Part"), record({"inner": _OLD}, title="Part")),
    ),
}

PAIRS = [
    *(
        _pair(name, versions, Expected.FEATURE, "there is something to move away from", python)
        for name, (python, versions) in _SUBJECTS.items()
    ),
    *(
        _pair(f"{name}-no-longer", Versions(versions.new, versions.old), Expected.PATCH, "nothing to do", python)
        for name, (python, versions) in _SUBJECTS.items()
    ),
    _pair("false-written-operation", operations({}, {"deprecated": False}), Expected.FORM, "false is the default"),
    _pair("false-written-field", received(TEXT, text(deprecated=False)), Expected.FORM, "false is the default"),
    _pair(
        "and-limit-tightened",
        sent(text(maxLength=9), text(maxLength=5, deprecated=True)),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
]
