"""What the templates need to know of each resource: its methods."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.generation.code import prose, sentence
from pipeline.generation.methods import Method, methods_of
from pipeline.generation.naming import resource_class, resource_name
from pipeline.generation.parsing import Parsed

VARIANTS = ("{}", "Async{}", "{}WithRawResponse", "Async{}WithRawResponse")


@dataclass(frozen=True)
class Resource:
    """An attribute of the client, with the methods for the operations of one tag."""

    name: str
    tag: str
    methods: tuple[Method, ...]

    @property
    def defined_names(self) -> set[str]:
        """The names that its module and its classes define."""
        class_names = {variant.format(resource_class(self.name)) for variant in VARIANTS}
        return class_names.union(*({method.name, method.constant} for method in self.methods))

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
