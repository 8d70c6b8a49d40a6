"""Renders the package of models and resources from the templates, and formats it."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError

from pipeline.api import Api
from pipeline.class_names import argument_classes, resource_class
from pipeline.errors import PipelineError
from pipeline.render import arguments, codecs, documentation, models, names
from pipeline.render.code import docstring, literal, prose, sentence
from pipeline.render.imports import Imports
from pipeline.render.results import result_of


def render_package(api: Api, templates: Path, target: Path, hooks: Sequence[str]) -> None:
    """Write the package for the API into the folder `target`, which does not exist yet.

    Args:
        api: The API.
        templates: The folder of the templates.
        target: The folder of the package.
        hooks: Commands, such as formatters, that run in the folder at the end, without a shell.

    Raises:
        PipelineError: A template is not valid, a command failed, or the folder exists.
    """
    environment = _environment(templates)
    try:
        contents = _contents(api, environment)
    except TemplateNotFound as error:
        raise PipelineError(f"{templates} has no template {error.name!r}: restore it.") from None
    except TemplateSyntaxError as error:
        raise PipelineError(f"the template {error.name}, line {error.lineno}, is not valid: {error.message}") from None
    except UndefinedError as error:
        raise PipelineError(f"a template uses an undefined name: {error.message}.") from None
    try:
        for folder in (target, target / "arguments", target / "models", target / "resources"):
            folder.mkdir(parents=True)
    except FileExistsError:
        raise PipelineError(f"{target} must not exist yet: delete it, or choose another folder.") from None
    for path, text in contents.items():
        (target / path).write_text(text, encoding="utf-8", newline="\n")
    for hook in hooks:
        _run(hook, target)


def _environment(templates: Path) -> Environment:
    if not templates.is_dir():
        raise PipelineError(f"{templates} must be the folder of the templates, and is not a folder.")
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    functions = (
        arguments.argument_declaration,
        arguments.argument_key,
        arguments.media_type,
        arguments.special_style,
        codecs.codec,
        codecs.condition,
        codecs.conversion,
        codecs.is_read_first,
        codecs.is_taken_first,
        codecs.parsed_models,
        codecs.reading,
        codecs.serialization,
        codecs.serialized_condition,
        docstring,
        documentation.argument_documentation,
        documentation.class_documentation,
        documentation.field_documentation,
        documentation.method_documentation,
        documentation.shows_progress,
        literal,
        models.declaration,
        models.field_flags,
        models.has_straight_parser,
        names.codec_constant,
        names.names_in_client,
        names.operation_constants,
        resource_class,
        names.resource_classes,
        prose,
        result_of,
        sentence,
    )
    environment.globals.update({function.__name__: function for function in functions}, imports=Imports)
    return environment


def _contents(api: Api, environment: Environment) -> dict[str, str]:
    """Return the text of each file, by its path in the package."""

    def render(template: str, **values: object) -> str:
        return environment.get_template(f"{template}.jinja").render(**values)

    used_models, used_enums = models.used_models(api), models.used_enums(api)
    modules = {model.name: model.module for model in used_models} | {enum.name: enum.module for enum in used_enums}
    resource_modules = {
        name: resource.name for resource in api.resources for name in names.resource_classes(resource.name)
    }
    classes_of_arguments = argument_classes(api.resources)
    argument_modules = {
        name: resource for resource, classes in classes_of_arguments.items() for name in classes.values()
    }
    return {
        "__init__.py": render("package_init.py", api=api),
        "arguments/__init__.py": render("arguments_init.py", modules=argument_modules),
        **{
            f"arguments/{resource.name}.py": render("arguments.py", resource=resource, classes=classes)
            for resource in api.resources
            if (classes := classes_of_arguments.get(resource.name))
        },
        "client.py": render("client.py", resources=api.resources),
        "models/__init__.py": render("models_init.py", modules=modules),
        **{f"models/{model.module}.py": render("model.py", model=model) for model in used_models},
        **{f"models/{enum.module}.py": render("literal_enum.py", enum=enum) for enum in used_enums},
        "resources/__init__.py": render("resources_init.py", modules=resource_modules),
        **{f"resources/{resource.name}.py": render("resource.py", resource=resource) for resource in api.resources},
    }


def _run(hook: str, folder: Path) -> None:
    # The formatter of this environment takes precedence over any other.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    try:
        name, *arguments = shlex.split(hook)
    except ValueError:
        raise PipelineError(
            f"{hook!r} is not a valid command: correct it under `post_hooks` in generator-config.yaml."
        ) from None
    executable = shutil.which(name, path=path)
    if not executable:
        raise PipelineError(
            f"the command {name!r} is not installed, which `post_hooks` in generator-config.yaml names: install the "
            "dependency group `generate`."
        )
    result = subprocess.run([executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode:
        output = " ".join((result.stderr or result.stdout).split())[:500]
        raise PipelineError(f"the command {hook!r} failed with exit code {result.returncode}: {output}")
