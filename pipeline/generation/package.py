"""Running the generator over the effective document with our templates."""

import contextlib
import io
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.strings import pascal_case
from pydantic import ValidationError

from pipeline.documents import read_document
from pipeline.errors import PipelineError
from pipeline.generation.checks import check_classes, check_names, complaint, operations_by_name
from pipeline.generation.code import docstring, literal, prose, sentence
from pipeline.generation.methods import methods_of
from pipeline.generation.models import fields_of, flattened_models, models_sent
from pipeline.generation.naming import name_after_items, resource_name
from pipeline.generation.schemas import Document, inline_answers, operations


def generate_package(document: Document, config_path: Path, templates: Path, target: Path) -> None:
    """Write the package for the effective document into the folder `target`, which does not exist yet.

    Raises:
        PipelineError: The generator gave an error or a warning, or something would have been left out or written twice.
    """
    if not templates.is_dir():
        # The generator would take its own, without a word.
        raise PipelineError(f"{templates} is no folder; the templates must be there.")
    server = _server(document)
    config = _config(config_path, target)
    project = Project(openapi=_parse(document, config), config=config, custom_template_path=templates)
    found = operations_by_name(document)
    check_names(project.openapi, found, document)
    sent = models_sent(project.openapi)
    flattened = flattened_models(project.openapi, found, document)
    project.openapi.models = [model for model in project.openapi.models if model.class_info.name not in flattened]
    check_classes(project.openapi)
    project.env.globals.update(
        methods_of=lambda endpoint: methods_of(endpoint, found[endpoint.name], document),
        fields_of=lambda model: list(fields_of(model, document, sent)),
        is_received=lambda model: model.class_info.name not in sent,
        conditions_of=lambda fields: [one for field in fields if (one := field.value.condition(field.name))],
        literal=literal,
        docstring=docstring,
        prose=prose,
        sentence=sentence,
        class_of=pascal_case,
        tags={resource_name(tag["name"]): tag for tag in document.get("tags", [])},
        server=server,
    )
    try:
        with _tools_on_path(), contextlib.redirect_stdout(io.StringIO()):
            errors = project.build()
    except TemplateSyntaxError as error:
        raise PipelineError(f"the template {error.name}, line {error.lineno}, can't be read: {error.message}") from None
    except UndefinedError as error:
        raise PipelineError(f"a template asks for something that is not there: {error.message}.") from None
    if errors:
        raise PipelineError("\n".join(complaint(error) for error in errors))
    for source in sorted((templates / "runtime").glob("*.py")):
        shutil.copyfile(source, target / source.name)


def _server(document: Document) -> str:
    url = next((str(server.get("url")) for server in document.get("servers", [])), "")
    if not re.fullmatch(r"https?://[^\s{}?#]+", url):
        raise PipelineError(
            f"the document's first server is {textwrap.shorten(url, 200)!r}, and calls need a whole address: repair "
            "`servers` in overrides/overlay.yaml."
        )
    return url.rstrip("/")


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
    for_generator = deepcopy(document)
    for operation in operations(for_generator):
        # The generator names folders by tags; the resource's name is what callers write.
        operation.node["tags"] = [resource_name(operation.tag)]
        for _, schema in inline_answers(operation, for_generator):
            name_after_items(schema, for_generator, config)
    data = GeneratorData.from_dict(for_generator, config=config)
    if isinstance(data, GeneratorError):
        raise PipelineError(complaint(data))
    return data


@contextlib.contextmanager
def _tools_on_path() -> Iterator[None]:
    """The formatter of this environment before any other, wherever the door was opened from."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
