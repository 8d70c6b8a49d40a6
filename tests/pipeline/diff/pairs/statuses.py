"""Statuses of responses."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import whole
from tests.pipeline.diff.pairs.fragments import INTEGER, TEXT, Schemas, Spec, api, getting, record, ref, responding
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "statuses")

_SCHEMAS: Schemas = {
    "Job": record({"progress": INTEGER}, ["progress"]),
    "Failure": record({"message": TEXT}),
    "Thing": record({"id": TEXT}, ["id"]),
}
_THING = responding(ref("Thing"))
_JOB = responding(ref("Job"))
_EMPTY = responding(None)
_FAILURE = responding(ref("Failure"))


def _api(responses: Spec) -> Spec:
    return api(getting(None, responses=responses), schemas=_SCHEMAS)


def _changed(old: Spec, new: Spec) -> Versions:
    return whole(_api(old), _api(new))


PAIRS = [
    _pair(
        "empty-204-added",
        _changed({"200": _THING}, {"200": _THING, "204": _EMPTY}),
        Expected.BREAKING,
        "the result may be None now",
        "things.get",
    ),
    _pair(
        "empty-202-added",
        _changed({"200": _THING}, {"200": _THING, "202": _EMPTY}),
        Expected.BREAKING,
        "the result may be None now",
    ),
    _pair(
        "empty-204-removed",
        _changed({"200": _THING, "204": _EMPTY}, {"200": _THING}),
        Expected.PATCH,
        "the result is never None any more",
    ),
    _pair("200-to-201", _changed({"200": _THING}, {"201": _THING}), Expected.PATCH, "the result is the same"),
    _pair("200-to-range", _changed({"200": _THING}, {"2XX": _THING}), Expected.PATCH, "the result is the same"),
    _pair(
        "same-body-202-added",
        _changed({"200": _THING}, {"200": _THING, "202": _THING}),
        Expected.PATCH,
        "the result is the same",
    ),
    _pair(
        "same-body-202-removed",
        _changed({"200": _THING, "202": _THING}, {"200": _THING}),
        Expected.PATCH,
        "the result is the same",
    ),
    _pair(
        "other-body-202-added",
        _changed({"200": _THING}, {"200": _THING, "202": _JOB}),
        Expected.BREAKING,
        "the result may be a Job now",
        "Job",
    ),
    _pair(
        "other-body-202-removed",
        _changed({"200": _THING, "202": _JOB}, {"200": _THING}),
        Expected.PATCH,
        "the type is narrower; the class still exists",
    ),
    _pair(
        "other-body-202-becomes-empty",
        _changed({"200": _THING, "202": _JOB}, {"200": _THING, "202": _EMPTY}),
        Expected.BREAKING,
        "the result may be None now",
    ),
    _pair(
        "bodies-swapped",
        _changed({"200": _THING, "202": _JOB}, {"200": _JOB, "202": _THING}),
        Expected.PATCH,
        "the result is of the same union",
    ),
    _pair("empty-becomes-body", _changed({"204": _EMPTY}, {"200": _THING}), Expected.FEATURE, "no code used a result"),
    _pair(
        "body-becomes-empty",
        _changed({"200": _THING}, {"204": _EMPTY}),
        Expected.BREAKING,
        "code that uses the result fails",
        "things.get",
    ),
    _pair("empty-status-changes", _changed({"204": _EMPTY}, {"202": _EMPTY}), Expected.PATCH, "the result is None"),
    _pair(
        "error-added", _changed({"200": _THING}, {"200": _THING, "404": _FAILURE}), Expected.PATCH, "every error raises"
    ),
    _pair(
        "error-removed",
        _changed({"200": _THING, "404": _FAILURE}, {"200": _THING}),
        Expected.PATCH,
        "every error raises",
    ),
    _pair(
        "error-body-changed",
        _changed({"200": _THING, "404": _FAILURE}, {"200": _THING, "404": _JOB}),
        Expected.PATCH,
        "errors hold the body as it was received",
    ),
    _pair(
        "default-added",
        _changed({"200": _THING}, {"200": _THING, "default": _FAILURE}),
        Expected.PATCH,
        "it describes errors",
    ),
    _pair(
        "redirect-added",
        _changed({"200": _THING}, {"200": _THING, "302": _EMPTY}),
        Expected.PATCH,
        "redirects are not followed, and raise",
    ),
    _pair(
        "error-becomes-success",
        _changed({"200": _THING, "404": _EMPTY}, {"200": _THING, "204": _EMPTY}),
        Expected.BREAKING,
        "what raised an error returns None now",
    ),
]
