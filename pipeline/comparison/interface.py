"""What callers see of the client that a document gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openapi_python_client.config import Config
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import Class

from pipeline.comparison.annotations import Values
from pipeline.generation.methods import Method, methods_of
from pipeline.generation.models import ModelField, endpoints, fields_of, reachable
from pipeline.generation.naming import resource_name
from pipeline.generation.parsing import Parsed, generator_config, parse
from pipeline.generation.schemas import Document, OperationNode, Schema


@dataclass(frozen=True)
class ResourceMethod:
    """A method of a resource, and the operation that it calls."""

    resource: str
    method: Method
    operation: OperationNode

    @property
    def name(self) -> str:
        """As callers write it: `customer_offers.get`."""
        return f"{self.resource}.{self.method.name}"


@dataclass(frozen=True)
class ModelClass:
    """A class whose objects go into arguments, or come back.

    Attributes:
        name: Its name.
        fields: Its fields by name.
        schema: What the document says of it.
        is_sent: Whether it stands in requests.
        is_received: Whether it stands in answers; also where nothing in the document uses it.
        operations: The ids of the operations that use it.
    """

    name: str
    fields: dict[str, ModelField]
    schema: Schema
    is_sent: bool
    is_received: bool
    operations: frozenset[str]


@dataclass(frozen=True)
class Interface:
    """What callers see.

    Attributes:
        document: The effective document that it comes from.
        server: The address that calls go to by themselves.
        methods: All methods, by the names that callers write.
        classes: All classes, by name.
        enumerations: The values of each enumeration that has an alias, by the alias.
        components: The names of classes and aliases by the references that the document has for them.
    """

    document: Document
    server: str
    methods: dict[str, ResourceMethod]
    classes: dict[str, ModelClass]
    enumerations: Values
    components: dict[str, str]


def read_interface(document: Document, config_path: Path) -> Interface:
    """The interface of the client for an effective document.

    Raises:
        PipelineError: No client can be generated from it.
    """
    config = generator_config(config_path)
    parsed = parse(document, config)
    methods = {method.name: method for method in _methods(parsed)}
    return Interface(
        document=document,
        server=parsed.server,
        methods=methods,
        classes={one.name: one for one in _classes(parsed)},
        enumerations={str(enum.class_info.name): frozenset(enum.values) for enum in parsed.data.enums},
        components=_components(document, config),
    )


def _methods(parsed: Parsed) -> Iterator[ResourceMethod]:
    for endpoint in endpoints(parsed.data):
        operation = parsed.operations[endpoint.name]
        for method in methods_of(endpoint, operation, parsed.document):
            yield ResourceMethod(resource_name(operation.tag), method, operation)


def _classes(parsed: Parsed) -> Iterator[ModelClass]:
    sent: dict[str, set[str]] = {}
    received: dict[str, set[str]] = {}
    for endpoint in endpoints(parsed.data):
        operation = parsed.operations[endpoint.name]
        for found, names in ((sent, _sent(endpoint, parsed)), (received, _received(endpoint, parsed))):
            for name in names:
                found.setdefault(name, set()).add(operation.id)
    for model in parsed.data.models:
        name = str(model.class_info.name)
        fields = {field.name: field for field in fields_of(model, parsed.document, parsed.sent)}
        yield ModelClass(
            name=name,
            fields=fields,
            schema=model.data.model_dump(mode="json", by_alias=True, exclude_unset=True),
            is_sent=name in sent,
            is_received=name in received or name not in sent,
            operations=frozenset(sent.get(name, set()) | received.get(name, set())),
        )


def _sent(endpoint: Endpoint, parsed: Parsed) -> set[str]:
    return reachable((body.prop for body in endpoint.bodies), parsed.data)


def _received(endpoint: Endpoint, parsed: Parsed) -> set[str]:
    return reachable((response.prop for response in endpoint.responses.patterns), parsed.data)


def _components(document: Document, config: Config) -> dict[str, str]:
    references = [f"#/components/schemas/{name}" for name in document.get("components", {}).get("schemas", {})]
    return {reference: str(Class.from_string(string=reference, config=config).name) for reference in references}
