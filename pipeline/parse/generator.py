"""The decisions of openapi-python-client: its settings, the names of classes, fields and arguments, and its refusals.

Only this module imports it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import LiteralEnumProperty, ModelProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case
from pydantic import ValidationError

from pipeline.documents import read_document
from pipeline.errors import PipelineError

# The generator puts this before a name that is not valid in Python.
_FIELD_PREFIX = "field_"


@dataclass(frozen=True)
class ClassName:
    """The name of a class and of its module."""

    name: str
    module: str


@dataclass(frozen=True)
class Refusal:
    """A problem of the spec that the generator reports.

    Attributes:
        pointer: The JSON pointer of the place; empty if the generator names none. request: The method and the path of
        the operation, such as `GET /files`; empty if the generator names none. message: Its message. class_name: The
        class name that two schemas would have, if that is the problem.
    """

    pointer: str
    request: str
    message: str
    class_name: str = ""

    @property
    def is_consequence(self) -> bool:
        """Whether the cause is another schema that the generator refuses."""
        return "Could not find reference in parsed models" in self.message


class Names:
    """The names from the generator.

    Args:
        data: The spec as the generator parsed it. Each description is the JSON pointer of what it describes.
    """

    def __init__(self, data: GeneratorData) -> None:
        self._classes: dict[str, ClassName] = {}
        self._fields: dict[tuple[str, str], str] = {}
        self._arguments: dict[tuple[str, str, str], str] = {}
        for prop in (*data.models, *data.enums):
            self._add(prop)
        for endpoint in _endpoints(data):
            for response in endpoint.responses.patterns:
                self._add(response.prop)
            for body in endpoint.bodies:
                self._add(body.prop)
            for location in ("path", "query", "header"):
                for prop in getattr(endpoint, f"{location}_parameters"):
                    self._add(prop)
                    key = prop.name.get_untrusted_value()
                    self._arguments[_pointer(endpoint), location, key] = str(prop.python_name)

    def class_of(self, pointer: str) -> ClassName | None:
        """Return the class of the object or enumeration that a schema defines, if the generator has one."""
        return self._classes.get(pointer)

    def field_of(self, pointer: str, key: str) -> str:
        """Return the name of a property.

        Args:
            pointer: The schema that defines the object.
            key: The name in JSON.
        """
        return self._fields.get((pointer, key)) or identifier(key)

    def argument_of(self, pointer: str, location: str, key: str) -> str:
        """Return the name of a parameter.

        Args:
            pointer: The operation.
            location: The location of the parameter in the request.
            key: Its name in the request.
        """
        return self._arguments.get((pointer, location, key)) or identifier(key)

    def _add(self, prop: PropertyProtocol) -> None:
        match prop:
            case ListProperty():
                self._add(prop.inner_property)
            case UnionProperty():
                for member in prop.inner_properties:
                    self._add(member)
            case LiteralEnumProperty():
                self._classes[_pointer(prop)] = _class_name(prop)
            case ModelProperty() if prop.required_properties is not None and _pointer(prop) not in self._classes:
                pointer = _pointer(prop)
                self._classes[pointer] = _class_name(prop)
                for field in (*prop.required_properties, *(prop.optional_properties or ())):
                    self._fields[pointer, field.name.get_untrusted_value()] = str(field.python_name)
                    self._add(field)
                if prop.additional_properties:
                    self._add(prop.additional_properties)


def names_of(prepared: dict[str, Any], config: Config) -> tuple[Names | None, Sequence[Refusal]]:
    """Let the generator parse a prepared spec, and return the names, its errors and its warnings.

    Args:
        prepared: The spec, in which each description is the JSON pointer of its place in the effective spec.
        config: The settings.
    """
    data = GeneratorData.from_dict(prepared, config=config)
    if isinstance(data, GeneratorError):
        return None, [_refusal(data)]
    errors = [error for collection in data.endpoint_collections_by_tag.values() for error in collection.parse_errors]
    return Names(data), [_refusal(error) for error in (*data.errors, *errors)]


def read_config(path: Path) -> Config:
    """Return the settings of the generator.

    Raises:
        PipelineError: The file cannot be read, or has a setting that the generator does not know.
    """
    settings = read_document(path)
    unknown = set(settings) - set(ConfigFile.model_fields)
    if unknown:
        raise PipelineError(
            f"{path.name} has settings that the generator does not know, and would ignore: "
            f"{', '.join(sorted(unknown))}. Correct or delete them."
        )
    try:
        file = ConfigFile.load_from_path(path)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}" for detail in error.errors())
        raise PipelineError(f"{path.name} has a value that the generator refuses: {wrong}.") from None
    return Config.from_sources(
        file,
        meta_type=MetaType.NONE,
        document_source=Path(),
        file_encoding="utf-8",
        overwrite=False,
        output_path=None,
    )


def identifier(text: str) -> str:
    """Return the Python name that the generator derives from a text."""
    return str(PythonIdentifier(text, _FIELD_PREFIX))


def words(text: str) -> str:
    """Return the words of a text in snake case."""
    return snake_case(text)


def class_name(name: str) -> str:
    """Return a name as a class name."""
    return str(pascal_case(name))


def _endpoints(data: GeneratorData) -> Iterator[Endpoint]:
    for collection in data.endpoint_collections_by_tag.values():
        yield from collection.endpoints


def _pointer(described: object) -> str:
    description = getattr(described, "description", None)
    return description.get_untrusted_value() if description else ""


def _class_name(prop: LiteralEnumProperty | ModelProperty) -> ClassName:
    return ClassName(str(prop.class_info.name), str(prop.class_info.module_name))


def _refusal(error: GeneratorError) -> Refusal:
    text = " ".join(f"{error.header} {error.detail or ''}".split())
    # The generator shows some texts as the address of an object.
    text = re.sub(r"<[^<>]* object at 0x[0-9a-f]+>", "…", text)
    operation = re.match(r"WARNING parsing (.+) within ", text)
    same_class = re.search(r'duplicate models with name "([^"]+)"|conflicting enums named (\S+) ', text)
    return Refusal(
        pointer=_pointer(getattr(error, "data", None)),
        request=operation[1] if operation else "",
        message=text,
        class_name=(same_class[1] or same_class[2]) if same_class else "",
    )
