"""The Python interface of the client that is generated from a spec."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openapi_python_client.config import Config
from openapi_python_client.parser.properties import Class, ListProperty, LiteralEnumProperty, UnionProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from pipeline.diff.annotations import Values, names_in
from pipeline.generation.methods import Method, methods_of, properties_of
from pipeline.generation.models import ModelField, endpoints, fields_of, reachable
from pipeline.generation.naming import resource_name
from pipeline.generation.parsing import Parsed, generator_config, parse
from pipeline.generation.schemas import Document, OperationNode, Schema


@dataclass(frozen=True)
class ResourceMethod:
    """A method of a resource, with its operation."""

    resource: str
    method: Method
    operation: OperationNode

    @property
    def name(self) -> str:
        """The name with that of the resource: `customer_offers.get`."""
        return f"{self.resource}.{self.method.name}"


@dataclass(frozen=True)
class ModelClass:
    """A model class.

    Attributes:
        name: Its name.
        fields: Its fields by name.
        schema: Its schema.
        is_sent: Whether requests contain it.
        is_received: Whether responses contain it; also true for an unused class.
        aliases: The aliases of the enumerations of its fields, by field.
    """

    name: str
    fields: dict[str, ModelField]
    schema: Schema
    is_sent: bool
    is_received: bool
    aliases: dict[str, str]


@dataclass(frozen=True)
class Interface:
    """The Python interface of a client.

    Attributes:
        spec: The effective spec that it is generated from.
        server: The default base URL.
        methods: All methods, by name with resource.
        classes: All classes, by name.
        enumerations: The values of each enumeration that has an alias, by alias.
        components: The names of the classes and aliases of component schemas, by reference.
    """

    spec: Document
    server: str
    methods: dict[str, ResourceMethod]
    classes: dict[str, ModelClass]
    enumerations: Values
    components: dict[str, str]

    @functools.cached_property
    def sent_names(self) -> set[str]:
        """The names in the annotations of arguments and sent fields."""
        arguments = (argument.value for one in self.methods.values() for argument in one.method.arguments)
        fields = (field.value for one in self.classes.values() if one.is_sent for field in one.fields.values())
        return set().union(*(names_in(value.annotation) for value in (*arguments, *fields)))

    @functools.cached_property
    def shared_aliases(self) -> set[str]:
        """The aliases of component schemas, and those of values that are sent."""
        return (set(self.components.values()) | self.sent_names) & self.enumerations.keys()


def read_interface(spec: Document, config_path: Path) -> Interface:
    """Return the interface of the client for an effective spec.

    Raises:
        PipelineError: No client can be generated from the spec.
    """
    config = generator_config(config_path)
    parsed = parse(spec, config)
    methods = {method.name: method for method in _methods(parsed)}
    return Interface(
        spec=spec,
        server=parsed.server,
        methods=methods,
        classes={one.name: one for one in _classes(parsed)},
        enumerations={str(enum.class_info.name): frozenset(enum.values) for enum in parsed.data.enums},
        components=_components(spec, config),
    )


def _methods(parsed: Parsed) -> Iterator[ResourceMethod]:
    for endpoint in endpoints(parsed.data):
        operation = parsed.operations[endpoint.name]
        for method in methods_of(endpoint, operation, parsed.document):
            yield ResourceMethod(resource_name(operation.tag), method, operation)


def _classes(parsed: Parsed) -> Iterator[ModelClass]:
    responses = (response.prop for endpoint in endpoints(parsed.data) for response in endpoint.responses.patterns)
    received = reachable(responses, parsed.data)
    for model in parsed.data.models:
        name = str(model.class_info.name)
        fields = {field.name: field for field in fields_of(model, parsed.document, parsed.sent)}
        props = properties_of(model)
        aliases = {field.name: _alias(props[field.key]) for field in fields.values()}
        yield ModelClass(
            name=name,
            fields=fields,
            schema=model.data.model_dump(mode="json", by_alias=True, exclude_unset=True),
            is_sent=name in parsed.sent,
            is_received=name in received or name not in parsed.sent,
            aliases={field: alias for field, alias in aliases.items() if alias},
        )


def _alias(prop: PropertyProtocol) -> str | None:
    """Return the alias of the enumeration of a property, of its items, or of the non-null part of its type."""
    match prop:
        case LiteralEnumProperty():
            return str(prop.class_info.name)
        case ListProperty():
            return _alias(prop.inner_property)
        case UnionProperty():
            return next(filter(None, map(_alias, prop.inner_properties)), None)
    return None


def _components(spec: Document, config: Config) -> dict[str, str]:
    references = [f"#/components/schemas/{name}" for name in spec.get("components", {}).get("schemas", {})]
    return {reference: str(Class.from_string(string=reference, config=config).name) for reference in references}
