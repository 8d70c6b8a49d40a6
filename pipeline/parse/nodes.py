"""The operations and webhooks of the effective spec, with the pointers of their parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pipeline.openapi import METHODS, escape, target_of
from pipeline.parse.flat import LocatedSchema
from pipeline.parse.problems import Problems

Object = Mapping[str, Any]


@dataclass(frozen=True)
class Located:
    """An object of the spec that is not a schema, with its JSON pointer."""

    pointer: str
    node: Object

    def child(self, *keys: str) -> str:
        """Return the pointer of a part of the object."""
        return "/".join([self.pointer, *map(escape, keys)])


@dataclass(frozen=True)
class OperationNode(Located):
    """An operation of the spec.

    Attributes:
        path: Its path template.
        http_method: Its HTTP method, in lower case. parameters: Its parameters, with those of the path. body: Its
        request body, if it has one. responses: Its responses, by status.
    """

    path: str
    http_method: str
    parameters: list[Located]
    body: Located | None
    responses: dict[str, Located]

    @property
    def id(self) -> str:
        """The operationId."""
        return str(self.node["operationId"])

    @property
    def tag(self) -> str:
        """The only tag."""
        return str(self.node["tags"][0])

    def __str__(self) -> str:
        """Return the name of the operation in error messages."""
        return f"the operation {self.id!r}"


# Headers that OpenAPI describes elsewhere. Parameters with these names are ignored (3.1, "Parameter Object").
_IGNORED_HEADERS = frozenset({"accept", "authorization", "content-type"})


def is_ignored_header(parameter: Located) -> bool:
    """Return whether a parameter has the name of a header that OpenAPI ignores as a parameter."""
    return parameter.node["in"] == "header" and parameter.node["name"].lower() in _IGNORED_HEADERS


def schema_of_parameter(parameter: Located) -> LocatedSchema:
    """Return the schema of a parameter, which may be under its media type."""
    pointer, holder = parameter.pointer, parameter.node
    for media_type, content in parameter.node.get("content", {}).items():
        pointer, holder = parameter.child("content", media_type), content
    return LocatedSchema(f"{pointer}/schema", holder["schema"]) if "schema" in holder else LocatedSchema(pointer, True)


def resolved(spec: Object, pointer: str, node: Object) -> Located:
    """Return an object, or the target of a reference. Keys next to the reference take precedence."""
    beside: dict[str, Any] = {}
    followed: set[str] = set()
    while "$ref" in node and node["$ref"] not in followed:
        followed.add(node["$ref"])
        pointer = unquote(node["$ref"])
        beside = {key: value for key, value in node.items() if key != "$ref"} | beside
        node = target_of(spec, node["$ref"])
    return Located(pointer, {**node, **beside})


def operations(spec: Object, problems: Problems) -> list[OperationNode]:
    """Return the operations, in the order of the spec. Operations that the client does not support are problems."""
    return list(_operations(spec, problems))


def _operations(spec: Object, problems: Problems) -> Iterator[OperationNode]:
    for path, item in spec["paths"].items():
        pointer = f"#/paths/{escape(path)}"
        if path.startswith("x-"):
            continue
        if "$ref" in item:
            reason = "the path is only a reference, and the client supports operations below their path only"
            problems.leave_out(pointer, reason, pointer)
            continue
        for method in METHODS:
            if method not in item:
                continue
            place = f"{pointer}/{method}"
            servers = [holder for holder, node in ((pointer, item), (place, item[method])) if "servers" in node]
            for holder in servers:
                owner = "path" if holder == pointer else "operation"
                reason = f"the {owner} has `servers` of its own, and the client sends all calls to one server"
                problems.leave_out(holder, reason, f"{holder}/servers")
            if not item[method].get("responses"):
                problems.leave_out(place, "the operation has no `responses`, so that its result is unknown", place)
            else:
                yield _operation(spec, path, method, pointer)


def _operation(spec: Object, path: str, method: str, pointer: str) -> OperationNode:
    item = spec["paths"][path]
    node = item[method]
    place = f"{pointer}/{method}"
    parameters: dict[tuple[str, str], Located] = {}
    for holder, declared in ((place, node), (pointer, item)):
        for index, parameter_node in enumerate(declared.get("parameters", ())):
            parameter = resolved(spec, f"{holder}/parameters/{index}", parameter_node)
            # A parameter of the operation replaces a parameter of the path.
            parameters.setdefault((parameter.node["in"], parameter.node["name"]), parameter)
    # Callers pass path parameters by position. So they are in the order of the path, not of the list.
    positions = {key: path.find(f"{{{key[1]}}}") for key in parameters if key[0] == "path"}
    in_order = sorted(parameters, key=lambda key: (key not in positions, positions.get(key, 0)))
    body = resolved(spec, f"{place}/requestBody", node["requestBody"]) if "requestBody" in node else None
    return OperationNode(
        place,
        node,
        path,
        method,
        [parameters[key] for key in in_order],
        body,
        {
            status: resolved(spec, f"{place}/responses/{escape(status)}", response)
            for status, response in node["responses"].items()
            if not status.startswith("x-")
        },
    )


@dataclass(frozen=True)
class WebhookNode(Located):
    """A webhook of the spec: the operation that describes its request.

    Attributes:
        name: Its name, with the HTTP method if it has several. payload: The schema of its JSON payload, if it has one.
    """

    name: str
    payload: LocatedSchema | None


def webhooks(spec: Object) -> Iterator[WebhookNode]:
    """Yield the webhooks, in the order of the spec."""
    for name, item in spec.get("webhooks", {}).items():
        located = resolved(spec, f"#/webhooks/{escape(name)}", item)
        methods = [method for method in METHODS if method in located.node]
        for method in methods:
            operation = Located(located.child(method), located.node[method])
            payload = None
            if "requestBody" in operation.node:
                body = resolved(spec, operation.child("requestBody"), operation.node["requestBody"])
                content = body.node.get("content", {}).get("application/json", {})
                if "schema" in content:
                    payload = LocatedSchema(body.child("content", "application/json", "schema"), content["schema"])
            full_name = name if len(methods) == 1 else f"{name} {method}"
            yield WebhookNode(operation.pointer, operation.node, full_name, payload)
