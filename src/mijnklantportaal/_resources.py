"""The resources of a client class, and the operations of each, as the generated modules define them."""

import sys
from collections.abc import Iterator
from typing import Any

from mijnklantportaal._attributes import cached_resource
from mijnklantportaal._wire.operation import Operation


def resource_names(kind: type) -> list[str]:
    """Return the names of the resources of a client class, in order."""
    names = {
        name: None
        for base in reversed(kind.__mro__)
        for name, attribute in vars(base).items()
        if isinstance(attribute, cached_resource)
    }
    return [*names]


def resource_operations(resource: object) -> Iterator[tuple[str, Operation[Any]]]:
    """Yield the names and the operations in the module of a resource class."""
    # A subclass may be in another module than the generated class.
    for kind in type(resource).__mro__:
        for constant, value in vars(sys.modules[kind.__module__]).items():
            if isinstance(value, Operation):
                yield constant, value
