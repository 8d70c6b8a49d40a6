"""The effective document as the sandbox needs it: its operations, and the collections that they work on."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from attrs import frozen

from mijnklantportaal_api import SERVER, spec

Schema: TypeAlias = Mapping[str, Any]
"""A JSON schema of the document; it may be a reference."""

Kind: TypeAlias = Literal["list", "create", "get", "change"]
"""What an operation does, where its method, path and answer tell; see `_kind`."""

API = urlsplit(SERVER).path
"""The path of the server in the document, below which the operations are."""

_PARAMETER = re.compile(r"\{(\w+)\}")
_PREFIX = re.compile(r"`([a-z]+)_`")
METHODS = ("get", "post", "put", "patch", "delete")
"""Those that OpenAPI has operations for, and that this API may have."""


@frozen
class Collection:
    """Objects of one kind, at one path."""

    name: str
    """As its list is called: `customers` for `list-customers`."""
    path: str
    component: str
    """The name of the schema."""
    schema: Schema
    """That of an object in full."""
    prefixes: frozenset[str]
    """What IDs begin with, before the `_`."""

    @property
    def singular(self) -> str:
        """What one of them is called: `customer`."""
        return self.name.replace("_", " ").removesuffix("s")


@frozen
class Operation:
    """One operation of the document."""

    id: str
    method: str
    path: str
    tag: str
    query: Mapping[str, Schema]
    bodies: Mapping[str, Schema]
    """By media type."""
    statuses: frozenset[int]
    status: int
    """The one of success."""
    answer: Schema
    collection: Collection | None
    owners: Mapping[str, Collection]
    """Whose ID each parameter of the path is, for those that have a collection."""
    kind: Kind | None


class Document:
    """The document, read once."""

    def __init__(self) -> None:
        self.text = spec()
        self._content: dict[str, Any] = json.loads(self.text)
        self.collections = {collection.name: collection for collection in self._read_collections()}
        self.operations = list(self._read_operations())

    @property
    def components(self) -> Mapping[str, Any]:
        """What references lead into."""
        found: dict[str, Any] = self._content["components"]
        return found

    def resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """The node, or what it refers to: the same object each time."""
        while "$ref" in node:
            found: Any = self._content
            for key in node["$ref"].removeprefix("#/").split("/"):
                found = found[key]
            node = found
        return node

    def collection_of(self, identifier: object) -> Collection | None:
        """The collection that an ID is of, by what it begins with; `None` when there is none."""
        prefix = identifier.partition("_")[0] if isinstance(identifier, str) else None
        return next((found for found in self.collections.values() if prefix in found.prefixes), None)

    def parent_of(self, collection: Collection) -> Collection | None:
        """The collection whose ID stands in the path of this one."""
        owners = _owners(collection.path, list(self.collections.values()))
        return next(iter(owners.values()), None)

    def _success(self, operation: Mapping[str, Any]) -> tuple[int, Schema]:
        """The status of success, and the schema of its answer."""
        status = next(status for status in operation["responses"] if status.startswith("2"))
        content = self.resolved(operation["responses"][status]).get("content", {})
        schema: Schema = content.get("application/json", {}).get("schema", {})
        return int(status), schema

    def _read_collections(self) -> Iterator[Collection]:
        paths: dict[str, Any] = self._content["paths"]
        for path, item in paths.items():
            if path.endswith("}"):
                continue
            below = re.compile(re.escape(path) + r"/\{\w+\}")
            single: Mapping[str, Any] = next((paths[other] for other in paths if below.fullmatch(other)), {})
            listed = self._items(item.get("get"))
            if listed is None and "get" not in single:
                continue
            # One by one they are given in full, and in lists perhaps not.
            full = self._success(single["get"])[1] if "get" in single else listed
            if full is None or "$ref" not in full:
                continue
            schema = self.resolved(full)
            name = item["get"]["operationId"].removeprefix("list-") if listed else path.strip("/")
            prefixes = frozenset(_PREFIX.findall(schema["properties"]["id"]["description"]))
            yield Collection(name.replace("-", "_"), path, full["$ref"].rpartition("/")[2], schema, prefixes)

    def _items(self, operation: Mapping[str, Any] | None) -> Schema | None:
        """The schema of the objects that a list gives; `None` when it is no list."""
        if operation is None:
            return None
        data = self.resolved(self._success(operation)[1]).get("properties", {}).get("data", {})
        items: Schema | None = data.get("items")
        return items

    def _read_operations(self) -> Iterator[Operation]:
        # The longest first, since the path of one collection may begin with that of another.
        collections = sorted(self.collections.values(), key=lambda found: -len(found.path))
        for path, item in self._content["paths"].items():
            collection = next((found for found in collections if f"{path}/".startswith(f"{found.path}/")), None)
            for method in (method for method in METHODS if method in item):
                described = item[method]
                parameters = [
                    self.resolved(found) for found in (*item.get("parameters", ()), *described.get("parameters", ()))
                ]
                content = self.resolved(described.get("requestBody", {})).get("content", {})
                status, answer = self._success(described)
                yield Operation(
                    id=described["operationId"],
                    method=method.upper(),
                    path=path,
                    tag=described["tags"][0],
                    query={found["name"]: found["schema"] for found in parameters if found["in"] == "query"},
                    bodies={media_type: media["schema"] for media_type, media in content.items()},
                    statuses=frozenset(map(int, described["responses"])),
                    status=status,
                    answer=answer,
                    collection=collection,
                    owners=_owners(path, collections),
                    kind=self._kind(method, path, status, answer, collection) if collection else None,
                )

    def _kind(self, method: str, path: str, status: int, answer: Schema, collection: Collection) -> Kind | None:
        rest = path.removeprefix(collection.path)
        is_item = _PARAMETER.fullmatch(rest.removeprefix("/")) is not None
        gives_one = answer.get("$ref", "").endswith(f"/{collection.component}")
        if method == "get" and not rest and "current_page" in self.resolved(answer).get("properties", {}):
            return "list"
        if method == "post" and status == 201 and gives_one and not _PARAMETER.search(rest):
            return "create"
        if method == "get" and is_item and gives_one:
            return "get"
        if method == "patch" and is_item and gives_one:
            return "change"
        return None


def _owners(path: str, collections: list[Collection]) -> dict[str, Collection]:
    before = {match[1]: path[: match.start()].rstrip("/") for match in _PARAMETER.finditer(path)}
    return {
        name: collection
        for name, prefix in before.items()
        for collection in collections
        # Whatever the parameters in between are called.
        if _PARAMETER.sub("{}", collection.path) == _PARAMETER.sub("{}", prefix)
    }
