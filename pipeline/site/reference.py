"""The pages of the API reference that follow from the API: resources, models and arguments.

They contain directives of mkdocstrings, which reads the docstrings.
"""

from pipeline.api import Api, Resource
from pipeline.class_names import argument_classes, resource_class
from pipeline.errors import PipelineError
from pipeline.readme import resource_table

TABLE_MARK = "<!-- resources -->\n"

_PACKAGE = "mijnklantportaal_api"
_NO_OPTIONS: dict[str, str] = {}
# The client makes the objects of resources: nobody calls their constructors.
_RESOURCE_OPTIONS = {"merge_init_into_class": "false", "show_root_heading": "false"}
_MODEL_OPTIONS = {
    "filters": '["!^_", "!^additional_properties$"]',
    "show_attribute_values": "false",
    "show_bases": "true",
}

_MODELS = """\
# Models

Methods return these objects, and take some of them as arguments: `from mijnklantportaal.models import Customer`. All
are subclasses of [`Model`][mijnklantportaal._wire.model.Model], which parses and serializes them, or types of allowed
values.

A field holds what the portal has sent, also where that is not what its type says: see
[`SpecDrift`][mijnklantportaal.SpecDrift]. Fields that the spec does not have are in `additional_properties`, a dict of
JSON values that every model has.
"""
_MODELS_LINKS = """\
## See also

- Guides: [Money, dates and models](../guides/money-and-dates.md#models),
  [Responses that deviate from the spec](../guides/errors.md#responses-that-deviate-from-the-spec)
"""
_ARGUMENTS = """\
# Arguments

Types of dicts with the keyword arguments of methods that send a body, for programs that collect the arguments before
they call: `portal.customers.create(**arguments)`. Import them from `mijnklantportaal.arguments`.
"""
_ARGUMENTS_LINKS = """\
## See also

- Guide: [Money, dates and models](../guides/money-and-dates.md#arguments)
"""
_RESOURCE_LINKS = """\
## See also

- Guides: [Money, dates and models](../../guides/money-and-dates.md), [Errors](../../guides/errors.md),
  [Options](../../guides/options.md#options-of-a-call)
- [What is known of the API](../../known.md#operations): the evidence for each operation
"""


def reference_pages(api: Api) -> dict[str, str]:
    """Return the pages by their path in the folder of the reference."""
    resources = {f"resources/{resource.name}.md": _resource_page(resource) for resource in api.resources}
    return {"models.md": _models_page(api), "arguments.md": _arguments_page(api), **resources}


def with_resources(page: str, api: Api) -> str:
    """Return the overview of the reference with the table of resources in the place of its mark.

    Raises:
        PipelineError: The page lacks the mark.
    """
    if TABLE_MARK not in page:
        raise PipelineError(f"docs/reference/index.md has no mark for the table of resources: insert {TABLE_MARK!r}.")
    return page.replace(TABLE_MARK, resource_table(api, pages="resources/"))


def method_anchor(resource: str, method: str) -> str:
    """Return the anchor of a method on the page of its resource."""
    return f"{_PACKAGE}.resources.{resource_class(resource)}.{method}"


def _resource_page(resource: Resource) -> str:
    name, class_name = resource.name, resource_class(resource.name)
    return (
        f"# `{name}`\n\n"
        f"`portal.{name}` of a [`MijnKlantportaal`](../client.md) is a `{class_name}`. An `AsyncMijnKlantportaal` has "
        f"the same methods as an `Async{class_name}`: `await` each call, and iterate over lists with `async for`.\n\n"
        f"{_directive(f'{_PACKAGE}.resources.{class_name}', _RESOURCE_OPTIONS)}\n{_RESOURCE_LINKS}"
    )


def _models_page(api: Api) -> str:
    models = {model.name for model in api.models.values()}
    enums = {enum.name for enum in api.enums.values()}
    directives = "\n".join(
        _directive(f"{_PACKAGE}.models.{name}", _MODEL_OPTIONS if name in models else _NO_OPTIONS)
        for name in sorted(models | enums)
    )
    base = _directive("mijnklantportaal._wire.model.Model", {"members": "[from_dict, to_dict]"})
    return f"{_MODELS}\n{base}\n{directives}\n{_MODELS_LINKS}"


def _arguments_page(api: Api) -> str:
    classes = argument_classes(api.resources)
    names = sorted(name for methods in classes.values() for name in methods.values())
    directives = "\n".join(_directive(f"{_PACKAGE}.arguments.{name}") for name in names)
    return f"{_ARGUMENTS}\n{directives}\n{_ARGUMENTS_LINKS}"


def _directive(identifier: str, options: dict[str, str] = _NO_OPTIONS) -> str:
    lines = "".join(f"      {name}: {value}\n" for name, value in options.items())
    return f"::: {identifier}\n" + (f"    options:\n{lines}" if lines else "")
