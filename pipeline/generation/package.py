"""Running the generator over the effective document with our templates."""

import contextlib
import io
import os
import re
import shutil
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ListProperty, ModelProperty, UnionProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.strings import pascal_case
from pydantic import ValidationError

from pipeline.documents import read_document
from pipeline.errors import PipelineError
from pipeline.generation.code import docstring, literal, prose, sentence
from pipeline.generation.methods import description_of, methods_of, properties_of
from pipeline.generation.naming import module_name, python_name, resource_name
from pipeline.generation.schemas import Document, OperationNode, operations, properties, resolve
from pipeline.generation.values import Direction, value_of

_RENAME = "rename one in overrides/overlay.yaml."
# Names that every model has.
_MODEL_NAMES = {"additional_properties", "from_dict", "read", "to_dict", "write"}


@dataclass(frozen=True)
class ModelField:
    """One field of a model, as code."""

    name: str
    key: str
    codec: str
    required: bool
    declaration: str
    description: str


def generate_package(document: Document, config_path: Path, templates: Path, target: Path) -> None:
    """Write the package for the effective document into the folder `target`, which does not exist yet.

    Raises:
        PipelineError: The generator gave an error or a warning, or something would have been left out or written twice.
    """
    if not templates.is_dir():
        # The generator would take its own, without a word.
        raise PipelineError(f"{templates} is no folder; the templates must be there.")
    if not document.get("servers"):
        raise PipelineError("the document names no server: add it to `servers` in overrides/overlay.yaml.")
    config = _config(config_path, target)
    project = Project(openapi=_parse(document, config), config=config, custom_template_path=templates)
    found = _operations_by_name(document)
    _check_names(project.openapi, found, document)
    sent = _models_sent(project.openapi)
    bodies = _flattened_bodies(project.openapi, found, document)
    project.openapi.models = [model for model in project.openapi.models if model.class_info.name not in bodies]
    _check_classes(project.openapi)
    project.env.globals.update(
        methods_of=lambda endpoint: methods_of(endpoint, found[endpoint.name], document),
        fields_of=lambda model: list(_fields(model, document, sent)),
        literal=literal,
        docstring=docstring,
        prose=prose,
        sentence=sentence,
        class_of=pascal_case,
        tags={resource_name(tag["name"]): tag for tag in document.get("tags", [])},
        server=document["servers"][0]["url"],
    )
    try:
        with _tools_on_path(), contextlib.redirect_stdout(io.StringIO()):
            errors = project.build()
    except TemplateSyntaxError as error:
        raise PipelineError(f"the template {error.name}, line {error.lineno}, can't be read: {error.message}") from None
    except UndefinedError as error:
        raise PipelineError(f"a template asks for something that is not there: {error.message}.") from None
    if errors:
        raise PipelineError("\n".join(_sentence(error) for error in errors))
    for source in sorted((templates / "runtime").glob("*.py")):
        shutil.copyfile(source, target / source.name)


def _config(config_path: Path, target: Path) -> Config:
    settings = read_document(config_path)
    unknown = set(settings) - set(ConfigFile.model_fields)
    if unknown:
        raise PipelineError(
            f"{config_path.name} has settings that the generator does not know, and would ignore: "
            f"{', '.join(sorted(unknown))}. Correct or delete them."
        )
    try:
        file = ConfigFile.load_from_path(config_path)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise PipelineError(f"{config_path.name} has a value that the generator refuses: {wrong}.") from None
    return Config.from_sources(
        file,
        meta_type=MetaType.NONE,
        document_source=Path(),
        file_encoding="utf-8",
        overwrite=False,
        output_path=target,
    )


def _parse(document: Document, config: Config) -> GeneratorData:
    # The generator names folders by tags; the resource's name is what callers write.
    for_generator = deepcopy(document)
    for operation in operations(for_generator):
        operation.node["tags"] = [resource_name(operation.tag)]
    data = GeneratorData.from_dict(for_generator, config=config)
    if isinstance(data, GeneratorError):
        raise PipelineError(_sentence(data))
    return data


def _sentence(error: GeneratorError) -> str:
    text = " ".join(f"{error.header} {error.detail or ''}".split())
    # It may repeat a text of any length, and writes some as the address of an object.
    return f"the generator says: {re.sub(r'<[^<>]* object at 0x[0-9a-f]+>', '…', text)[:500]}"


