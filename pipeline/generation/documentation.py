"""The docstrings of methods and fields."""

from collections.abc import Iterable

from pipeline.generation.code import prose, sentence
from pipeline.generation.schemas import Document, OperationNode, Schema, resolve

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


def description_of(schema: Schema, description: str | None = None) -> str:
    """What a reader of a docstring should know of a value: the text, the unit, the allowed values, an example."""
    text = prose(str(description or schema.get("description") or ""))
    if schema.get("format") == "decimal" and "EUR" not in text:
        text = f"{text.rstrip('.')}, in EUR." if text else "In EUR."
    text = sentence(text) if text else ""
    if schema.get("enum"):
        text += f" One of {', '.join(f'`{prose(str(value))}`' for value in schema['enum'])}."
    example = schema.get("example")
    if example is not None and not isinstance(example, list | dict):
        text += f" Example: `{prose(str(example))}`."
    return text.strip()


def documentation_of(
    operation: OperationNode, arguments: Iterable[tuple[str, str]], returned: str, document: Document
) -> str:
    """The docstring of a method.

    Args:
        operation: What it calls.
        arguments: Names and descriptions.
        returned: What it returns.
        document: The effective document.
    """
    node = operation.node
    lines = [sentence(prose(node.get("description") or node.get("summary") or operation.id)), ""]
    if node.get("deprecated"):
        lines += ["Deprecated by the portal.", ""]
    lines += [f"`{operation.method.upper()} {prose(operation.path)}`", "", "Args:"]
    lines += [f"    {name}: {description}".rstrip() for name, description in arguments]
    lines += [
        "    timeout: Seconds for this call, instead of the client's.",
        "    max_retries: Repetitions after a failure that allows one, instead of the client's.",
        "    extra_headers: Headers for this call, beside the client's.",
        "",
        "Returns:",
        f"    {sentence(returned)}",
        "",
        "Raises:",
    ]
    for status, response in node["responses"].items():
        if status in _ERRORS:
            text = prose(resolve(document, response).get("description", ""))
            lines.append(f"    {_ERRORS[status]}: {sentence(f'{status}, {text}' if text else status)}")
    lines.append("    APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.")
    return "\n".join(lines)
