"""What the templates need to know of each operation: the methods that it becomes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from openapi_python_client.parser.bodies import Body
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ListProperty, ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from pipeline.errors import PipelineError
from pipeline.generation.code import prose
from pipeline.generation.documentation import description_of, documentation_of, with_python_names
from pipeline.generation.naming import method_names, python_name
from pipeline.generation.schemas import Document, OperationNode, Schema, properties, resolve
from pipeline.generation.values import Direction, Value, value_of

# Arguments of every method, beside those of its operation.
CALL_OPTIONS = ("timeout", "max_retries", "extra_headers")

# Keys of a parameter that say how a list is written.
_STYLES = frozenset({"explode", "style"})

_PAGE = "The first page, or the page asked for; iterating over it walks over all items from there on"
MEDIA_TYPES = {"application/json": "JSON", "multipart/form-data": "MULTIPART"}


@dataclass(frozen=True)
class Argument:
    """One argument of a method."""

    name: str
    key: str
    location: str
    value: Value
    required: bool
    description: str
    schema: Schema
    # What the document says of it beside the schema, where it is a parameter.
    parameter: Schema

    @property
    def annotation(self) -> str:
        """The type that callers see."""
        # A caller may pass any sequence where a list is sent.
        return self.value.annotation.replace("_builtins.list[", "_abc.Sequence[")

    @property
    def declaration(self) -> str:
        """The argument as it stands in the signature."""
        return (
            f"{self.name}: {self.annotation}"
            if self.required
            else f"{self.name}: {self.annotation} | _types.Unset = _types.UNSET"
        )

    @property
    def documentation(self) -> str:
        """The argument as it stands in the docstring."""
        kind = re.sub(r"\b_\w+\.", "", self.value.annotation)
        return f"{self.name} ({kind}): {self.description}"


@dataclass(frozen=True)
class Answer:
    """What a method returns."""

    annotation: str
    codec: str
    description: str
    # The items' type, where the answer is a page.
    item: str | None = None


@dataclass(frozen=True)
class Method:
    """One method of a resource."""

    name: str
    operation_id: str
    module: str
    http_method: str
    path: str
    arguments: tuple[Argument, ...]
    media_type: str | None
    answer: Answer
    documentation: str

    @property
    def constant(self) -> str:
        """The name of the operation in its module."""
        return self.name.upper()

    @property
    def positional(self) -> list[Argument]:
        """The parts of the path, which may be given without their names."""
        return [argument for argument in self.arguments if argument.location == "path"]

    @property
    def keywords(self) -> list[Argument]:
        """All others, those first that must be given."""
        others = [argument for argument in self.arguments if argument.location != "path"]
        return sorted(others, key=lambda argument: not argument.required)


def methods_of(endpoint: Endpoint, operation: OperationNode, document: Document) -> list[Method]:
    """The methods of an operation: one, or one for each body where it has several.

    Args:
        endpoint: The generator's view of it, which knows the names of classes and arguments.
        operation: The document's, which knows the rest.
        document: The effective document.

    Raises:
        PipelineError: The operation can't be a method; says which and why.
    """
    if endpoint.cookie_parameters:
        raise PipelineError(f"{operation} has a cookie parameter, and this client sends no cookies.")
    answer = _answer(endpoint, operation, document)
    found = []
    names = method_names(operation, document)
    bodies: Sequence[Body | None] = endpoint.bodies or [None]
    if len(names) != len(bodies):
        raise PipelineError(
            f"{operation} has a body that is neither {' nor '.join(MEDIA_TYPES)}, and this client sends no other."
        )
    for name, body in zip(names, bodies, strict=True):
        arguments = _arguments(endpoint, body, operation, document)
        found.append(
            Method(
                name=name,
                operation_id=operation.id,
                module=str(endpoint.name),
                http_method=operation.method.upper(),
                path=operation.path,
                arguments=arguments,
                media_type=_media_type(body, operation) if body else None,
                answer=answer,
                documentation=documentation_of(
                    operation, [one.documentation for one in arguments], answer.description, document
                ),
            )
        )
    return found


def _media_type(body: Body, operation: OperationNode) -> str:
    name = body.content_type.get_untrusted_value()
    if name not in MEDIA_TYPES:
        raise PipelineError(f"{operation} takes {name!r}, and this client sends {' and '.join(MEDIA_TYPES)} only.")
    return MEDIA_TYPES[name]


def _arguments(
    endpoint: Endpoint, body: Body | None, operation: OperationNode, document: Document
) -> tuple[Argument, ...]:
    found: list[Argument] = []
    for location in ("path", "query", "header"):
        for prop in getattr(endpoint, f"{location}_parameters"):
            node = next(node for node in operation.parameters if node["in"] == location and prop.name == node["name"])
            argument = _argument(prop, node.get("schema", {}), location, document, node)
            if argument.annotation.startswith("_abc.") and _STYLES & node.keys():
                raise PipelineError(
                    f"{operation} wants the list {argument.key!r} written in a style of its own, and this client knows "
                    "one only."
                )
            found.append(argument)
    forgotten = {(node["in"], node["name"]) for node in operation.parameters} - {
        (one.location, one.key) for one in found
    }
    if forgotten:
        names = ", ".join(repr(name) for _, name in sorted(forgotten))
        raise PipelineError(
            f"{operation} has parameters that the generator leaves out, since they have no schema: {names}."
        )
    if body:
        if not isinstance(body.prop, ModelProperty):
            raise PipelineError(f"{operation} has a body that is no object, so its fields can't become arguments.")
        content = resolve(document, operation.node["requestBody"])["content"]
        schemas = properties(document, content[body.content_type.get_untrusted_value()]["schema"])
        by_name = properties_of(body.prop)
        found += [_argument(by_name[key], schema, "body", document, {}) for key, schema in schemas.items()]
    return tuple(_with_distinct_names(found, operation))


def properties_of(model: ModelProperty) -> dict[str, PropertyProtocol]:
    """The generator's view of the properties of an object, by their keys."""
    found = [*(model.required_properties or []), *(model.optional_properties or [])]
    return {prop.name.get_untrusted_value(): prop for prop in found}


