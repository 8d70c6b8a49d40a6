"""The docstrings of methods and fields."""

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.generation.code import prose, sentence
from pipeline.generation.schemas import Document, OperationNode, Schema, resolve
from pipeline.generation.values import Direction

_ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "426": "UpgradeRequiredError",
    "429": "RateLimitError",
}


# How the documentation of a program shows a value that the document shows as text.
_PYTHON_EXAMPLES: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "decimal": Decimal,
    "local-date-time": datetime.fromisoformat,
    "local-minute": datetime.fromisoformat,
}


def description_of(key: str, schema: Schema, direction: Direction, description: str | None = None) -> str:
    """What a reader of a docstring should know of a value: the text, the unit, the allowed values, an example.

    Args:
        key: What the document calls the value.
        schema: The value.
        direction: An example of what is sent is shown as a caller writes it.
        description: What stands beside the schema and not in it, if anything does.
    """
    text = prose(str(description or schema.get("description") or f"`{key}` of the {direction.value}"))
    if schema.get("format") == "decimal" and "EUR" not in text:
        text = f"{text.rstrip('.')}, in EUR"
    text = sentence(text)
    if direction is Direction.REQUEST and schema.get("format") in ("local-date-time", "local-minute"):
        text += " In the portal's zone, to which one with a zone is converted."
    if schema.get("enum"):
        text += f" One of {', '.join(f'`{prose(str(value))}`' for value in schema['enum'])}."
    if schema.get("deprecated"):
        text += " Deprecated by the portal."
    example = schema.get("example")
    if example is not None and not isinstance(example, list | dict):
        text += f" Example: `{prose(_shown(example, schema, direction))}`."
    return text


def with_python_names(text: str, names: Mapping[str, str]) -> str:
    """A description that speaks of other values by their names in the document, with their names in Python."""
    return re.sub(r"`([^`]+)`", lambda match: f"`{names.get(match[1], match[1])}`", text)


def _shown(example: Any, schema: Schema, direction: Direction) -> str:
    read = _PYTHON_EXAMPLES.get(schema.get("format", ""))
    if read and direction is Direction.REQUEST and isinstance(example, str):
        # A document that was not checked may have another example.
        with contextlib.suppress(ValueError, ArithmeticError):
            return repr(read(example)).removeprefix("datetime.").replace("'", '"')
    return str(example)


def documentation_of(operation: OperationNode, arguments: Iterable[str], returned: str, document: Document) -> str:
    """The docstring of a method.

    Args:
        operation: What it calls.
        arguments: Names, types and descriptions.
        returned: What it returns.
        document: The effective document.
    """
    node = operation.node
    lines = [sentence(prose(node.get("description") or node.get("summary") or operation.id)), ""]
    if node.get("deprecated"):
        lines += ["Deprecated by the portal.", ""]
    lines += [f"`{operation.method.upper()} {prose(operation.path)}`", "", "Args:"]
    lines += [f"    {argument}" for argument in arguments]
    lines += [
        "    timeout (float): Seconds that an attempt may take as a whole, instead of the client's.",
        "    max_retries (int): Repetitions after a failure that allows one, instead of the client's.",
        "    extra_headers (Mapping[str, str]): Headers for this call, beside the client's.",
        "",
        "Returns:",
        f"    {sentence(returned)}",
        "",
        "Raises:",
    ]
    for status, response in operation.responses.items():
        if status in _ERRORS:
            text = prose(resolve(document, response).get("description", ""))
            lines.append(f"    {_ERRORS[status]}: {sentence(f'{status}, {text}' if text else status)}")
    lines.append("    APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.")
    return "\n".join(lines)
