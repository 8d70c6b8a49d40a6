"""The names that callers write: `portal.customer_offers.create_manual(...)`."""

import re
import textwrap
import unicodedata
from keyword import iskeyword

from pipeline.parse.generator import identifier, words
from pipeline.parse.problems import Problems

# Attributes of the client itself; a resource of that name could not be reached.
_CLIENT_NAMES = frozenset({"close", "with_options", "with_raw_response"})

# Names become names of files, and a file system takes 255 bytes.
_MAX_LENGTH = 100


def checked_name(name: str, origin: str, pointer: str, problems: Problems) -> str:
    """Return a name; one that is not valid in Python and in a file system is a problem.

    Args:
        name: The name that the generator derives from a name of the spec.
        origin: What has this name in the spec.
        pointer: Where that is.
        problems: Where problems are collected.
    """
    # Python normalizes identifiers, so that another form would be found under a different name.
    if (
        not name.isidentifier()
        or iskeyword(name)
        or unicodedata.normalize("NFKC", name) != name
        or len(name) > _MAX_LENGTH
    ):
        problems.add(
            pointer,
            f"{textwrap.shorten(origin, 200)} would be called {name[:_MAX_LENGTH]!r} in Python, which is not a valid "
            "name there, or too long: rename it",
        )
    return name


def resource_name(tag: str, pointer: str, problems: Problems) -> str:
    """Return the attribute of the client: the tag without the word "API", as in `customer_offers`."""
    name = _identifier(re.sub(r"\s+API$", "", tag))
    checked_name(name, f"the tag {tag!r}", pointer, problems)
    if name in _CLIENT_NAMES:
        problems.add(pointer, f"the tag {tag!r} would become `{name}`, which the client defines itself: rename it")
    return name


def method_name(operation_id: str, resource: str, pointer: str, problems: Problems) -> str:
    """Return the method of the resource: the operationId without the words of its tag.

    `create-customer-offer-manual` of the resource `customer_offers` is `create_manual`: the words of the resource
    are removed once, as one phrase, in the singular or the plural.
    """
    # The attribute for a tag such as `Types` is `types`, and that for `Type` is `type_`.
    plural = resource.removesuffix("_")
    singulars = (re.sub("ies$", "y", plural), plural.removesuffix("s"), plural.removesuffix("es"))
    # Words are separated by underscores, so that "file" is not found in "profile".
    padded = f"_{words(operation_id)}_"
    for phrase in (plural, *singulars):
        if f"_{phrase}_" in padded:
            padded = padded.replace(f"_{phrase}_", "_", 1)
            break
    rest = padded.strip("_")
    if not rest:
        problems.update(
            pointer,
            f"{operation_id!r} has no words beside those of its resource `{resource}`, so that its method has no name",
            pointer.rpartition("/")[0] if pointer.endswith("/operationId") else pointer,
            {"operationId": "ANOTHER-NAME"},
        )
        return operation_id
    # Unlike in the generator's rule, a method may be called `list`.
    name = identifier(rest)
    return checked_name("list" if name == "list_" else name, f"{operation_id!r}", pointer, problems)


def _identifier(text: str) -> str:
    name = identifier(text)
    # The generator applies its rule again when it makes a class of it.
    return name if identifier(name) == name else ""
