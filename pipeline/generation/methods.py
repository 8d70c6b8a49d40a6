"""The methods of the resources, for the templates."""

import re
from collections.abc import Iterable, Sequence
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

_PAGE = (
    "The requested page, by default the first one. Iterating over it yields its items and those of all further pages"
)
_ASYNC_PAGE = (
    "A list: `await` it for the requested page, by default the first one, or iterate over all items by `async for`"
)
MEDIA_TYPES = {"application/json": "JSON", "multipart/form-data": "MULTIPART"}


@dataclass(frozen=True)
class Argument:
    """One argument of a method.

    Attributes:
        schema: Its schema in the spec.
        parameter: The parameter object of the spec, if it is one.
    """

    name: str
    key: str
    location: str
    value: Value
    required: bool
    description: str
    schema: Schema
    parameter: Schema

    @property
    def annotation(self) -> str:
        """The type, without that of an argument that is left out."""
        # Callers may pass any sequence where a list is sent.
        return self.value.annotation.replace("_builtins.list[", "_abc.Sequence[")

    @property
    def declaration(self) -> str:
        """The argument as the signature has it."""
        if self.required:
            return f"{self.name}: {self.annotation}"
        return f"{self.name}: {self.annotation} | _types.Unset = _types.UNSET"

    @property
    def documentation(self) -> str:
        """The argument as the docstring has it."""
        # As the signature has it, where these two modules keep their names.
        kind = re.sub(r"\b_\w+\.", "", re.sub(r"\b_(datetime|models)\.", r"\1.", self.annotation))
        return f"{self.name} ({kind}{'' if self.required else ', optional'}): {self.description}"


@dataclass(frozen=True)
class Response:
    """What a method returns.

    Attributes:
        annotation: The type of the response.
        codec: The codec of the response.
        item: The type of the items, where the response is a page.
    """

    annotation: str
    codec: str
    description: str
    item: str | None = None

    @property
    def result(self) -> str:
        """The type that the operation is parsed to."""
        return f"_codecs.PageData[{self.item}]" if self.item else self.annotation


@dataclass(frozen=True)
class Method:
    """One method of a resource."""

    name: str
    operation_id: str
    http_method: str
    path: str
    arguments: tuple[Argument, ...]
    media_type: str | None
    response: Response
    documentation: str
    async_documentation: str

    @property
    def positional(self) -> list[Argument]:
        """The path parameters, which callers may pass without their names."""
        return [argument for argument in self.arguments if argument.location == "path"]

    @property
    def keywords(self) -> list[Argument]:
        """All other arguments, the required ones first."""
        return keywords(self.arguments)


def keywords(arguments: Iterable[Argument]) -> list[Argument]:
    """Return the arguments that callers must pass by name, the required ones first."""
    others = [argument for argument in arguments if argument.location != "path"]
    return sorted(others, key=lambda argument: not argument.required)


def methods_of(endpoint: Endpoint, operation: OperationNode, document: Document) -> list[Method]:
    """Return the methods of an operation: one, or one for each body where it has several.

    Args:
        endpoint: The operation as the generator has it, with the names of classes and arguments.
        operation: The operation in the spec.
        document: The effective spec.

    Raises:
        PipelineError: The client does not support the operation; names it and the reason.
    """
    if endpoint.cookie_parameters:
        raise PipelineError(
            f"{operation} has a cookie parameter, and the client sends no cookies: remove it in the overlay."
        )
    response = _response(endpoint, operation, document)
    found = []
    names = method_names(operation, document)
    bodies: Sequence[Body | None] = endpoint.bodies or [None]
    if len(names) != len(bodies):
        raise PipelineError(
            f"{operation} has a body that is neither {' nor '.join(MEDIA_TYPES)}, and the client supports no other."
        )
    for name, body in zip(names, bodies, strict=True):
        arguments = _arguments(endpoint, body, operation, document)
        in_order = [*(one for one in arguments if one.location == "path"), *keywords(arguments)]
        documented = [argument.documentation for argument in in_order]
        found.append(
            Method(
                name=name,
                operation_id=operation.id,
                http_method=operation.method.upper(),
                path=operation.path,
                arguments=arguments,
                media_type=_media_type(body, operation) if body else None,
                response=response,
                documentation=documentation_of(operation, documented, response.description, document),
                async_documentation=documentation_of(
                    operation, documented, _ASYNC_PAGE if response.item else response.description, document
                ),
            )
        )
    return found


