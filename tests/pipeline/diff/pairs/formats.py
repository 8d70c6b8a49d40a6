"""Types, formats, patterns and media types of values."""

from functools import partial

from tests.pipeline.diff.pairs.comparisons import operations, query, received, sent
from tests.pipeline.diff.pairs.fragments import (
    BOOLEAN,
    FILE,
    INTEGER,
    NUMBER,
    TEXT,
    Schema,
    Spec,
    array,
    content,
    integer,
    map_of,
    number,
    record,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "formats")

_INT32, _INT64 = integer(format="int32"), integer(format="int64")
_DATE, _DATE_TIME, _UUID = text(format="date"), text(format="date-time"), text(format="uuid")
_MONEY = text(format="decimal")
_ANY: Schema = {}


def _upload(schema: Schema) -> Spec:
    body = record({"value": schema}, ["value"])
    return {"requestBody": {"required": True, "content": content(body, "multipart/form-data")}}


def _uploaded(old: Schema, new: Schema) -> Versions:
    return operations(_upload(old), _upload(new))


# Types that have nothing in common in Python.
_OTHER: dict[str, tuple[Schema, Schema]] = {
    "text-to-integer": (TEXT, INTEGER),
    "boolean-to-text": (BOOLEAN, TEXT),
    "text-to-list": (TEXT, array(TEXT)),
    "list-to-map": (array(TEXT), map_of(TEXT)),
    "text-to-date": (TEXT, _DATE),
    "date-to-text": (_DATE, TEXT),
    "date-to-date-time": (_DATE, _DATE_TIME),
    "text-to-money": (TEXT, _MONEY),
    "number-to-money": (NUMBER, _MONEY),
    "items": (array(TEXT), array(_DATE)),
}

PAIRS = [
    *(
        _pair(f"{name}-sent", sent(old, new), Expected.BREAKING, "another type is needed", "value")
        for name, (old, new) in _OTHER.items()
    ),
    *(
        _pair(f"{name}-received", received(old, new), Expected.BREAKING, "code that uses it fails", "value")
        for name, (old, new) in _OTHER.items()
    ),
    _pair("int32-to-int64-sent", sent(_INT32, _INT64), Expected.FEATURE, "larger numbers are allowed now"),
    _pair("int32-to-int64-query", query(_INT32, _INT64), Expected.FEATURE, "larger numbers are allowed now"),
    _pair("int64-to-int32-sent", sent(_INT64, _INT32), Expected.BREAKING, "larger numbers are refused now"),
    _pair("int32-added-sent", sent(INTEGER, _INT32), Expected.BREAKING, "larger numbers are refused now"),
    _pair("int32-removed-sent", sent(_INT32, INTEGER), Expected.FEATURE, "larger numbers are allowed now"),
    _pair("int32-to-int64-received", received(_INT32, _INT64), Expected.PATCH, "int holds both"),
    _pair(
        "float-to-double-sent",
        sent(number(format="float"), number(format="double")),
        Expected.FEATURE,
        "more numbers are allowed now",
    ),
    _pair("integer-to-number-sent", sent(INTEGER, NUMBER), Expected.FEATURE, "fractions are allowed now"),
    _pair("number-to-integer-sent", sent(NUMBER, INTEGER), Expected.BREAKING, "fractions are refused now"),
    _pair("integer-to-number-received", received(INTEGER, NUMBER), Expected.BREAKING, "fractions come now"),
    _pair("number-to-integer-received", received(NUMBER, INTEGER), Expected.PATCH, "the type is narrower"),
    _pair("int32-to-number-sent", sent(_INT32, NUMBER), Expected.FEATURE, "all numbers are allowed now"),
    _pair("uuid-added-sent", sent(TEXT, _UUID), Expected.BREAKING, "other texts are refused now"),
    _pair("uuid-removed-sent", sent(_UUID, TEXT), Expected.FEATURE, "other texts are allowed now"),
    _pair("uuid-added-received", received(TEXT, _UUID), Expected.PATCH, "it stays a str"),
    _pair(
        "email-to-uri-sent", sent(text(format="email"), text(format="uri")), Expected.BREAKING, "emails are refused now"
    ),
    _pair("email-removed-received", received(text(format="email"), TEXT), Expected.PATCH, "it stays a str"),
    _pair("password-added-sent", sent(TEXT, text(format="password")), Expected.FORM, "the format refuses no text"),
    _pair("type-removed-sent", sent(TEXT, _ANY), Expected.FEATURE, "all values are allowed now"),
    _pair("type-removed-received", received(TEXT, _ANY), Expected.BREAKING, "other values may come now"),
    _pair("type-added-sent", sent(_ANY, TEXT), Expected.BREAKING, "other values are refused now"),
    _pair("type-added-received", received(_ANY, TEXT), Expected.PATCH, "the type is narrower"),
    _pair("pattern-of-everything-added", sent(TEXT, text(pattern=".*")), Expected.FORM, "it matches each text"),
    _pair(
        "pattern-widened", sent(text(pattern="^[a-z]+$"), text(pattern=".*")), Expected.FEATURE, "it matches each text"
    ),
    _pair("pattern-changed", sent(text(pattern="^a"), text(pattern="^b")), Expected.BREAKING, "texts are refused now"),
    _pair(
        "pattern-changed-received",
        received(text(pattern="^a"), text(pattern="^b")),
        Expected.PATCH,
        "limits are not checked",
    ),
    _pair("pattern-removed", sent(text(pattern="^a"), TEXT), Expected.FEATURE, "other texts are allowed now"),
    _pair(
        "file-spelling",
        _uploaded(FILE, {"contentMediaType": "application/octet-stream"}),
        Expected.FORM,
        "both describe any file",
    ),
    _pair("text-to-file", _uploaded(TEXT, FILE), Expected.BREAKING, "another type is needed"),
    _pair(
        "text-to-file-by-media-type",
        _uploaded(TEXT, {"contentMediaType": "application/octet-stream"}),
        Expected.BREAKING,
        "another type is needed",
    ),
    _pair("file-to-text", _uploaded(FILE, TEXT), Expected.BREAKING, "another type is needed"),
    _pair(
        "file-media-type-changed",
        _uploaded({"contentMediaType": "image/png"}, {"contentMediaType": "image/jpeg"}),
        Expected.BREAKING,
        "files that were right are refused",
    ),
    _pair("file-to-files", _uploaded(FILE, array(FILE)), Expected.BREAKING, "a list is needed"),
    _pair(
        "base64-added-sent",
        sent(TEXT, text(contentEncoding="base64")),
        Expected.BREAKING,
        "other texts are refused now",
    ),
]
