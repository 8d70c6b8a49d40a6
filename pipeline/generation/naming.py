"""The names that callers write: `portal.customer_offers.create_manual(...)`."""

import re

from openapi_python_client.strings import PythonIdentifier, snake_case

from pipeline.errors import PipelineError
from pipeline.generation.schemas import Document, OperationNode, resolve

# The generator puts this before a name that would be none in Python.
FIELD_PREFIX = "field_"


def resource_name(tag: str) -> str:
    """The attribute of the client: the tag without the word "API", such as `customer_offers` for `Customer Offers API`."""
    return str(PythonIdentifier(re.sub(r"\s+API$", "", tag), FIELD_PREFIX))


def method_name(operation_id: str, tag: str) -> str:
    """The method of the resource: the operationId without the words of its tag.

    `create-customer-offer-manual` of the tag `Customer Offers API` is `create_manual`: the tag's words are taken out
    once, as one phrase, in the singular or the plural.

    Raises:
        PipelineError: nothing is left of the operationId.
    """
    name = snake_case(operation_id)
    plural = resource_name(tag)
    singular = plural.removesuffix("s")
    # Words are separated by underscores, so that "file" is not found in "profile".
    padded = f"_{name}_"
    for phrase in (plural, singular):
        if f"_{phrase}_" in padded:
            padded = padded.replace(f"_{phrase}_", "_", 1)
            break
    rest = padded.strip("_")
    if not rest:
        raise PipelineError(
            f"operation {operation_id!r} has no word beside those of its tag {tag!r}, so its method has no name: "
            "give it another operationId in overrides/overlay.yaml."
        )
    return _identifier(rest)


def method_names(operation: OperationNode, document: Document) -> list[str]:
    """The methods that an operation becomes: one, or one for each of its bodies.

    An operation with several bodies does several things, and the title of each body says which.

    Raises:
        PipelineError: A method would have no name.
    """
    content = resolve(document, operation.node.get("requestBody", {})).get("content", {})
    if len(content) < 2:
        return [method_name(operation.id, operation.tag)]
    titles = {media_type: resolve(document, body.get("schema", {})).get("title") for media_type, body in content.items()}
    for media_type, title in titles.items():
        if not title:
            raise PipelineError(
                f"{operation} has several bodies, and the one for {media_type} has no title to name its method by: "
                "give it one in overrides/overlay.yaml."
            )
    return [method_name(str(title), operation.tag) for title in titles.values()]


def _identifier(name: str) -> str:
    # Not the generator's rule for reserved words alone: a method may be called `list`, but not `import`.
    identifier = str(PythonIdentifier(name, FIELD_PREFIX))
    return "list" if identifier == "list_" else identifier
