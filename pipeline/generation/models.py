"""The fields of the models, for the templates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ListProperty, ModelProperty, UnionProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from pipeline.errors import PipelineError
from pipeline.generation.documentation import description_of, with_python_names
from pipeline.generation.methods import checked_properties, properties_of
from pipeline.generation.naming import python_name
from pipeline.generation.schemas import Document, OperationNode, Schema, inline_responses, properties, resolve
from pipeline.generation.values import Direction, Value, value_of

# Names that every model defines.
_MODEL_NAMES = {"additional_properties", "from_dict", "to_dict"}


@dataclass(frozen=True)
class ModelField:
    """One field of a model, as code for the templates."""

    name: str
    key: str
    value: Value
    required: bool
    declaration: str
    description: str
    schema: Schema


def fields_of(model: ModelProperty, document: Document, sent: set[str]) -> Iterator[ModelField]:
    """Yield the fields of a model, in the order of the spec.

    Args:
        model: The model as the generator has it.
        document: The effective spec.
        sent: The classes that requests can contain.

    Raises:
        PipelineError: Two fields have the same name in Python, or the generator left one out.
    """
    direction = Direction.REQUEST if model.class_info.name in sent else Direction.RESPONSE
    schema = model.data.model_dump(mode="json", by_alias=True, exclude_unset=True)
    schemas = properties(document, schema)
    by_name = checked_properties(model, schemas, f"schema {model.class_info.name!r}")
    taken = set(_MODEL_NAMES)
    for key, node in schemas.items():
        prop = by_name[key]
        written, node = node, resolve(document, node)
        value = value_of(prop, node, document, direction)
        name = f"{prop.python_name}_" if prop.python_name in _MODEL_NAMES else str(prop.python_name)
        if name in taken:
            raise PipelineError(
                f"schema {model.class_info.name!r} has two properties that would both be called {name!r} in Python, "
                f"one of them is {key!r}: rename one in overrides/overlay.yaml."
            )
        taken.add(python_name(name, f"{key!r} of schema {model.class_info.name!r}"))
        annotation = value.annotation if direction is Direction.REQUEST else value.received_annotation
        default = None
        if not prop.required and direction is Direction.REQUEST:
            annotation, default = f"{annotation} | _types.Unset", "_types.UNSET"
        elif not prop.required:
            annotation, default = value.as_nullable().received_annotation, "None"
        # Passwords stay out of reprs, and so out of logs.
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
    """Return the classes that requests can contain: optional fields of these can be left out."""
    return reachable((body.prop for endpoint in endpoints(data) for body in endpoint.bodies), data)


def models_received(data: GeneratorData) -> set[str]:
    """Return the classes that methods return, without those of pages, whose items callers receive."""
    found: set[str] = set()
    for endpoint in endpoints(data):
        for response in endpoint.responses.patterns:
            if response.status_code.pattern.startswith("2") and isinstance(response.prop, ModelProperty):
                items = page_items(response.prop)
                found |= reachable([items or response.prop], data)
    return found


def page_items(prop: ModelProperty) -> ListProperty | None:
    """Return the list of a page, or `None` for any other object."""
    fields = properties_of(prop)
    items = fields.get("data")
    return items if isinstance(items, ListProperty) and "next_page_url" in fields else None


def reachable(props: Iterable[PropertyProtocol], data: GeneratorData) -> set[str]:
    """Return the classes of these properties, and of the fields of those classes."""
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
            # Flattened models are not in `data.models` any more, but have their properties.
            for part in properties_of(models.get(prop.class_info.name, prop)).values():
                visit(part)

    for prop in props:
        visit(prop)
    return found


def flattened_models(data: GeneratorData, operations: dict[str, OperationNode], document: Document) -> set[str]:
    """Return the classes that are not needed, since methods flatten them.

    These are inline schemas: bodies, whose fields become arguments, and responses that hold a list and nothing else, of
    which the method returns the list.
    """
    found = set()
    for endpoint in endpoints(data):
        responses = {response.status_code.pattern: response.prop for response in endpoint.responses.patterns}
        for status, _ in inline_responses(operations[endpoint.name], document):
            if _is_list(response := responses[status]):
                found.add(str(response.class_info.name))
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
    """Yield all operations as the generator has them."""
    for collection in data.endpoint_collections_by_tag.values():
        yield from collection.endpoints
