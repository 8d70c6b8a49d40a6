"""Webhooks, whose payloads are classes, and callbacks, which the client leaves out."""

from functools import partial
from typing import Any

from tests.pipeline.diff.pairs.comparisons import whole
from tests.pipeline.diff.pairs.fragments import (
    INTEGER,
    TEXT,
    Schema,
    Spec,
    api,
    content,
    enum,
    getting,
    operation,
    record,
    ref,
    responding,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "webhooks")

_EVENT = record({"id": TEXT, "size": INTEGER}, ["id", "size"])
_SMALLER = record({"id": TEXT}, ["id"])
_OTHER_EVENT = record({"reason": TEXT}, ["reason"])


def _hook(name: str, **keywords: Any) -> Spec:
    body = {"required": True, "content": content(ref(name))}
    return {"post": {"requestBody": body, "responses": {"200": responding(None)}, **keywords}}


def _api(event: Schema, hooks: Spec | None = None, **schemas: Schema) -> Spec:
    thing = record({"id": TEXT}, ["id"])
    webhooks = {"thingAdded": _hook("Event")} if hooks is None else hooks
    return api(getting(ref("Thing")), schemas={"Thing": thing, "Event": event, **schemas}, webhooks=webhooks)


def _payload(old: Schema, new: Schema) -> Versions:
    return whole(_api(old), _api(new))


def _callback(schema: Schema, status: str = "200") -> Spec:
    called = {
        "post": {
            "requestBody": {"required": True, "content": content(schema)},
            "responses": {status: responding(None)},
        }
    }
    return api(operation(callbacks={"done": {"{$request.body#/url}": called}}))


_NO_CALLBACK = api(operation())

PAIRS = [
    _pair("payload-field-removed", _payload(_EVENT, _SMALLER), Expected.BREAKING, "code that reads it fails", "size"),
    _pair("payload-field-added", _payload(_SMALLER, _EVENT), Expected.FEATURE, "a new field", "size"),
    _pair(
        "payload-field-retyped",
        _payload(_EVENT, record({"id": TEXT, "size": TEXT}, ["id", "size"])),
        Expected.BREAKING,
        "code that uses it fails",
        "size",
    ),
    _pair(
        "payload-field-became-optional",
        _payload(_EVENT, record({"id": TEXT, "size": INTEGER}, ["id"])),
        Expected.BREAKING,
        "it may be None now",
        "size",
    ),
    _pair(
        "payload-limit",
        _payload(record({"id": text(maxLength=5)}), record({"id": text(maxLength=9)})),
        Expected.PATCH,
        "limits are not checked",
    ),
    _pair(
        "payload-value-added",
        _payload(record({"kind": enum("a")}), record({"kind": enum("a", "b")})),
        Expected.FEATURE,
        "there is more to handle",
        "kind",
    ),
    _pair(
        "added",
        whole(_api(_EVENT), _api(_EVENT, {"thingAdded": _hook("Event"), "gone": _hook("Gone")}, Gone=_OTHER_EVENT)),
        Expected.FEATURE,
        "there is more to receive",
        "Gone",
    ),
    _pair(
        "removed-with-its-class",
        whole(_api(_EVENT, {"thingAdded": _hook("Event"), "gone": _hook("Gone")}, Gone=_OTHER_EVENT), _api(_EVENT)),
        Expected.BREAKING,
        "imports of the class fail",
        "Gone",
    ),
    _pair(
        "removed-while-its-class-stays",
        whole(
            _api(_EVENT, {"thingAdded": _hook("Event"), "gone": _hook("Gone")}, Gone=_OTHER_EVENT),
            _api(_EVENT, Gone=_OTHER_EVENT),
        ),
        Expected.BREAKING,
        "programs that wait for it receive nothing",
        "gone",
    ),
    _pair(
        "payload-class-changed",
        whole(
            _api(_EVENT, {"thingAdded": _hook("Event")}, Gone=_OTHER_EVENT),
            _api(_EVENT, {"thingAdded": _hook("Gone")}, Gone=_OTHER_EVENT),
        ),
        Expected.BREAKING,
        "payloads are of another class now",
        "Gone",
    ),
    _pair(
        "described",
        whole(_api(_EVENT), _api(_EVENT, {"thingAdded": _hook("Event", summary="A thing is added")})),
        Expected.PATCH,
        "only readers see it",
    ),
    _pair(
        "reply-changed",
        whole(_api(_EVENT), _api(_EVENT, {"thingAdded": _hook("Event", responses={"204": responding(None)})})),
        Expected.PATCH,
        "the client does not reply",
    ),
    _pair("callback-added", whole(_NO_CALLBACK, _callback(TEXT)), Expected.PATCH, "the client leaves it out"),
    _pair("callback-removed", whole(_callback(TEXT), _NO_CALLBACK), Expected.PATCH, "the client leaves it out"),
    _pair(
        "callback-payload-changed",
        whole(_callback(TEXT), _callback(INTEGER)),
        Expected.PATCH,
        "the client leaves it out",
    ),
    _pair(
        "callback-reply-changed",
        whole(_callback(TEXT), _callback(TEXT, "204")),
        Expected.PATCH,
        "the client leaves it out",
    ),
]
