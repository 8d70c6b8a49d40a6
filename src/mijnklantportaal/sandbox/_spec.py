"""The effective spec: its operations, and the collections of objects that they work on."""

import json
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from attrs import frozen

from mijnklantportaal_api import SERVER, spec

Schema: TypeAlias = Mapping[str, Any]
"""A JSON schema of the spec, possibly a reference."""

Kind: TypeAlias = Literal["list", "create", "get", "update"]
"""The generic behavior of an operation, if its method, path and response determine one."""

API = urlsplit(SERVER).path
"""The path of the spec's server, which prefixes the paths of all operations."""

_PARAMETER = re.compile(r"\{(\w+)\}")
_PREFIX = re.compile(r"`([a-z]+)_`")
METHODS = ("get", "post", "put", "patch", "delete")
"""The methods that operations of this API can have."""


@frozen
class Collection:
    """All objects of one kind."""

    name: str
    """The name in its list operation: `customers` for `list-customers`."""
    path: str
    component: str
    """The name of its schema in the spec."""
    schema: Schema
    """The schema of a complete object."""
    prefixes: frozenset[str]
    """The prefixes of its IDs, without the `_`."""

    @property
    def singular(self) -> str:
        """The name of one object: `customer`."""
        return self.name.replace("_", " ").removesuffix("s")

    def __deepcopy__(self, memo: object) -> "Collection":
        """Return the collection itself, as for `Spec`."""
        return self


@frozen
class Operation:
    """An operation of the spec."""

    id: str
    method: str
    path: str
    tag: str
    query: Mapping[str, Schema]
    bodies: Mapping[str, Schema]
    """Schemas of the request body by media type."""
    statuses: frozenset[int]
    status: int
    """The status of success."""
    response: Schema
    """The schema of the successful response."""
    collection: Collection | None
    owners: Mapping[str, Collection]
    """The collections of the IDs in path parameters, by the name of the parameter."""
    kind: Kind | None


class Spec:
    """The effective spec, parsed once."""

    def __init__(self) -> None:
        self.text = spec()
        self._content: dict[str, Any] = json.loads(self.text)
        self.collections = {collection.name: collection for collection in self._read_collections()}
        self.operations = list(self._read_operations())

    def __deepcopy__(self, memo: object) -> "Spec":
        """Return the spec itself: it never changes, and its nodes are compared by identity."""
        return self

    @property
    def components(self) -> Mapping[str, Any]:
        components: dict[str, Any] = self._content["components"]
        return components

    def resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """Follow references. Equal references resolve to the identical object."""
        while "$ref" in node:
            target: Any = self._content
            for key in node["$ref"].removeprefix("#/").split("/"):
                target = target[key]
            node = target
        return node

    def collection_of_id(self, identifier: object) -> Collection | None:
        """Return the collection whose IDs have the prefix of this ID, or `None`."""
        prefix = identifier.partition("_")[0] if isinstance(identifier, str) else None
        return next((collection for collection in self.collections.values() if prefix in collection.prefixes), None)

    def parent_of(self, collection: Collection) -> Collection | None:
        """Return the collection whose ID is part of this collection's path, or `None`."""
        owners = _owners(collection.path, list(self.collections.values()))
        return next(iter(owners.values()), None)

    def _success(self, operation: Mapping[str, Any]) -> tuple[int, Schema]:
        """Return the status of success, and the schema of its response."""
        status = next(status for status in operation["responses"] if status.startswith("2"))
        content = self.resolve(operation["responses"][status]).get("content", {})
        schema: Schema = content.get("application/json", {}).get("schema", {})
        # A range such as `2XX` stands for all statuses of success.
        return int(status) if status.isdecimal() else HTTPStatus.OK, schema

    def _read_collections(self) -> Iterator[Collection]:
        paths: dict[str, Any] = self._content["paths"]
        for path, item in paths.items():
            if path.endswith("}"):
                continue
            below = re.compile(re.escape(path) + r"/\{\w+\}")
            single: Mapping[str, Any] = next((paths[other] for other in paths if below.fullmatch(other)), {})
            listed = self._list_items(item.get("get"))
            if listed is None and "get" not in single:
                continue
            # Lists may leave out properties that a single object has.
            full = self._success(single["get"])[1] if "get" in single else listed
            if full is None or "$ref" not in full:
                continue
            schema = self.resolve(full)
            name = item["get"]["operationId"].removeprefix("list-") if listed else path.strip("/")
            prefixes = frozenset(_PREFIX.findall(schema["properties"]["id"]["description"]))
            yield Collection(name.replace("-", "_"), path, full["$ref"].rpartition("/")[2], schema, prefixes)

    def _list_items(self, operation: Mapping[str, Any] | None) -> Schema | None:
        """Return the schema of the objects in a list, or `None` if the operation does not return a list."""
        if operation is None:
            return None
        data = self.resolve(self._success(operation)[1]).get("properties", {}).get("data", {})
        items: Schema | None = data.get("items")
        return items

    def _read_operations(self) -> Iterator[Operation]:
        # The longest path comes first, since the path of one collection can start with that of another.
        collections = sorted(self.collections.values(), key=lambda collection: -len(collection.path))
        for path, item in self._content["paths"].items():
            collection = next((other for other in collections if f"{path}/".startswith(f"{other.path}/")), None)
            for method in (method for method in METHODS if method in item):
                operation = item[method]
                parameters = [
                    self.resolve(node) for node in (*item.get("parameters", ()), *operation.get("parameters", ()))
                ]
                content = self.resolve(operation.get("requestBody", {})).get("content", {})
                status, response = self._success(operation)
                yield Operation(
                    id=operation["operationId"],
                    method=method.upper(),
                    path=path,
                    tag=operation["tags"][0],
                    query={
                        # A parameter with `content` instead of a schema is text, such as JSON.
                        parameter["name"]: parameter.get("schema", {"type": "string"})
                        for parameter in parameters
                        if parameter["in"] == "query"
                    },
                    bodies={media_type: media.get("schema", {}) for media_type, media in content.items()},
                    statuses=frozenset(int(status) for status in operation["responses"] if status.isdecimal()),
                    status=status,
                    response=response,
                    collection=collection,
                    owners=_owners(path, collections),
                    kind=self._kind(method, path, status, response, collection) if collection else None,
                )

    def _kind(self, method: str, path: str, status: int, response: Schema, collection: Collection) -> Kind | None:
        rest = path.removeprefix(collection.path)
        is_item = _PARAMETER.fullmatch(rest.removeprefix("/")) is not None
        returns_object = response.get("$ref", "").endswith(f"/{collection.component}")
        if method == "get" and not rest and "current_page" in self.resolve(response).get("properties", {}):
            return "list"
        if method == "post" and status == 201 and returns_object and not _PARAMETER.search(rest):
            return "create"
        if method == "get" and is_item and returns_object:
            return "get"
        if method == "patch" and is_item and returns_object:
            return "update"
        return None


def _owners(path: str, collections: list[Collection]) -> dict[str, Collection]:
    before = {match[1]: path[: match.start()].rstrip("/") for match in _PARAMETER.finditer(path)}
    return {
        name: collection
        for name, prefix in before.items()
        for collection in collections
        # Paths may name the same parameter differently.
        if _PARAMETER.sub("{}", collection.path) == _PARAMETER.sub("{}", prefix)
    }
