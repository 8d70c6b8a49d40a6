"""Generates the README's table of resources, so that it is always up to date."""

from pipeline.errors import PipelineError
from pipeline.generation.naming import method_names, resource_name
from pipeline.generation.schemas import Document, operations

START, END = "<!-- resources -->", "<!-- end of resources -->"


def with_resource_table(readme: str, spec: Document) -> str:
    """Return the README with the table of resources of the effective spec between its two marks.

    Raises:
        PipelineError: The README lacks a mark.
    """
    before, start, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise PipelineError(f"README.md has no marks for the table of resources: insert {START} and {END}.")
    return f"{before}{START}\n{resource_table(spec)}{END}{after}"


def resource_table(spec: Document) -> str:
    """Return a table of the resources and their methods, in the order of the spec."""
    methods: dict[str, list[str]] = {resource_name(tag["name"]): [] for tag in spec["tags"]}
    for operation in operations(spec):
        methods[resource_name(operation.tag)] += method_names(operation, spec)
    rows = [f"| `{resource}` | {' '.join(f'`{name}`' for name in names)} |\n" for resource, names in methods.items()]
    return "| attribute | methods |\n|---|---|\n" + "".join(rows)
