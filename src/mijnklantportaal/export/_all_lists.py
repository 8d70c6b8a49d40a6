"""The lists that `export_all` exports."""

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from mijnklantportaal._resources import resource_names, resource_operations
from mijnklantportaal._wire.operation import Operation
from mijnklantportaal.export._source import list_operation, model_of


class ListPlan(NamedTuple):
    """A list that `export_all` exports."""

    name: str
    """The name of the resource, such as `payment_links`, or `payment_links_payments` for its `list_payments`."""
    operation: Operation[Any]
    parent: str | None = None
    """The name of the list whose objects each have a list of this kind; `None` if there is only one list."""
    parameter: str = ""
    """The argument for the ID of an object of the parent list."""


def all_lists(client: object) -> list[ListPlan]:
    """Return the lists of all resources. Each list comes before the lists of its objects.

    Args:
        client: A client.
    """
    return [plan for name in resource_names(type(client)) for plan in _lists_of(name, getattr(client, name))]


def _lists_of(name: str, resource: object) -> Iterator[ListPlan]:
    """Yield the lists of a resource: first those without required arguments, then the lists of its objects."""
    parent = list_operation(resource)
    if parent is None:
        return
    for_each_object = []
    for constant, operation in resource_operations(resource):
        if operation.method != "GET" or model_of(operation) is None:
            continue
        plan = ListPlan("_".join([name, *constant.lower().split("_")[1:]]), operation)
        # The name of the method is the lowercase name of the constant.
        parameters = inspect.signature(getattr(resource, constant.lower())).parameters.values()
        required = [parameter.name for parameter in parameters if parameter.default is parameter.empty]
        if not required:
            yield plan
        elif len(required) == 1 and operation.path.startswith(f"{parent.path}/{{"):
            for_each_object.append(plan._replace(parent=name, parameter=required[0]))
    yield from for_each_object