def _operations_by_name(document: Document) -> dict[str, OperationNode]:
    """The operations by the names that the generator gives them.

    Raises:
        PipelineError: Two have the same name.
    """
    found: dict[str, OperationNode] = {}
    for operation in operations(document):
        name = module_name(operation.id, operation)
        if name in found:
            raise PipelineError(f"{found[name]} and {operation} have the same name: {_RENAME}")
        found[name] = operation
    return found


def _check_names(data: GeneratorData, found: dict[str, OperationNode], document: Document) -> None:
    """See to it that no two things get one name, and that nothing is left out.

    Raises:
        PipelineError: There are, or it is.
    """
    problems = [_sentence(error) for error in data.errors]
    tags: dict[str, str] = {}
    for operation in found.values():
        resource = resource_name(operation.tag)
        if tags.setdefault(resource, operation.tag) != operation.tag:
            problems.append(f"the tags {tags[resource]!r} and {operation.tag!r} both become `{resource}`: {_RENAME}")
    missing = set(found)
    for resource, collection in data.endpoint_collections_by_tag.items():
        problems += [_sentence(error) for error in collection.parse_errors]
        methods: dict[str, OperationNode] = {}
        for endpoint in collection.endpoints:
            operation = found[endpoint.name]
            missing.discard(endpoint.name)
            for method in methods_of(endpoint, operation, document):
                if method.name in methods:
                    problems.append(
                        f"{methods[method.name]} and {operation} both become `{resource}.{method.name}`: {_RENAME}"
                    )
                methods[method.name] = operation
    if missing and not problems:
        problems = [f"the generator left out {found[name]} without a word." for name in sorted(missing)]
    if problems:
        raise PipelineError("\n".join(problems))


def _check_classes(data: GeneratorData) -> None:
    """See to it that each class has a module of its own.

    Raises:
        PipelineError: Two would be written into one file.
    """
    modules: dict[str, str] = {}
    for model in (*data.models, *data.enums):
        name = python_name(model.class_info.name, "a schema")
        module = python_name(model.class_info.module_name, f"the module of schema {name!r}")
        if module in modules:
            problem = f"the schemas {modules[module]!r} and {name!r} both become the module `{module}`"
            raise PipelineError(f"{problem}: {_RENAME}")
        modules[module] = name


def _endpoints(data: GeneratorData) -> Iterator[Endpoint]:
    for collection in data.endpoint_collections_by_tag.values():
        yield from collection.endpoints


def _models_sent(data: GeneratorData) -> set[str]:
    """The classes that stand in requests: what is optional in them can be left out."""
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
            model = models[prop.class_info.name]
            for part in properties_of(model).values():
                visit(part)

    for endpoint in _endpoints(data):
        for body in endpoint.bodies:
            visit(body.prop)
    return found


def _flattened_bodies(data: GeneratorData, operations: dict[str, OperationNode], document: Document) -> set[str]:
    """The classes of bodies that are written in place: their fields are arguments, so nobody needs the class."""
    found = set()
    for endpoint in _endpoints(data):
        for body in endpoint.bodies:
            content = resolve(document, operations[endpoint.name].node["requestBody"])["content"]
            schema = content[body.content_type.get_untrusted_value()]["schema"]
            if "$ref" not in schema and isinstance(body.prop, ModelProperty):
                found.add(str(body.prop.class_info.name))
    return found


def _fields(model: ModelProperty, document: Document, sent: set[str]) -> Iterator[ModelField]:
    direction = Direction.REQUEST if model.class_info.name in sent else Direction.RESPONSE
    schema = model.data.model_dump(mode="json", by_alias=True, exclude_unset=True)
    by_name = properties_of(model)
    taken = set(_MODEL_NAMES)
    for key, node in properties(document, schema).items():
        prop = by_name[key]
        node = resolve(document, node)
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
            codec=value.codec,
            required=prop.required,
            declaration=f"{name}: {annotation}" + (f" = {default}" if default else ""),
            description=description_of(node),
        )


@contextlib.contextmanager
def _tools_on_path() -> Iterator[None]:
    """The formatter of this environment before any other, wherever the door was opened from."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
