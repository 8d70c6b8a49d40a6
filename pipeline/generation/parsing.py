"""Lets the generator parse the effective spec, and checks all names."""

import re
import textwrap
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from pydantic import ValidationError

from pipeline.documents import read_document
from pipeline.errors import PipelineError
from pipeline.generation.checks import check_classes, check_names, complaint, operations_by_name
from pipeline.generation.models import flattened_models, models_received, models_sent
from pipeline.generation.naming import resource_name
from pipeline.generation.schemas import Document, OperationNode, operations


@dataclass(frozen=True)
class Parsed:
    """The effective spec as the generator has it.

    Attributes:
        document: The effective spec.
        data: The generator's objects, without the classes that methods flatten.
        operations: The operations by the names that the generator gives them.
        sent: The names of the classes that requests can contain.
        used: The names of the classes that methods take or return.
        server: The base URL of calls.
    """

    document: Document
    data: GeneratorData
    operations: dict[str, OperationNode]
    sent: set[str]
    used: set[str]
    server: str


def parse(document: Document, config: Config) -> Parsed:
    """Let the generator parse the effective spec, and check that nothing is left out or shares a name.

    Raises:
        PipelineError: The generator reported an error or a warning, or something would be left out or written twice.
    """
    server = _server(document)
    data = _read(document, config)
    found = operations_by_name(document)
    check_names(data, found, document)
    sent = models_sent(data)
    flattened = flattened_models(data, found, document)
    data.models = [model for model in data.models if model.class_info.name not in flattened]
    check_classes(data)
    return Parsed(document, data, found, sent, sent | models_received(data), server)


def generator_config(path: Path, target: Path = Path()) -> Config:
    """Return the settings of the generator.

    Args:
        path: The file of the settings.
        target: The folder to write into.

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
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise PipelineError(f"{path.name} has a value that the generator refuses: {wrong}.") from None
    return Config.from_sources(
        file,
        meta_type=MetaType.NONE,
        document_source=Path(),
        file_encoding="utf-8",
        overwrite=False,
        output_path=target,
    )


def _server(document: Document) -> str:
    url = next((str(server.get("url")) for server in document.get("servers", [])), "")
    if not re.fullmatch(r"https?://[^\s{}?#]+", url):
        raise PipelineError(
            f"the first server of the spec is {textwrap.shorten(url, 200)!r}, which is not a complete URL: repair "
            "`servers` in overrides/overlay.yaml."
        )
    return url.rstrip("/")


def _read(document: Document, config: Config) -> GeneratorData:
    for_generator = deepcopy(document)
    for operation in operations(for_generator):
        # The generator groups operations by tags; the resource's name is what callers write.
        operation.node["tags"] = [resource_name(operation.tag)]
    data = GeneratorData.from_dict(for_generator, config=config)
    if isinstance(data, GeneratorError):
        raise PipelineError(complaint(data))
    return data
