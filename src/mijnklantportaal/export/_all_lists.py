"""The lists that an export of everything has, found in the generated classes."""

import inspect
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from mijnklantportaal._wire.operation import Operation
from mijnklantportaal.export._source import list_operation, model_of


class ListPlan(NamedTuple):
    """A list of an export of everything."""

    name: str
    """The name of the resource, such as `payment_links`; `payment_links_payments` for `list_payments` of it."""
    operation: Operation[Any]
    parent: str | None = None
    """The name of the list whose objects have such a list each; `None` if there is one list."""
    parameter: str = ""
    """The argument that takes the ID of such an object."""


def all_lists(client: object) -> list[ListPlan]:
    """Return the lists of all resources, each before those that its objects have.

    Args:
        client: A client.
    """
    names = {
        name: None
        for kind in reversed(type(client).__mro__)
        for name, attribute in vars(kind).items()
        if isinstance(attribute, cached_property)
    }
    return [plan for name in names for plan in _lists_of(name, getattr(client, name))]


def _lists_of(name: str, resource: object) -> Iterator[ListPlan]:
    """Yield the lists of a resource: those without required arguments, then those of each object."""
    parent = list_operation(resource)
    if parent is None:
        return
    # The operations are beside the class, and are named as its methods.
    module = next(vars(sys.modules[kind.__module__]) for kind in type(resource).__mro__ if "LIST" in _names(kind))
    lists = {
        constant: operation
        for constant, operation in module.items()
        if isinstance(operation, Operation) and operation.method == "GET" and model_of(operation) is not None
    }
    required = {
        constant: [
            parameter.name
            for parameter in inspect.signature(getattr(resource, constant.lower())).parameters.values()
            if parameter.default is parameter.empty
        ]
        for constant in lists
    }
    has_parent = not required["LIST"]
    for constant, operation in lists.items():
        full_name = "_".join([name, *constant.lower().split("_")[1:]])
        if not required[constant]:
            yield ListPlan(full_name, operation)
    for constant, operation in lists.items():
        full_name = "_".join([name, *constant.lower().split("_")[1:]])
        if has_parent and len(required[constant]) == 1 and operation.path.startswith(f"{parent.path}/{{"):
            yield ListPlan(full_name, operation, name, required[constant][0])


def _names(kind: type) -> set[str]:
    return set(vars(sys.modules.get(kind.__module__, sys)))
