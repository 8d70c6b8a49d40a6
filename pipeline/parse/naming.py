"""The names that callers write: `portal.customer_offers.create_manual(...)`."""

import re
import textwrap
import unicodedata
from keyword import iskeyword
from typing import Any

from pipeline.parse.generator import identifier, words
from pipeline.parse.problems import Problems

# Attributes of the client itself. They would hide a resource with the same name.
_CLIENT_NAMES = frozenset({"close", "export", "export_all", "with_options", "with_raw_response"})

# Names become names of files, and file systems take 255 bytes.
_MAX_LENGTH = 100

_RENAME_TAG = "rename it in the overlay, here and in the `tags` of its operations"


def check_name(
    name: str,
    origin: str,
    pointer: str,
    problems: Problems,
    *,
    target: str = "",
    values: dict[str, Any] | None = None,
) -> None:
    """Add a problem if a name is not valid in Python or in a file system.

    Args:
        name: The name that the generator derives from a name of the spec.
        origin: The part of the spec with this name.
        pointer: The JSON pointer of that part.
        problems: Where problems are collected.
        target: The part that the overlay must update or, without `values`, remove; empty for a tag.
        values: The values to set there.
    """
    # Python normalizes identifiers, so another form would be a different name.
    if (
        not name.isidentifier()
        or iskeyword(name)
        or unicodedata.normalize("NFKC", name) != name
        or len(name) > _MAX_LENGTH
    ):
        sentence = (
            f"{textwrap.shorten(origin, 100)} would be called {name[:50]!r} in Python, which is not a valid "
            "name there, or too long"
        )
        if not target:
            problems.add(pointer, f"{sentence}: {_RENAME_TAG}")
        elif values is None:
            problems.leave_out(pointer, sentence, target)
        else:
            problems.update(pointer, sentence, target, values)


def add_tag_problem(pointer: str, sentence: str, problems: Problems) -> None:
    """Add a problem that is solved by another name of a tag."""
    problems.add(pointer, f"{sentence}: {_RENAME_TAG}")


def resource_name(tag: str, pointer: str, problems: Problems) -> str:
    """Return the attribute of the client: the tag without the word "API", as in `customer_offers`."""
    name = _identifier(re.sub(r"\s+API$", "", tag))
    check_name(name, f"the tag {tag!r}", pointer, problems)
    if name in _CLIENT_NAMES:
        add_tag_problem(pointer, f"the tag {tag!r} would become `{name}`, which the client defines itself", problems)
    return name


def method_name(operation_id: str, resource: str, pointer: str, problems: Problems) -> str:
    """Return the method of the resource: the operationId without the words of its tag.

    `create-customer-offer-manual` of the resource `customer_offers` is `create_manual`: the words of the resource
    are removed once, as one phrase, in the singular or the plural.
    """
    # The attribute for a tag such as `Types` is `types`, and that for `Type` is `type_`.
    plural = resource.removesuffix("_")
    singulars = (re.sub("ies$", "y", plural), plural.removesuffix("s"), plural.removesuffix("es"))
    # Words are separated by underscores, so "file" does not match in "profile".
    padded = f"_{words(operation_id)}_"
    for phrase in (plural, *singulars):
        if f"_{phrase}_" in padded:
            padded = padded.replace(f"_{phrase}_", "_", 1)
            break
    rest = padded.strip("_")
    is_operation = pointer.endswith("/operationId")
    target = pointer.removesuffix("/operationId")
    values = {"operationId": "ANOTHER-NAME"} if is_operation else {"title": "ANOTHER TITLE"}
    if not rest:
        problems.update(
            pointer,
            f"{operation_id!r} has no words other than those of its resource `{resource}`, so its method has no name",
            target,
            values,
        )
        return operation_id
    # Unlike in the generator's rule, a method may be called `list`.
    name = "list" if rest == "list" else identifier(rest)
    check_name(name, f"{operation_id!r}", pointer, problems, target=target, values=values)
    return name


def _identifier(text: str) -> str:
    name = identifier(text)
    # The generator applies its rule again when it derives a class name.
    return name if identifier(name) == name else ""
