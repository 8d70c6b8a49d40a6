"""The names that callers write: `portal.customer_offers.create_manual(...)`."""

import re
import textwrap
import unicodedata
from keyword import iskeyword

from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case

from pipeline.errors import PipelineError
from pipeline.generation.schemas import Document, OperationNode, resolve

# The generator puts this before a name that is not valid in Python.
FIELD_PREFIX = "field_"

# Attributes of the client itself; a resource of that name could not be reached.
_CLIENT_NAMES = frozenset({"close", "with_options", "with_raw_response"})

# Names become names of files, and a file system takes 255 bytes.
_MAX_LENGTH = 100


def python_name(name: str, origin: object) -> str:
    """Return the name if it is valid in Python and in a file system.

    Args:
        name: The name that the generator derives from a name of the spec.
        origin: What has this name in the spec, for the error message.

    Raises:
        PipelineError: It is not valid.
    """
    # Python normalizes identifiers, so that another form would be found under a different name.
    if (
        not name.isidentifier()
        or iskeyword(name)
        or unicodedata.normalize("NFKC", name) != name
        or len(name) > _MAX_LENGTH
    ):
        raise PipelineError(
            f"{textwrap.shorten(str(origin), 200)} would be called {name[:_MAX_LENGTH]!r} in Python, which is not a "
            "valid name there, or too long: rename it in overrides/overlay.yaml."
        )
    return name


def module_name(text: str, origin: object) -> str:
    """Return the name of the module of a tag or an operation.

    Args:
        text: The tag or the operationId.
        origin: As for `python_name`.

    Raises:
        PipelineError: It has no valid name.
    """
    name = str(PythonIdentifier(text, FIELD_PREFIX))
    # The generator applies its rule again when it writes the module.
    if PythonIdentifier(name, FIELD_PREFIX) != name:
        raise PipelineError(
            f"{origin} has no letters that a Python name can be made of: rename it in overrides/overlay.yaml."
        )
    return python_name(name, origin)


def resource_name(tag: str) -> str:
    """Return the attribute of the client: the tag without the word "API", as in `customer_offers`.

    Raises:
        PipelineError: The tag has no valid name.
    """
    name = module_name(re.sub(r"\s+API$", "", tag), f"the tag {tag!r}")
    class_name = python_name(resource_class(name), f"the tag {tag!r}")
    if name in _CLIENT_NAMES or class_name == "Resources":
        raise PipelineError(
            f"the tag {tag!r} would become `{name}`, which the client defines itself: rename it in "
            "overrides/overlay.yaml."
        )
    if class_name == name:
        raise PipelineError(
            f"the tag {tag!r} would be the name of an attribute and of a class, since it has no upper-case letter: "
            "rename it in overrides/overlay.yaml."
        )
    return name


def resource_class(name: str) -> str:
    """Return the class of a resource, such as `CustomerOffers` for `customer_offers`."""
    return str(pascal_case(name))


def resource_classes(name: str) -> list[str]:
    """Return all classes of a resource: sync and async, parsed and raw."""
    class_name = resource_class(name)
    return [
        class_name,
        f"Async{class_name}",
        f"{class_name}WithRawResponse",
        f"Async{class_name}WithRawResponse",
    ]


def method_name(operation_id: str, tag: str) -> str:
    """Return the method of the resource: the operationId without the words of its tag.

    `create-customer-offer-manual` of the tag `Customer Offers API` is `create_manual`: the words of the tag
    are removed once, as one phrase, in the singular or the plural.

    Raises:
        PipelineError: Nothing is left of the operationId.
    """
    name = snake_case(operation_id)
    # The attribute for a tag such as `Types` is `types`, and that for `Type` is `type_`.
    plural = resource_name(tag).removesuffix("_")
    singulars = (re.sub("ies$", "y", plural), plural.removesuffix("s"), plural.removesuffix("es"))
    # Words are separated by underscores, so that "file" is not found in "profile".
    padded = f"_{name}_"
    for phrase in (plural, *singulars):
        if f"_{phrase}_" in padded:
            padded = padded.replace(f"_{phrase}_", "_", 1)
            break
    rest = padded.strip("_")
    if not rest:
        raise PipelineError(
            f"operation {operation_id!r} has no words beside those of its tag {tag!r}, so that its method has no name: "
            "give it another operationId in overrides/overlay.yaml."
        )
    return python_name(_identifier(rest), f"operation {operation_id!r}")


def method_names(operation: OperationNode, document: Document) -> list[str]:
    """Return the methods of an operation: one, or one for each of its bodies.

    An operation with several bodies does several things, and the title of each body names one.

    Raises:
        PipelineError: A method would have no name.
    """
    content = resolve(document, operation.node.get("requestBody", {})).get("content", {})
    if len(content) < 2:
        return [method_name(operation.id, operation.tag)]
    titles = {
        media_type: resolve(document, body.get("schema", {})).get("title") for media_type, body in content.items()
    }
    for media_type, title in titles.items():
        if not title:
            raise PipelineError(
                f"{operation} has several bodies, and the one for {media_type} has no title to name its method: "
                "give it one in overrides/overlay.yaml."
            )
    return [method_name(str(title), operation.tag) for title in titles.values()]


def _identifier(name: str) -> str:
    # Unlike in the generator's rule, a method may be called `list`.
    identifier = str(PythonIdentifier(name, FIELD_PREFIX))
    return "list" if identifier == "list_" else identifier
