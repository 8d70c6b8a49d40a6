"""The lists that an export of everything has."""

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from mijnklantportaal._resources import resource_names, resource_operations
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
    return [plan for name in resource_names(type(client)) for plan in _lists_of(name, getattr(client, name))]


def _lists_of(name: str, resource: object) -> Iterator[ListPlan]:
    """Yield the lists of a resource: those without required arguments, then those of each object of its own list."""
    parent = list_operation(resource)
    if parent is None:
        return
    for_each_object = []
    for constant, operation in resource_operations(resource):
        if operation.method != "GET" or model_of(operation) is None:
            continue
        plan = ListPlan("_".join([name, *constant.lower().split("_")[1:]]), operation)
        # The method of an operation has its name in lower case.
        parameters = inspect.signature(getattr(resource, constant.lower())).parameters.values()
        required = [parameter.name for parameter in parameters if parameter.default is parameter.empty]
        if not required:
            yield plan
        elif len(required) == 1 and operation.path.startswith(f"{parent.path}/{{"):
            for_each_object.append(plan._replace(parent=name, parameter=required[0]))
    yield from for_each_object
