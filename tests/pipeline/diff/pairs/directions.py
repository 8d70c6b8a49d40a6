"""Properties that are only sent (`writeOnly`) or only received (`readOnly`)."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import sent, whole
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    PART,
    TEXT,
    Schema,
    Spec,
    api,
    array,
    getting,
    operation,
    record,
    ref,
    request,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "directions")

_READ = text(readOnly=True)
_WRITTEN = text(writeOnly=True)


def _body(*required: str, **properties: Schema) -> Spec:
    return api(operation(body=record({"a": TEXT, **properties}, required)))


def _result(*required: str, **properties: Schema) -> Spec:
    return api(getting(ref("Thing")), schemas={"Thing": record({"a": TEXT, **properties}, required)})


def _both(*required: str, **properties: Schema) -> Spec:
    """Return a spec with a component that is sent in a field and received."""
    schemas = {"Thing": record({"a": TEXT, **properties}, required)}
    return api(operation(body=record({"thing": ref("Thing")}), returns=ref("Thing")), schemas=schemas)


def _nested(properties: dict[str, Schema], *required: str) -> Spec:
    return request(array(PART), {"Part": record({"a": TEXT, **properties}, required)})


def _referring(target: Schema) -> Versions:
    return whole(
        api(operation(body=record({"value": ref("Id")})), schemas={"Id": TEXT}),
        api(operation(body=record({"value": ref("Id")})), schemas={"Id": target}),
    )


PAIRS = [
    _pair("required-read-only-added-to-body", whole(_body(), _body("b", b=_READ)), Expected.FORM, "nobody sends it"),
    _pair("read-only-added-to-body", whole(_body(), _body(b=_READ)), Expected.FORM, "nobody sends it"),
    _pair("read-only-removed-from-body", whole(_body(b=_READ), _body()), Expected.FORM, "nobody sent it"),
    _pair(
        "read-only-retyped-in-body",
        whole(_body(b=_READ), _body(b={**INTEGER, "readOnly": True})),
        Expected.FORM,
        "nobody sends it",
    ),
    _pair(
        "required-read-only-added-nested",
        whole(_nested({}), _nested({"b": _READ}, "b")),
        Expected.FORM,
        "nobody sends it",
    ),
    _pair("required-read-only-added-both", whole(_both(), _both("b", b=_READ)), Expected.FEATURE, "a new field", "b"),
    _pair("read-only-removed-both", whole(_both(b=_READ), _both()), Expected.BREAKING, "code that reads it fails", "b"),
    _pair(
        "became-read-only-body", whole(_body(b=TEXT), _body(b=_READ)), Expected.BREAKING, "calls raise TypeError", "b"
    ),
    _pair(
        "became-read-only-nested",
        whole(_nested({"b": TEXT}), _nested({"b": _READ})),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "b",
    ),
    _pair(
        "became-read-only-both", whole(_both(b=TEXT), _both(b=_READ)), Expected.BREAKING, "calls raise TypeError", "b"
    ),
    _pair("became-read-only-result", whole(_result(b=TEXT), _result(b=_READ)), Expected.FORM, "nobody sent it"),
    _pair(
        "no-longer-read-only-body", whole(_body(b=_READ), _body(b=TEXT)), Expected.FEATURE, "there is more to pass", "b"
    ),
    _pair(
        "no-longer-read-only-and-required",
        whole(_body("b", b=_READ), _body("b", b=TEXT)),
        Expected.BREAKING,
        "calls raise TypeError",
        "b",
    ),
    _pair(
        "read-only-false-written",
        whole(_body(b=TEXT), _body(b=text(readOnly=False))),
        Expected.FORM,
        "false is the default",
    ),
    _pair(
        "read-only-by-reference",
        _referring(_READ),
        Expected.BREAKING,
        "the target says so, calls raise TypeError",
        "value",
    ),
    _pair(
        "read-only-limit-tightened-both",
        whole(_both(b=_READ), _both(b=text(readOnly=True, maxLength=5))),
        Expected.PATCH,
        "it is only received, and limits are not checked",
    ),
    _pair(
        "read-only-enum-value-removed-both",
        whole(
            _both(b={"type": "string", "enum": ["x", "y"], "readOnly": True}),
            _both(b={"type": "string", "enum": ["x"], "readOnly": True}),
        ),
        Expected.PATCH,
        "it is only received, and there is less to handle",
    ),
    _pair("write-only-added-to-result", whole(_result(), _result(b=_WRITTEN)), Expected.FORM, "nobody receives it"),
    _pair(
        "write-only-retyped-in-result",
        whole(_result(b=_WRITTEN), _result(b={**INTEGER, "writeOnly": True})),
        Expected.FORM,
        "nobody receives it",
    ),
    _pair(
        "became-write-only-result",
        whole(_result(b=TEXT), _result(b=_WRITTEN)),
        Expected.BREAKING,
        "code that reads it fails",
        "b",
    ),
    _pair(
        "became-write-only-both",
        whole(_both(b=TEXT), _both(b=_WRITTEN)),
        Expected.BREAKING,
        "code that reads it fails",
        "b",
    ),
    _pair("became-write-only-body", whole(_body(b=TEXT), _body(b=_WRITTEN)), Expected.FORM, "nobody received it"),
    _pair(
        "no-longer-write-only-result", whole(_result(b=_WRITTEN), _result(b=TEXT)), Expected.FEATURE, "a new field", "b"
    ),
    _pair(
        "write-only-nullable-both",
        whole(_both(b=_WRITTEN), _both(b={"type": ["string", "null"], "writeOnly": True})),
        Expected.FEATURE,
        "it is only sent",
    ),
    _pair(
        "write-only-limit-tightened-both",
        whole(_both(b=_WRITTEN), _both(b=text(writeOnly=True, maxLength=5))),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair("read-only-argument", sent(TEXT, _READ), Expected.BREAKING, "calls raise TypeError", "value"),
]
