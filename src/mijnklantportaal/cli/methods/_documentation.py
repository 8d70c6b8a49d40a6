"""The docstrings of resources and methods, as help texts of the command line."""

import ast
import inspect
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

_DEPRECATED = "Deprecated by the portal."
# Such as "    amount (Decimal, optional): Amount, in EUR.". The text may continue on lines that are indented further.
_ARGUMENT = re.compile(r"^ {4}(\w+) \((?:[^()]|\([^()]*\))*\): ", re.MULTILINE)
_SECTION = re.compile(r"^(Args|Returns|Raises):\n", re.MULTILINE)
_EXAMPLE = re.compile(r" ?(Example|Default): `((?:Decimal|date|datetime)\([^`]*\)|True|False)`\.")


class MethodDocumentation(NamedTuple):
    """The parts of the docstring of a method."""

    summary: str
    """The first paragraph."""
    text: str
    """The paragraphs before the arguments."""
    returns: str
    """The description of the result."""
    arguments: dict[str, str]
    """The descriptions of the arguments, by Python name."""


def is_deprecated(method: object) -> bool:
    """Return whether the portal has deprecated a method."""
    # The decorator is visible to type checkers only.
    return _DEPRECATED in _paragraphs(_split(method)[0])


def summary_of(method: object) -> str:
    """Return the first paragraph of a docstring."""
    paragraphs = _paragraphs(_split(method)[0])
    return paragraphs[0] if paragraphs else ""


def method_documentation(method: object) -> MethodDocumentation:
    """Return the parts of the docstring of a method."""
    text, sections = _split(method)
    paragraphs = [re.sub(r"^`([A-Z]+ /[^`]*)`$", r"\1", paragraph) for paragraph in _paragraphs(text)]
    pieces = _ARGUMENT.split(sections.get("Args", ""))[1:]
    texts = {name: " ".join(text.split()) for name, text in zip(pieces[::2], pieces[1::2], strict=True)}
    return MethodDocumentation(
        summary_of(method),
        "\n\n".join(paragraphs),
        " ".join(sections.get("Returns", "").split()),
        {name: _EXAMPLE.sub(_shell_example, text) for name, text in texts.items()},
    )


def with_option_names(text: str, options: Mapping[str, str]) -> str:
    """Return a text with the names of arguments replaced by those of their options."""
    return re.sub(r"`(\w+)`", lambda match: f"`{options.get(match[1], match[1])}`", text)


def _split(method: object) -> tuple[str, dict[str, str]]:
    """Return the text before the first section, and the texts of the sections by title."""
    text, *sections = _SECTION.split(inspect.getdoc(method) or "")
    return text, dict(zip(sections[::2], sections[1::2], strict=True))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]


def _shell_example(match: re.Match[str]) -> str:
    expression = ast.parse(match[2], mode="eval").body
    if not isinstance(expression, ast.Call):
        # The two flags need no example.
        return "" if match[1] == "Example" else f" Default: {match[2].lower()}."
    values = [ast.literal_eval(argument) for argument in expression.args]
    name = ast.unparse(expression.func)
    if name == "date":
        values = [date(*values).isoformat()]
    elif name == "datetime":
        values = [str(datetime(*values))]
    return f" {match[1]}: `{values[0]}`."
