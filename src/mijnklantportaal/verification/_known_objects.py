"""The read operations, and their arguments: IDs in the responses of other operations."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from mijnklantportaal._resources import resource_names, resource_operations
from mijnklantportaal._wire.containers import Items, PageOf
from mijnklantportaal._wire.operation import Location, Operation
from mijnklantportaal.types import JSON
from mijnklantportaal.verification._schemas import Spec

IDs: TypeAlias = tuple[str, ...]
"""The IDs in a path, in order."""


def read_operations(client: object) -> list[Operation[Any]]:
    """Return the GET operations of all resources, in the order in which their arguments become known.

    Operations without an ID in their path come first, then those with one ID, then those with more.

    Args:
        client: A client.
    """
    operations = {
        operation.id: operation
        for name in resource_names(type(client))
        for _, operation in resource_operations(getattr(client, name))
        if operation.method == "GET"
    }
    return sorted(operations.values(), key=lambda operation: _shape(operation.path).count("{}"))


def is_list(operation: Operation[Any]) -> bool:
    """Return whether the responses of an operation contain a list under `data`."""
    return isinstance(operation.response, Items | PageOf)


def objects_of(operation: Operation[Any], body: JSON) -> list[JSON]:
    """Return the objects in the body of a response."""
    if not is_list(operation):
        return [body] if isinstance(body, dict) else []
    data = body.get("data") if isinstance(body, dict) else None
    return data if isinstance(data, list) else []


class KnownObjects:
    """The objects that were received.

    Args:
        spec: The effective spec.
        limit: How many objects of each kind are fetched individually.
    """

    def __init__(self, spec: Spec, limit: int) -> None:
        self._spec = spec
        self._limit = limit
        # Objects by the path of a single object, without the names of parameters.
        self._objects: dict[str, dict[IDs, JSON]] = {}
        # IDs by their prefixes, in the order in which they were received.
        self._by_prefix: dict[str, dict[str, None]] = {}

    def add(self, operation: Operation[Any], ids: IDs, body: JSON) -> None:
        """Add the objects and IDs in a response.

        Args:
            operation: The operation.
            ids: The IDs in its path.
            body: The JSON of the response.
        """
        shape = _shape(operation.path)
        if shape.endswith("{}"):
            self._objects.setdefault(shape, {})[ids] = body
        elif is_list(operation):
            known = self._objects.setdefault(f"{shape}/{{}}", {})
            known.update(((*ids, identifier), value) for identifier, value in _identified(objects_of(operation, body)))
        for text in _texts(body):
            if match := re.fullmatch(r"([a-z]{2,5}_)\w+", text, re.ASCII):
                self._by_prefix.setdefault(match[1], {})[text] = None

    def arguments(self, operation: Operation[Any]) -> list[IDs]:
        """Return the IDs with which an operation can be called, as many as the limit allows.

        For an operation without an ID in its path, the result is one empty tuple.
        """
        shape = _shape(operation.path)
        if "{}" not in shape:
            return [()]
        return list(self._known(operation, shape[: shape.rindex("{}") + 2]))[: self._limit]

    def _known(self, operation: Operation[Any], shape: str) -> Iterator[IDs]:
        if self._objects.get(shape):
            yield from self._objects[shape]
            return
        # `/agreements/{}/documents/{}`: the documents are in the agreements.
        owner, _, key = shape.removesuffix("/{}").rpartition("/")
        for ids, value in self._objects.get(owner, {}).items():
            inner = value.get(key) if isinstance(value, dict) else None
            for identifier, _ in _identified(inner if isinstance(inner, list) else []):
                yield *ids, identifier
        prefix = self._spec.parameter_prefix(operation.path)
        if shape.count("{}") == 1 and prefix is not None:
            # `/files/{}`: no operation lists the files, but other objects refer to them.
            for identifier in self._by_prefix.get(prefix, {}):
                yield (identifier,)


def path_arguments(operation: Operation[Any], ids: IDs) -> dict[str, str]:
    """Return the arguments for the IDs in a path, by Python name."""
    names = {parameter.key: parameter.name for parameter in operation.parameters if parameter.location is Location.PATH}
    return dict(zip((names[key] for key in re.findall(r"\{(.*?)\}", operation.path)), ids, strict=True))


def _shape(path: str) -> str:
    return re.sub(r"\{.*?\}", "{}", path)


def _identified(objects: list[JSON]) -> Iterator[tuple[str, JSON]]:
    """Yield each object that has an ID that is valid in a path, with its ID."""
    for value in objects:
        identifier = value.get("id") if isinstance(value, dict) else None
        is_id = isinstance(identifier, str | int) and not isinstance(identifier, bool)
        text = str(identifier) if is_id else ""
        if re.fullmatch(r"[\w-]+", text, re.ASCII):
            yield text, value


def _texts(body: JSON) -> Iterator[str]:
    # Not recursive: a body may nest deep.
    values = [body]
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            values.extend(value.values() if isinstance(value, dict) else value)
