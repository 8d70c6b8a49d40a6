"""The README's table of resources, which is generated so that it can't be wrong."""

from pipeline.errors import PipelineError
from pipeline.generation.naming import method_names, resource_name
from pipeline.generation.schemas import Document, operations

START, END = "<!-- resources -->", "<!-- end of resources -->"


def with_resource_table(readme: str, document: Document) -> str:
    """The README with the table of the document's resources between its two marks.

    Raises:
        PipelineError: The marks are not there.
    """
    before, start, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise PipelineError(f"README.md has no place for the table of resources: put {START} and {END} into it.")
    return f"{before}{START}\n{resource_table(document)}{END}{after}"


def resource_table(document: Document) -> str:
    """The resources and their methods, in the order of the document."""
    methods: dict[str, list[str]] = {resource_name(tag["name"]): [] for tag in document["tags"]}
    for operation in operations(document):
        methods[resource_name(operation.tag)] += method_names(operation, document)
    rows = [f"| `{resource}` | {' '.join(f'`{name}`' for name in names)} |\n" for resource, names in methods.items()]
    return "| attribute | methods |\n|---|---|\n" + "".join(rows)
