"""Arguments for every method of the client, made of the schemas in the effective document and of the signatures."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from mijnklantportaal import UNSET, Unset, Upload
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.operation import Operation
from mijnklantportaal._wire.ports import CallOptions
from mijnklantportaal_api.client import Resources

OPTIONS = frozenset(CallOptions.__annotations__)
"""The arguments that every method has, and that are not sent."""

Extent = Literal["all", "required", "null"]
"""Which arguments: all of them, those that must be there, or all with `None` for each that takes it."""

# What a schema without an example stands for, by its format.
_EXAMPLES_OF_FORMATS = {
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
def document() -> dict[str, Any]:
    """The effective document, as the installed package has it."""
    read: dict[str, Any] = json.loads(files("mijnklantportaal_api").joinpath("openapi.json").read_text("utf-8"))
    return read


def resolved(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema, or the component that it refers to, with what stands beside the reference."""
    found = dict(schema)
    while reference := found.pop("$ref", None):
        target: Any = document()
        for key in reference.removeprefix("#/").split("/"):
            target = target[key]
        found = {**target, **found}
    return found


def least(schema: Mapping[str, Any]) -> list[str]:
    """The properties without which an object is not what the schema allows: the required ones, or the first few."""
    required = [name for name in schema["properties"] if name in schema.get("required", ())]
    optional = [name for name in schema["properties"] if name not in required]
    return required + optional[: max(0, schema.get("minProperties", 0) - len(required))]


def example(schema: Mapping[str, Any], extent: Extent = "all") -> Any:
    """A JSON value that the schema allows: its own example where it has one."""
    schema = resolved(schema)
    if "anyOf" in schema:
        # A reference that may be null, which is the last one.
        return example(schema["anyOf"][-1 if extent == "null" else 0], extent)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if extent == "null" and "null" in kinds:
        return None
    kind = next(kind for kind in kinds if kind != "null")
    if kind == "object" and "example" not in schema:
        names = least(schema) if extent == "required" else schema["properties"]
        return {name: example(schema["properties"][name], extent) for name in names}
    # An example of null would say nothing of the type.
    if schema.get("example") is not None:
        return schema["example"]
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "array":
        return [example(schema["items"], extent)] * 2
    return {
        "string": _EXAMPLES_OF_FORMATS.get(schema.get("format", ""), "some text"),
        "integer": schema.get("minimum", 1),
        "number": 1.5,
        "boolean": True,
    }[kind]


def converted(value: Any, hint: Any) -> Any:
    """The JSON value as a Python value of the type that a signature or a model asks for.

    Raises:
        TypeError: There is none.
    """
    origin, parameters = get_origin(hint), get_args(hint)
    if value is None and NoneType in parameters:
        return None
    # A file may be given in several ways; an Upload is the one that says most.
    if hint is Upload or Upload in parameters:
        return Upload(value.encode(), name="offerte één.pdf", media_type="application/pdf")
    if origin in (Union, UnionType):
        (hint,) = (parameter for parameter in parameters if parameter not in (NoneType, Unset))
        return converted(value, hint)
    if origin is Literal and value in parameters:
        return value
    if isinstance(value, list) and origin in (list, Sequence):
        return [converted(element, parameters[0]) for element in value]
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if hint is Decimal:
        return Decimal(str(value))
    if hint is float and type(value) is int:
        return float(value)
    if isinstance(hint, type) and issubclass(hint, Model):
        hints = get_type_hints(hint)
        names = {field.key: field.name for field in hint._fields}
        return hint(**{names[key]: converted(element, hints[names[key]]) for key, element in value.items()})
    if type(value) is hint:
        return value
    raise TypeError(f"no {hint} can be made of {value!r}")


@dataclass(frozen=True)
class Method:
    """One method of the client, and the operation that it stands for."""

    resource: str
    name: str
    operation: Operation[Any]
    hints: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.resource}.{self.name}"

    @property
    def described(self) -> dict[str, Any]:
        """The operation in the document."""
        found: dict[str, Any] = document()["paths"][self.operation.path][self.operation.method.lower()]
        return found

    def request_schemas(self) -> dict[str, tuple[bool, dict[str, Any]]]:
        """By the name of the argument: whether no request can do without it, and its schema."""
        parameters = {parameter["name"]: parameter for parameter in self.described.get("parameters", ())}
        found = {}
        for name, key, _, _ in self.operation.parameters:
            parameter = parameters[key]
            schema = {**parameter["schema"], **{word: parameter[word] for word in ("example",) if word in parameter}}
            found[name] = (parameter.get("required", False), schema)
        if self.operation.body is not None:
            schema = resolved(self.described["requestBody"]["content"][self.operation.body.media_type.value]["schema"])
            for name, key, _, _ in self.operation.body.fields:
                found[name] = (key in least(schema), schema["properties"][key])
        return found

    def arguments(self, extent: Extent) -> dict[str, Any]:
        """Values for the arguments, the same each time."""
        return {
            name: converted(example(schema, extent), self.hints[name])
            for name, (is_required, schema) in self.request_schemas().items()
            if is_required or extent != "required"
        }

    def extents(self) -> list[Extent]:
        """The extents that differ in what is sent."""
        everything = self.arguments("all")
        others: tuple[Extent, ...] = ("required", "null")
        return ["all", *(extent for extent in others if self.arguments(extent) != everything)]

    def answer(self) -> tuple[int, Any]:
        """The status and the body of a successful answer, made of the document's examples."""
        (status,) = (status for status in self.described["responses"] if status.startswith("2"))
        media = resolved(self.described["responses"][status])["content"]["application/json"]
        body = media["example"] if "example" in media else example(media["schema"])
        if "next_page_url" in body:
            # As the document has it: the only page. Any other address would have to lead on.
            body = {**body, "next_page_url": None}
        return int(status), body

    def on(self, client: Any) -> Callable[..., Any]:
        """The method of this client, or of its `with_raw_response`."""
        method: Callable[..., Any] = getattr(getattr(client, self.resource), self.name)
        return method


class _Recorder:
    """A caller that sends nothing, and remembers which operation it was called for."""

    operation: Operation[Any]

    def call(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Any:
        self.operation = operation

    list = call


def methods() -> Iterator[Method]:
    """Every method of every resource, in the order of the code."""
    recorder = _Recorder()
    resources = Resources(recorder)
    for resource in (name for name in vars(Resources) if not name.startswith("_")):
        value = getattr(resources, resource)
        for name in (name for name in vars(type(value)) if not name.startswith("_")):
            method = getattr(value, name)
            hints = {name: hint for name, hint in get_type_hints(method).items() if name not in {*OPTIONS, "return"}}
            method(**dict.fromkeys(hints, UNSET))
            yield Method(resource, name, recorder.operation, hints)