def _media_type(body: Body, operation: OperationNode) -> str:
    name = body.content_type.get_untrusted_value()
    if name not in MEDIA_TYPES:
        raise PipelineError(
            f"{operation} has a body of media type {name!r}, and the client supports {' and '.join(MEDIA_TYPES)} only."
        )
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
                    f"{operation} has the list {argument.key!r} with a style of its own, and the client supports the "
                    "default style only: remove `style` and `explode` in overrides/overlay.yaml."
                )
            found.append(argument)
    missing = {(node["in"], node["name"]) for node in operation.parameters} - {(one.location, one.key) for one in found}
    if missing:
        names = ", ".join(repr(name) for _, name in sorted(missing))
        raise PipelineError(
            f"{operation} has parameters that the generator leaves out, since they have no schema: {names}. Add their "
            "schemas in overrides/overlay.yaml."
        )
    if body:
        if not isinstance(body.prop, ModelProperty):
            raise PipelineError(
                f"{operation} has a body that is not an object, so that its fields cannot become arguments."
            )
        content = resolve(document, operation.node["requestBody"])["content"]
        schemas = properties(document, content[body.content_type.get_untrusted_value()]["schema"])
        by_name = checked_properties(body.prop, schemas, operation)
        found += [_argument(by_name[key], schema, "body", document, {}) for key, schema in schemas.items()]
    return tuple(_with_distinct_names(found, operation))


def properties_of(model: ModelProperty) -> dict[str, PropertyProtocol]:
    """Return the properties of an object as the generator has them, by their keys."""
    found = [*(model.required_properties or []), *(model.optional_properties or [])]
    return {prop.name.get_untrusted_value(): prop for prop in found}


def checked_properties(model: ModelProperty, schemas: Iterable[str], origin: object) -> dict[str, PropertyProtocol]:
    """Return the properties of an object by their keys, after a check that the generator has all of the spec.

    Raises:
        PipelineError: It left properties out, as it does for `allOf` with one part beside `properties`.
    """
    by_name = properties_of(model)
    if missing := [key for key in schemas if key not in by_name]:
        raise PipelineError(
            f"{origin} has properties that the generator leaves out: {', '.join(map(repr, missing))}. Move those "
            "beside an `allOf` into a part of it in overrides/overlay.yaml."
        )
    return by_name


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
    """Return the arguments, with the location appended to a name that occurs twice or that every method has.

    Raises:
        PipelineError: Two names are the same nevertheless.
    """
    taken = {"self", *CALL_OPTIONS}
    names: dict[str, str] = {}
    named: list[Argument] = []
    for argument in arguments:
        name = argument.name if argument.name not in taken else f"{argument.name}_{argument.location}"
        if name in taken:
            raise PipelineError(
                f"{operation} has two arguments {name!r}, one of them is {argument.key!r}: rename one in the overlay."
            )
        taken.add(name)
        names[argument.key] = python_name(name, f"{argument.key!r} of {operation}")
        named.append(replace(argument, name=name))
    return [replace(one, description=with_python_names(one.description, names)) for one in named]


def _response(endpoint: Endpoint, operation: OperationNode, document: Document) -> Response:
    successful = [response for response in endpoint.responses.patterns if response.status_code.pattern.startswith("2")]
    nodes = [resolve(document, operation.node["responses"][response.status_code.pattern]) for response in successful]
    if not successful and "default" in operation.node["responses"]:
        raise PipelineError(
            f"{operation} has its successful response as `default` only: state its status in overrides/overlay.yaml."
        )
    description = prose(nodes[0].get("description", "")) if nodes else ""
    contents = [node["content"] for node in nodes if node.get("content")]
    if not contents:
        return Response("None", "None", description or "Nothing")
    if any(content != contents[0] for content in contents):
        raise PipelineError(f"{operation} has successful responses of different types, and a method returns one type.")
    prop, schema = successful[0].prop, contents[0].get("application/json", {}).get("schema")
    if schema is None or not isinstance(prop, ModelProperty):
        raise PipelineError(
            f"{operation} has a successful response that is not a JSON object, and the client supports no other."
        )
    value = value_of(prop, schema, document, Direction.RESPONSE)
    schemas, items = properties(document, schema), properties_of(prop).get("data")
    if isinstance(items, ListProperty):
        array = value_of(items, schemas["data"], document, Direction.RESPONSE)
        if "next_page_url" in schemas:
            item_schema = resolve(document, schemas["data"])["items"]
            item = value_of(items.inner_property, item_schema, document, Direction.RESPONSE)
            return Response(value.annotation, f"_codecs.PageOf({item.codec})", _PAGE, item=item.annotation)
        if list(schemas) == ["data"]:
            codec = array.codec.replace("_codecs.Array(", "_codecs.Items(", 1)
            return Response(array.annotation, codec, description)
    return Response(value.annotation, value.codec, description)
