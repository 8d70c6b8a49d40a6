"""What the templates need to know of each model: the fields that it has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ListProperty, ModelProperty, UnionProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from pipeline.errors import PipelineError
from pipeline.generation.documentation import description_of, with_python_names
from pipeline.generation.methods import properties_of
from pipeline.generation.naming import python_name
from pipeline.generation.schemas import Document, OperationNode, Schema, inline_answers, properties, resolve
from pipeline.generation.values import Direction, Value, value_of

# Names that every model has.
_MODEL_NAMES = {"additional_properties", "exactly", "from_dict", "read", "to_dict", "write"}


@dataclass(frozen=True)
class ModelField:
    """One field of a model, as code."""

    name: str
    key: str
    value: Value
    required: bool
    declaration: str
    description: str
    schema: Schema


def fields_of(model: ModelProperty, document: Document, sent: set[str]) -> Iterator[ModelField]:
    """The fields of a model, in the order of the document.

    Args:
        model: The generator's view of it.
        document: The effective document.
        sent: The classes that stand in requests.

    Raises:
        PipelineError: Two have the same name.
    """
    direction = Direction.REQUEST if model.class_info.name in sent else Direction.RESPONSE
    schema = model.data.model_dump(mode="json", by_alias=True, exclude_unset=True)
    by_name = properties_of(model)
    taken = set(_MODEL_NAMES)
    for key, node in properties(document, schema).items():
        prop = by_name[key]
        written, node = node, resolve(document, node)
        value = value_of(prop, node, document, direction)
        name = f"{prop.python_name}_" if prop.python_name in _MODEL_NAMES else str(prop.python_name)
        if name in taken:
            raise PipelineError(
                f"schema {model.class_info.name!r} has two properties called {name!r} in Python: {key!r} is one."
            )
        taken.add(python_name(name, f"{key!r} of schema {model.class_info.name!r}"))
        annotation, default = value.annotation, None
        if not prop.required and direction is Direction.REQUEST:
            annotation, default = f"{annotation} | _types.Unset", "_types.UNSET"
        elif not prop.required:
            annotation, default = value.as_nullable().annotation, "None"
        # What is a password to the document stays out of logs, and so out of reprs.
        secret = node.get("format") == "password"
        if secret:
            default = f"_attrs.field({f'default={default}, ' if default else ''}repr=False)"
        yield ModelField(
            name=name,
            key=key,
            value=value,
            required=prop.required,
            declaration=f"{name}: {annotation}" + (f" = {default}" if default else ""),
            description=with_python_names(
                description_of(key, node, direction), {key: str(one.python_name) for key, one in by_name.items()}
            ),
            schema=written,
        )


def models_sent(data: GeneratorData) -> set[str]:
    """The classes that stand in requests: what is optional in them can be left out."""
    return reachable((body.prop for endpoint in endpoints(data) for body in endpoint.bodies), data)


def reachable(props: Iterable[PropertyProtocol], data: GeneratorData) -> set[str]:
    """The classes that stand in these, and in the fields of those."""
    models = {model.class_info.name: model for model in data.models}
    found: set[str] = set()

    def visit(prop: PropertyProtocol) -> None:
        if isinstance(prop, ListProperty):
            visit(prop.inner_property)
        elif isinstance(prop, UnionProperty):
            for part in prop.inner_properties:
                visit(part)
        elif isinstance(prop, ModelProperty) and prop.class_info.name not in found:
            found.add(prop.class_info.name)
            # Those that the methods take apart are not among the models any more, but know their properties.
            for part in properties_of(models.get(prop.class_info.name, prop)).values():
                visit(part)

    for prop in props:
        visit(prop)
    return found


def flattened_models(data: GeneratorData, operations: dict[str, OperationNode], document: Document) -> set[str]:
    """The classes that nobody needs, since the methods take them apart.

    They belong to schemas that are written in place: bodies, whose fields are arguments, and answers that hold a list
    and nothing else, of which the list is returned.
    """
    found = set()
    for endpoint in endpoints(data):
        answers = {response.status_code.pattern: response.prop for response in endpoint.responses.patterns}
        for status, _ in inline_answers(operations[endpoint.name], document):
            if _is_list(answer := answers[status]):
                found.add(str(answer.class_info.name))
        for body in endpoint.bodies:
            content = resolve(document, operations[endpoint.name].node["requestBody"])["content"]
            schema = content[body.content_type.get_untrusted_value()]["schema"]
            if "$ref" not in schema and isinstance(body.prop, ModelProperty):
                found.add(str(body.prop.class_info.name))
    return found


def _is_list(prop: PropertyProtocol) -> TypeGuard[ModelProperty]:
    if not isinstance(prop, ModelProperty):
        return False
    found = properties_of(prop)
    return list(found) == ["data"] and isinstance(found["data"], ListProperty)


def endpoints(data: GeneratorData) -> Iterator[Endpoint]:
    """All operations as the generator sees them."""
    for collection in data.endpoint_collections_by_tag.values():
        yield from collection.endpoints
