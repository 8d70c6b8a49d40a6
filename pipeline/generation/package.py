"""Runs the generator over the effective spec with the templates of overrides/."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError
from openapi_python_client import Project

from pipeline.errors import PipelineError
from pipeline.generation.checks import complaint
from pipeline.generation.code import docstring, literal, prose, sentence
from pipeline.generation.imports import Imports
from pipeline.generation.models import fields_of
from pipeline.generation.naming import resource_class, resource_classes
from pipeline.generation.parsing import generator_config, parse
from pipeline.generation.resources import Resource, resources_of
from pipeline.generation.schemas import Document, enumeration_values


class _Project(Project):
    """The generator's project, with one module for each resource instead of one for each operation."""

    resources: Sequence[Resource]

    def _create_package(self) -> None:
        self._write("package_init.py.jinja", "__init__.py")

    def _build_api(self) -> None:
        self._write("client.py.jinja", "client.py", resources=self.resources)
        (self.package_dir / "resources").mkdir()
        self._write("resources_init.py.jinja", "resources/__init__.py")
        for resource in self.resources:
            self._write("resource.py.jinja", f"resources/{resource.name}.py", resource=resource)

    def _write(self, template: str, path: str, **values: object) -> None:
        text = self.env.get_template(template).render(**values)
        (self.package_dir / path).write_text(text, encoding=self.config.file_encoding)


def generate_package(document: Document, config_path: Path, templates: Path, target: Path) -> None:
    """Write the package for the effective spec into the folder `target`, which does not exist yet.

    Raises:
        PipelineError: The generator reported an error or a warning, or something would be left out or written twice.
    """
    if not templates.is_dir():
        # The generator would use its own templates silently.
        raise PipelineError(f"{templates} must be the folder of the templates, and is not a folder.")
    config = generator_config(config_path, target)
    parsed = parse(document, config)
    # What no method takes or returns is not for users: pages, whose items they get, and the bodies of errors.
    parsed.data.models = [model for model in parsed.data.models if model.class_info.name in parsed.used]
    project = _Project(openapi=parsed.data, config=config, custom_template_path=templates)
    project.resources = resources_of(parsed)
    project.env.globals.update(
        fields_of=lambda model: list(fields_of(model, document, parsed.sent)),
        is_received=lambda model: model.class_info.name not in parsed.sent,
        conditions_of=lambda fields: [one for field in fields if (one := field.value.condition(field.name))],
        values_of=lambda enum: enumeration_values(set(enum.values), document),
        imports=Imports,
        literal=literal,
        docstring=docstring,
        prose=prose,
        sentence=sentence,
        class_of=resource_class,
        classes_of=resource_classes,
        server=parsed.server,
    )
    try:
        with _tools_on_path(), contextlib.redirect_stdout(io.StringIO()):
            errors = project.build()
    except TemplateSyntaxError as error:
        raise PipelineError(f"the template {error.name}, line {error.lineno}, is not valid: {error.message}") from None
    except UndefinedError as error:
        raise PipelineError(f"a template uses an undefined name: {error.message}.") from None
    if errors:
        raise PipelineError("\n".join(complaint(error) for error in errors))


@contextlib.contextmanager
def _tools_on_path() -> Iterator[None]:
    """Put the formatter of this environment before any other on PATH."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
