"""What the templates need to know of each resource: its methods."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.generation.code import prose, sentence
from pipeline.generation.methods import Method, methods_of
from pipeline.generation.naming import resource_classes, resource_name
from pipeline.generation.parsing import Parsed


@dataclass(frozen=True)
class Resource:
    """An attribute of the client, with the methods for the operations of one tag."""

    name: str
    tag: str
    methods: tuple[Method, ...]

    @property
    def defined_names(self) -> set[str]:
        """The names that its module and its classes define."""
        return {*resource_classes(self.name), *self.constants, *self.constants.values()}

    @property
    def names_in_client(self) -> list[str]:
        """The names that the module of the client defines for it."""
        return [self.name, *resource_classes(self.name)]

    @cached_property
    def constants(self) -> dict[str, str]:
        """The constants of the operations in the module, by the names of the methods that send them."""
        # Arguments hide constants inside a method, and a tag such as `A B` has an upper-case class.
        taken = {*resource_classes(self.name), *(one.name for method in self.methods for one in method.arguments)}
        constants: dict[str, str] = {}
        for method in self.methods:
            constant = method.name.upper()
            while constant in taken:
                constant += "_"
            taken.add(constant)
            constants[method.name] = constant
        return constants

    @property
    def module_documentation(self) -> str:
        return f"The methods of `portal.{self.name}`, and the operations that they send."

    @property
    def documentation(self) -> str:
        return sentence(self._title)

    @property
    def async_documentation(self) -> str:
        return f"{self._title}, asynchronous."

    @property
    def raw_documentation(self) -> str:
        return f"{self._title}, with methods that return raw responses."

    @property
    def async_raw_documentation(self) -> str:
        return f"{self._title}, asynchronous, with methods that return raw responses."

    @property
    def _title(self) -> str:
        return prose(self.tag)


def resources_of(parsed: Parsed) -> list[Resource]:
    """Return the resources, in the order of the spec."""
    return list(_resources(parsed))


def _resources(parsed: Parsed) -> Iterator[Resource]:
    collections = parsed.data.endpoint_collections_by_tag
    tags = {resource_name(operation.tag): operation.tag for operation in parsed.operations.values()}
    order = [resource_name(tag["name"]) for tag in parsed.document.get("tags", [])]
    for name in sorted(collections, key=lambda name: order.index(name) if name in order else len(order)):
        methods = [
            method
            for endpoint in collections[name].endpoints
            for method in methods_of(endpoint, parsed.operations[endpoint.name], parsed.document)
        ]
        yield Resource(str(name), tags[name], tuple(methods))