def _argument(prop: PropertyProtocol, schema: Schema, location: str, document: Document, parameter: Schema) -> Argument:
    written, schema = schema, resolve(document, schema)
    description = parameter.get("description")
    if parameter.get("deprecated"):
        schema = {**schema, "deprecated": True}
    return Argument(
        name=str(prop.python_name),
        key=prop.name.get_untrusted_value(),
        location=location,
        value=value_of(prop, schema, document, Direction.REQUEST),
        required=prop.required,
        description=description_of(prop.name.get_untrusted_value(), schema, Direction.REQUEST, description),
        schema=written,
        parameter=parameter,
    )


def _with_distinct_names(arguments: list[Argument], operation: OperationNode) -> list[Argument]:
    """The arguments, with the location added to a name that stands twice or belongs to every call.

    Raises:
        PipelineError: Two names are the same even so.
    """
    taken = {"self", *CALL_OPTIONS}
    names: dict[str, str] = {}
    named: list[Argument] = []
    for argument in arguments:
        name = argument.name if argument.name not in taken else f"{argument.name}_{argument.location}"
        if name in taken:
            raise PipelineError(f"{operation} has two arguments called {name!r}: {argument.key!r} is the second.")
        taken.add(name)
        names[argument.key] = python_name(name, f"{argument.key!r} of {operation}")
        named.append(replace(argument, name=name))
    return [replace(one, description=with_python_names(one.description, names)) for one in named]


def _answer(endpoint: Endpoint, operation: OperationNode, document: Document) -> Answer:
    successful = [response for response in endpoint.responses.patterns if response.status_code.pattern.startswith("2")]
    nodes = [resolve(document, operation.node["responses"][response.status_code.pattern]) for response in successful]
    if not successful and "default" in operation.node["responses"]:
        raise PipelineError(
            f"{operation} tells its successful answer as `default` only: name its status in the overlay."
        )
    description = prose(nodes[0].get("description", "")) if nodes else ""
    contents = [node["content"] for node in nodes if node.get("content")]
    if not contents:
        return Answer("None", "None", description or "Nothing")
    if any(content != contents[0] for content in contents):
        raise PipelineError(f"{operation} has two successful answers of different types, and a method returns one.")
    prop, schema = successful[0].prop, contents[0].get("application/json", {}).get("schema")
    if schema is None or not isinstance(prop, ModelProperty):
        raise PipelineError(
            f"{operation} answers with something else than a JSON object, which this client can't read."
        )
    value = value_of(prop, schema, document, Direction.RESPONSE)
    schemas, items = properties(document, schema), properties_of(prop).get("data")
    if isinstance(items, ListProperty):
        item = value_of(items, schemas["data"], document, Direction.RESPONSE)
        if "next_page_url" in schemas:
            annotation = value_of(
                items.inner_property, schemas["data"]["items"], document, Direction.RESPONSE
            ).annotation
            return Answer(value.annotation, value.codec, _PAGE, item=annotation)
        if list(schemas) == ["data"]:
            return Answer(item.annotation, item.codec.replace("_codecs.Array(", "_codecs.Items(", 1), description)
    return Answer(value.annotation, value.codec, description)
