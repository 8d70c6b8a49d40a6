"""Writes the README's table of resources, so that it is always up to date."""

from pipeline.api import Api
from pipeline.errors import PipelineError

START, END = "<!-- resources -->", "<!-- end of resources -->"


def with_resource_table(readme: str, api: Api) -> str:
    """Return the README with the table of resources between its two marks.

    Raises:
        PipelineError: The README lacks a mark.
    """
    before, start, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise PipelineError(f"README.md has no marks for the table of resources: insert {START} and {END}.")
    return f"{before}{START}\n{_resource_table(api)}{END}{after}"


def _resource_table(api: Api) -> str:
    rows = [
        f"| `{resource.name}` | {' '.join(f'`{method.name}`' for method in resource.methods)} |\n"
        for resource in api.resources
    ]
    return "| attribute | methods |\n|---|---|\n" + "".join(rows)
