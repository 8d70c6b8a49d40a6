"""Every method of the client with arguments and responses, made from the effective spec and from the signatures."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from mijnklantportaal import UNSET, DownloadedFile, Unset, Upload
from mijnklantportaal._send import Sender
from mijnklantportaal._wire.codecs import Object
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.operation import Body, CallOptions, Operation
from mijnklantportaal_api.client import Resources

JsonObject: TypeAlias = dict[str, Any]

OPTIONS = frozenset(CallOptions.__annotations__)
"""The arguments of every method that configure the call, and are not sent."""

ArgumentSet: TypeAlias = Literal["all", "required", "null"]
"""All arguments, the required ones, or all with `None` for each that accepts it."""

# For schemas without an example.
_EXAMPLES_BY_FORMAT = {
    "binary": "%PDF-1.7",
    "date": "2024-04-30",
    "date-time": "2024-04-29T21:00:00+02:00",
    "decimal": "12.95",
    "email": "jane@example.com",
    "local-date-time": "2024-05-11 12:59:00",
    "local-minute": "2025-03-05 14:30",
    "password": "secret",
    "uri": "https://example.com/",
}


@cache
def spec() -> JsonObject:
    """Return the effective spec of the installed package."""
    document: JsonObject = json.loads(files("mijnklantportaal_api").joinpath("openapi.json").read_text("utf-8"))
    return document


def resolve(schema: Mapping[str, Any]) -> JsonObject:
    """Return the schema, with its reference replaced by the component."""
    resolved = dict(schema)
    while reference := resolved.pop("$ref", None):
        target: Any = spec()
        for key in reference.removeprefix("#/").split("/"):
            target = target[key]
        resolved = {**target, **resolved}
    return resolved


def required_properties(schema: Mapping[str, Any]) -> list[str]:
    """Return the properties of the smallest valid object: the required ones, and others up to `minProperties`."""
    required = [name for name in schema["properties"] if name in schema.get("required", ())]
    optional = [name for name in schema["properties"] if name not in required]
    return required + optional[: max(0, schema.get("minProperties", 0) - len(required))]


def example(schema: Mapping[str, Any], argument_set: ArgumentSet = "all") -> Any:
    """Return a valid JSON value: the example of the schema where it has one."""
    schema = resolve(schema)
    if "anyOf" in schema:
        # The alternatives are a reference and null.
        return example(schema["anyOf"][-1 if argument_set == "null" else 0], argument_set)
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if argument_set == "null" and "null" in types:
        return None
    type_ = next(name for name in types if name != "null")
    if type_ == "object" and "example" not in schema:
        names = required_properties(schema) if argument_set == "required" else schema["properties"]
        return {name: example(schema["properties"][name], argument_set) for name in names}
    # An example of null does not show the type.
    if schema.get("example") is not None:
        return schema["example"]
    if "enum" in schema:
        return schema["enum"][0]
    if type_ == "array":
        return [example(schema["items"], argument_set)] * 2
    return {
        "string": _EXAMPLES_BY_FORMAT.get(schema.get("format", ""), "some text"),
        "integer": schema.get("minimum", 1),
        "number": 1.5,
        "boolean": True,
    }[type_]


def to_python(value: Any, hint: Any) -> Any:
    """Convert a JSON value to the type in a signature or a model.

    Raises:
        TypeError: The value cannot be converted.
    """
    origin, parameters = get_origin(hint), get_args(hint)
    if NoneType in parameters and value is None:
        return None
    # Of the forms that a file can have, an Upload has a name and a media type.
    if hint is Upload or Upload in parameters:
        return Upload(value.encode(), name="offerte één.pdf", media_type="application/pdf")
    if origin in (Union, UnionType):
        # Received values that the spec names have an alias before their type.
        *_, hint = (parameter for parameter in parameters if parameter not in (NoneType, Unset))
        return to_python(value, hint)
    if origin is Literal and value in parameters:
        return value
    if origin in (list, Sequence) and isinstance(value, list):
        return [to_python(element, parameters[0]) for element in value]
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if hint is Decimal:
        return Decimal(str(value))
    if hint is float and type(value) is int:
        return float(value)
    if isinstance(hint, type) and issubclass(hint, Model):
        hints = get_type_hints(hint)
        names = {field.key: field.name for field in hint._field_table}
        return hint(**{names[key]: to_python(element, hints[names[key]]) for key, element in value.items()})
    if type(value) is hint:
        return value
    raise TypeError(f"{value!r} cannot be converted to {hint}")


@dataclass(frozen=True)
class Method:
    """A method of the client, and the operation that it sends."""

    resource: str
    name: str
    operation: Operation[Any]
    hints: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.resource}.{self.name}"

    @property
    def operation_spec(self) -> JsonObject:
        """The operation in the spec."""
        operation: JsonObject = spec()["paths"][self.operation.path][self.operation.method.lower()]
        return operation

    def request_schemas(self) -> dict[str, tuple[bool, JsonObject]]:
        """Return for each argument whether it is required, and its schema."""
        parameters = {parameter["name"]: parameter for parameter in self.operation_spec.get("parameters", ())}
        schemas = {}
        for name, key, *_ in self.operation.parameters:
            parameter = parameters[key]
            schema = {**parameter["schema"], **{word: parameter[word] for word in ("example",) if word in parameter}}
            schemas[name] = (parameter.get("required", False), schema)
        if isinstance(self.operation.body, Body):
            schema = resolve(
                self.operation_spec["requestBody"]["content"][self.operation.body.media_type.value]["schema"]
            )
            for name, key, *_ in self.operation.body.fields:
                schemas[name] = (key in required_properties(schema), schema["properties"][key])
        return schemas

    def arguments(self, argument_set: ArgumentSet) -> dict[str, Any]:
        """Return values for the arguments, the same each time."""
        return {
            name: to_python(example(schema, argument_set), self.hints[name])
            for name, (is_required, schema) in self.request_schemas().items()
            if is_required or argument_set != "required"
        }

    def argument_sets(self) -> list[ArgumentSet]:
        """Return the argument sets that differ from each other for this method."""
        all_arguments = self.arguments("all")
        others: tuple[ArgumentSet, ...] = ("required", "null")
        return ["all", *(other for other in others if self.arguments(other) != all_arguments)]

    @property
    def has_response(self) -> bool:
        """Whether a successful response has a body."""
        return self.operation.response is not None

    @property
    def response_model(self) -> type[Model] | None:
        """The model of a successful response; `None` where it is not an object."""
        codec = self.operation.response
        return codec._model if isinstance(codec, Object) else None

    def example_response(self) -> tuple[int, Any]:
        """Return the status and the body of a successful response, made from the examples of the spec."""
        (status,) = (status for status in self.operation_spec["responses"] if status.startswith("2"))
        media = resolve(self.operation_spec["responses"][status])["content"]["application/json"]
        body = media["example"] if "example" in media else example(media["schema"])
        if "next_page_url" in body:
            # The only page: the example would have to link to another one.
            body = {**body, "next_page_url": None}
        return int(status), body

    def on(self, client: Any) -> Callable[..., Any]:
        """Return the method of this client, or of its `with_raw_response`."""
        method: Callable[..., Any] = getattr(getattr(client, self.resource), self.name)
        return method


class _Recorder:
    """Takes the place of the sender of a client, and records the operation."""

    operation: Operation[Any]

    def call(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Any:
        self.operation = operation

    list = call


def methods() -> Iterator[Method]:
    """Yield every method of every resource, in the order of the code, but those that download.

    They send the operation of the method that returns the link, and then another request.
    """
    recorder = _Recorder()
    resources = Resources(cast("Sender", recorder))
    for resource in (name for name in vars(Resources) if not name.startswith("_")):
        value = getattr(resources, resource)
        for name in (name for name in vars(type(value)) if not name.startswith("_")):
            method = getattr(value, name)
            all_hints = get_type_hints(method)
            if all_hints["return"] is DownloadedFile:
                continue
            hints = {name: hint for name, hint in all_hints.items() if name not in {*OPTIONS, "return"}}
            method(**dict.fromkeys(hints, UNSET))
            yield Method(resource, name, recorder.operation, hints)
