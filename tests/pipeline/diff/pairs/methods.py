"""Operations, resources, tags, paths and operationIds."""

from functools import partial
from typing import Any

from tests.pipeline.diff.pairs.comparisons import operations, whole
from tests.pipeline.diff.pairs.fragments import TEXT, Schemas, Spec, api, getting, operation, parameter, record, ref
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "methods")

_SCHEMAS: Schemas = {"Thing": record({"id": TEXT}, ["id"])}
_TAGS = [{"name": "Things"}, {"name": "Items"}]
_GET = getting(ref("Thing"))
_LIST = operation("list-things", "/things", "get", returns=ref("Thing"))
_CREATE = operation(returns=ref("Thing"))


def _api(*paths: Spec, **top: Any) -> Spec:
    return api(*paths, schemas=_SCHEMAS, **top)


def _get(path: str = "/things/current", operation_id: str = "get-thing", method: str = "get", **keywords: Any) -> Spec:
    return operation(operation_id, path, method, returns=ref("Thing"), **keywords)


PAIRS = [
    _pair("added", whole(_api(_GET), _api(_GET, _CREATE)), Expected.FEATURE, "there is more to call", "things.create"),
    _pair("removed", whole(_api(_GET, _CREATE), _api(_GET)), Expected.BREAKING, "calls fail", "things.create"),
    _pair(
        "removed-after-deprecation",
        whole(_api(_GET, operation(returns=ref("Thing"), deprecated=True)), _api(_GET)),
        Expected.BREAKING,
        "calls fail, though they were warned",
        "things.create",
    ),
    _pair(
        "resource-added",
        whole(_api(_GET), _api(_GET, _get("/items", "get-item", tags=["Items"]), tags=_TAGS)),
        Expected.FEATURE,
        "there is more to call",
        "items",
    ),
    _pair(
        "resource-removed",
        whole(_api(_GET, _get("/items", "get-item", tags=["Items"]), tags=_TAGS), _api(_GET)),
        Expected.BREAKING,
        "calls fail",
        "items",
    ),
    _pair(
        "operation-id-changed",
        whole(_api(_GET), _api(_get(operation_id="fetch-thing"))),
        Expected.BREAKING,
        "the old name fails",
        "things.get",
    ),
    _pair(
        "operation-id-changed-but-not-the-method",
        whole(_api(_GET), _api(_get(operation_id="get-things"))),
        Expected.PATCH,
        "the method is things.get() in both",
    ),
    _pair(
        "operation-id-with-a-body-changed-but-not-the-method",
        whole(
            _api(operation(body=ref("Thing"), returns=ref("Thing"))),
            _api(operation("create-things", body=ref("Thing"), returns=ref("Thing"))),
        ),
        Expected.BREAKING,
        "the type CreateThingArguments is CreateThingsArguments now",
        "arguments.CreateThingArguments",
    ),
    _pair(
        "method-names-exchanged",
        whole(
            _api(_get("/things/a", "start-thing"), _get("/things/b", "stop-thing")),
            _api(_get("/things/a", "stop-thing"), _get("/things/b", "start-thing")),
        ),
        Expected.BREAKING,
        "start() stops now, without an error",
    ),
    _pair(
        "method-name-taken-by-a-new-operation",
        whole(
            _api(_get("/things/old", "get-thing")),
            _api(_get("/things/old", "get-thing-legacy"), _get("/things/new", "get-thing")),
        ),
        Expected.BREAKING,
        "get() asks for something else now, without an error",
        "things.get",
    ),
    _pair(
        "tag-changed",
        whole(_api(_GET, _CREATE, tags=_TAGS), _api(_GET, operation(returns=ref("Thing"), tags=["Items"]), tags=_TAGS)),
        Expected.BREAKING,
        "the old name fails",
        "things.create",
    ),
    _pair(
        "unused-tag-added",
        whole(_api(_GET), _api(_GET, tags=_TAGS)),
        Expected.PATCH,
        "the client does not use it",
    ),
    _pair(
        "tags-in-another-order",
        whole(
            _api(_GET, _get("/items", "get-item", tags=["Items"]), tags=_TAGS),
            _api(_GET, _get("/items", "get-item", tags=["Items"]), tags=_TAGS[::-1]),
        ),
        Expected.PATCH,
        "only readers see the order of resources",
    ),
    _pair("paths-in-another-order", whole(_api(_GET, _LIST), _api(_LIST, _GET)), Expected.PATCH, "only readers see it"),
    _pair("path-changed", whole(_api(_GET), _api(_get("/v2/things/current"))), Expected.PATCH, "the client adapts"),
    _pair("path-slash-added", whole(_api(_GET), _api(_get("/things/current/"))), Expected.PATCH, "the client adapts"),
    _pair(
        "http-method-changed", operations({"method": "put"}, {"method": "patch"}), Expected.PATCH, "the client adapts"
    ),
    _pair("get-becomes-post", whole(_api(_GET), _api(_get(method="post"))), Expected.PATCH, "the client adapts"),
    _pair(
        "path-parameter-added",
        whole(_api(_get("/things")), _api(_get("/things/{thing}", parameters=[parameter("thing", "path")]))),
        Expected.BREAKING,
        "calls raise TypeError",
        "thing",
    ),
    _pair(
        "path-parameter-removed",
        whole(_api(_get("/things/{thing}", parameters=[parameter("thing", "path")])), _api(_get("/things"))),
        Expected.BREAKING,
        "calls raise TypeError",
        "thing",
    ),
    _pair(
        "path-parameter-becomes-query",
        whole(
            _api(_get("/things/{thing}", parameters=[parameter("thing", "path")])),
            _api(_get("/things", parameters=[parameter("thing", "query", required=True)])),
        ),
        Expected.BREAKING,
        "the argument was positional, and is a keyword now",
        "thing",
    ),
    _pair(
        "extension-added",
        operations({}, {"x-rate": 5}),
        Expected.PATCH,
        "the client does not use it",
    ),
]
