"""Running the generator over the effective document with our templates."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError
from openapi_python_client import Project
from openapi_python_client.strings import pascal_case

from pipeline.errors import PipelineError
from pipeline.generation.checks import complaint
from pipeline.generation.code import docstring, literal, prose, sentence
from pipeline.generation.methods import methods_of
from pipeline.generation.models import fields_of
from pipeline.generation.naming import resource_name
from pipeline.generation.parsing import generator_config, parse
from pipeline.generation.schemas import Document


def generate_package(document: Document, config_path: Path, templates: Path, target: Path) -> None:
    """Write the package for the effective document into the folder `target`, which does not exist yet.

    Raises:
        PipelineError: The generator gave an error or a warning, or something would have been left out or written twice.
    """
    if not templates.is_dir():
        # The generator would take its own, without a word.
        raise PipelineError(f"{templates} is no folder; the templates must be there.")
    config = generator_config(config_path, target)
    parsed = parse(document, config)
    project = Project(openapi=parsed.data, config=config, custom_template_path=templates)
    project.env.globals.update(
        methods_of=lambda endpoint: methods_of(endpoint, parsed.operations[endpoint.name], document),
        fields_of=lambda model: list(fields_of(model, document, parsed.sent)),
        is_received=lambda model: model.class_info.name not in parsed.sent,
        conditions_of=lambda fields: [one for field in fields if (one := field.value.condition(field.name))],
        literal=literal,
        docstring=docstring,
        prose=prose,
        sentence=sentence,
        class_of=pascal_case,
        tags={resource_name(tag["name"]): tag for tag in document.get("tags", [])},
        server=parsed.server,
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


@contextlib.contextmanager
def _tools_on_path() -> Iterator[None]:
    """The formatter of this environment before any other, wherever the door was opened from."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
