"""The docstrings of methods and fields."""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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


# How an example that the spec has as text is written in Python.
_PYTHON_EXAMPLES: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "decimal": Decimal,
    "local-date-time": datetime.fromisoformat,
    "local-minute": datetime.fromisoformat,
}


def description_of(key: str, schema: Schema, direction: Direction, description: str | None = None) -> str:
    """Return the description of a value: the text of the spec, the unit, the allowed values, an example.

    Args:
        key: The name of the value in the spec.
        schema: Its schema.
        direction: Examples of arguments are written as in Python.
        description: The description beside the schema, if there is one.
    """
    text = prose(str(description or schema.get("description") or f"`{key}` of the {direction.value}"))
    if schema.get("format") == "decimal" and "EUR" not in text:
        text = f"{text.rstrip('.')}, in EUR"
    sentences = [sentence(text)]
    if direction is Direction.REQUEST and schema.get("format") in ("local-date-time", "local-minute"):
        sentences.append("In the portal's time zone, to which an aware time is converted.")
    if schema.get("enum"):
        sentences.append(f"One of {', '.join(f'`{prose(str(value))}`' for value in schema['enum'])}.")
    sentences += [f"{limit}." for limit in _limits(schema)]
    default = schema.get("default")
    if default is not None and not isinstance(default, list | dict):
        sentences.append(f"Default: `{prose(_shown(default, schema, direction))}`.")
    if schema.get("deprecated"):
        sentences.append("Deprecated by the portal.")
    example = schema.get("example")
    if example is not None and not isinstance(example, list | dict):
        sentences.append(f"Example: `{prose(_shown(example, schema, direction))}`.")
    return " ".join(sentences)


# The keywords of JSON Schema that limit a value, and how a docstring states them.
_LIMITS = {
    "minimum": "At least {}",
    "exclusiveMinimum": "More than {}",
    "maximum": "At most {}",
    "exclusiveMaximum": "Less than {}",
    "multipleOf": "A multiple of {}",
    "minLength": "At least {} characters",
    "maxLength": "At most {} characters",
    "minItems": "At least {} items",
    "maxItems": "At most {} items",
    "pattern": "Must match `{}`",
}


def _limits(schema: Schema) -> Iterator[str]:
    for keyword, text in _LIMITS.items():
        # A pattern describes the text that is sent, and callers pass a date or a time.
        if keyword == "pattern" and schema.get("format") in _PYTHON_EXAMPLES:
            continue
        if keyword in schema and not isinstance(schema[keyword], bool):
            limit = text.format(prose(str(schema[keyword])))
            yield limit.removesuffix("s") if schema[keyword] == 1 else limit


def with_python_names(text: str, names: Mapping[str, str]) -> str:
    """Replace the names of other values that a description refers to by their names in Python."""
    return re.sub(r"`([^`]+)`", lambda match: f"`{names.get(match[1], match[1])}`", text)


def _shown(example: Any, schema: Schema, direction: Direction) -> str:
    read = _PYTHON_EXAMPLES.get(schema.get("format", ""))
    if read and direction is Direction.REQUEST and isinstance(example, str):
        # A spec that was not checked may have an example of another form.
        with contextlib.suppress(ValueError, ArithmeticError):
            return repr(read(example)).removeprefix("datetime.").replace("'", '"')
    return str(example)


def documentation_of(operation: OperationNode, arguments: Iterable[str], returned: str, document: Document) -> str:
    """Return the docstring of a method.

    Args:
        operation: Its operation.
        arguments: The lines about its arguments.
        returned: The description of what it returns.
        document: The effective spec.
    """
    node = operation.node
    lines = [sentence(prose(node.get("description") or node.get("summary") or operation.id)), ""]
    if node.get("deprecated"):
        lines += ["Deprecated by the portal.", ""]
    lines += [f"`{operation.method.upper()} {prose(operation.path)}`", "", "Args:"]
    lines += [f"    {argument}" for argument in arguments]
    lines += [
        "    timeout (float | None): Seconds for each attempt as a whole, instead of the client's timeout.",
        "    max_retries (int | None): Retries after a failure that allows one, instead of the client's.",
        "    extra_headers (Mapping[str, str] | None): Headers for this call, beside the client's.",
        "",
        "Returns:",
        f"    {sentence(returned)}",
        "",
        "Raises:",
    ]
    for status, response in operation.responses.items():
        if status in _ERRORS:
            text = prose(resolve(document, response).get("description", ""))
            lines.append(f"    {_ERRORS[status]}: {sentence(f'{status}. {text}' if text else status)}")
    lines.append(
        "    APIError: The call failed in another way: connection, timeout, another status, a malformed response."
    )
    return "\n".join(lines)
