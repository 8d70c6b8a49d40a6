"""The docstrings of methods, classes and fields."""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from pydantic import JsonValue

from pipeline.api import Argument, Content, Enum, Field, Kind, Method, Model, Response, Type
from pipeline.python_types import annotation, argument_annotation, short
from pipeline.render.arguments import sends_files
from pipeline.render.code import prose, sentence
from pipeline.render.results import result_annotation

_DEPRECATED = "Deprecated by the portal."
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
_PAGE = "The requested page; by default, the first page. Iterating over it yields the items of all pages from there on."
_ASYNC_PAGE = (
    "A list: `await` it to get the requested page, by default the first one, or use `async for` to get all items."
)

_PROGRESS = (
    "    progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with each"
    " `Progress`."
)
_DOWNLOAD_ARGUMENTS = (
    "    to (DownloadTarget): The path of the file, an existing folder, or a binary file object. In a folder, the file"
    " gets the name that the server sends.",
    "    overwrite (bool): Whether an existing file is replaced.",
    "    max_size (int | None): The largest size of the file in bytes; by default 2 GiB.",
)
_DOWNLOAD_ERRORS = (
    "    DownloadError: The file could not be downloaded from its link.",
    "    FileExistsError: The file exists, and `overwrite` is `False`.",
    "    OSError: The file cannot be written.",
)

_DOWNLOADED = "The path and the size of the file, and the name and the media type that the server sent."

# Functions that convert the text of an example in the spec to its value in Python.
_PYTHON_EXAMPLES: dict[Kind, Callable[[str], object]] = {
    Kind.DATE: date.fromisoformat,
    Kind.DECIMAL: Decimal,
    Kind.LOCAL_DATE_TIME: datetime.fromisoformat,
    Kind.LOCAL_MINUTE: datetime.fromisoformat,
}
# A pattern describes the text that is sent, but callers pass a date or a time.
_KINDS_WITHOUT_PATTERN = {*_PYTHON_EXAMPLES, Kind.DATE_TIME}
# The keywords of JSON Schema that limit a value, and how a docstring states them.
_LIMITS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} keys",
    "maxProperties": "at most {} keys",
    "pattern": "must match `{}`",
}


def class_documentation(node: Model | Enum) -> str:
    """Return the docstring of the class of a model, or of the alias of an enumeration."""
    default = node.name if isinstance(node, Model) else "The values that the spec lists"
    text = sentence(prose(node.description or default))
    return f"{text} {_DEPRECATED}" if node.is_deprecated else text


def field_documentation(field: Field, model: Model) -> str:
    """Return the docstring of a field."""
    return _value_documentation(field, model.fields, is_sent=model.is_sent)


def argument_documentation(argument: Argument, method: Method) -> str:
    """Return the docstring of a key in the `TypedDict` of a method's arguments."""
    return _value_documentation(argument, method.arguments, is_sent=True)


def method_documentation(method: Method, *, is_async: bool) -> str:
    """Return the docstring of a method."""
    summary = method.description or str(method.wording.get("summary") or method.operation_id)
    lines = [sentence(prose(summary)), ""]
    if method.link_method:
        lines = [f"Download the file that `{method.link_method}` returns a link to.", ""]
    if method.is_deprecated:
        lines += [_DEPRECATED, ""]
    lines += [prose(f"`{method.http_method} {method.path}`"), "", "Args:"]
    for argument in (*method.positional, *method.keyword_only):
        lines.append(f"    {_argument_documentation(argument, method)}")
    lines += [*_DOWNLOAD_ARGUMENTS] if method.link_method else []
    if shows_progress(method):
        lines.append(_PROGRESS)
    lines += [
        f"    timeout (float | None): Seconds {_timed(method)}, instead of the client's timeout.",
        "    max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.",
        "    extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.",
        "    max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.",
        "",
        "Returns:",
        f"    {_DOWNLOADED if method.link_method else _result_documentation(method.successes, is_async=is_async)}",
        "",
        "Raises:",
    ]
    for response in method.responses:
        if response.status in _ERRORS:
            text = prose(response.description)
            # Markdown would read `401. ` as the number of a list item.
            status = f"Status {response.status}" + (f". {text}" if text else "")
            lines.append(f"    {_ERRORS[response.status]}: {sentence(status)}")
    lines.append(
        "    APIError: The call failed for another reason: connection, timeout, another status, a malformed response."
    )
    lines += _DOWNLOAD_ERRORS if method.link_method else ()
    return "\n".join(lines)


def _timed(method: Method) -> str:
    if method.link_method:
        return "for each attempt to get the link, and for the longest time without data of the file"
    return "for each attempt"


def shows_progress(method: Method) -> bool:
    """Return whether a method has the argument `progress`: it returns a page, sends files or downloads a file."""
    is_paginated = any(response.content is Content.PAGE for response in method.successes)
    return is_paginated or sends_files(method) or bool(method.link_method)


def _argument_documentation(argument: Argument, method: Method) -> str:
    # As in the signature, in which these two modules keep their names.
    kind = short(re.sub(r"\b_(datetime|models)\.", r"\1.", argument_annotation(argument.type)))
    suffix = "" if argument.is_required else ", optional"
    return f"{argument.name} ({prose(kind)}{suffix}): {argument_documentation(argument, method)}"


def _result_documentation(successes: list[Response], *, is_async: bool) -> str:
    if any(response.content is Content.PAGE for response in successes):
        return _ASYNC_PAGE if is_async else _PAGE
    if not successes:
        return "Nothing."
    first, *others = successes
    if first.content is Content.NOTHING:
        return sentence(prose(first.description) or "Nothing")
    sentences = [sentence(prose(first.description) or "The content of the response")]
    sentences += [
        sentence(prose(f"`{short(result_annotation(other))}` for the status {other.status}: {other.description}"))
        for other in others
    ]
    return " ".join(sentences)


def _value_documentation(value: Argument | Field, neighbors: Iterable[Argument | Field], *, is_sent: bool) -> str:
    keywords, wording = {**value.type.keywords, **value.keywords}, {**value.type.wording, **value.wording}
    # Parameters in two locations may have the same name in the spec.
    names = {neighbor.key: neighbor.name for neighbor in (*neighbors, value)}
    sentences = [_description(value, names, is_sent=is_sent)]
    if is_sent and value.type.kind in (Kind.LOCAL_DATE_TIME, Kind.LOCAL_MINUTE):
        sentences.append("In the portal's time zone; the client converts an aware time.")
    sentences += [f"{text[0].upper()}{text[1:]}." for text in _constraints(value.type)]
    default, example = keywords.get("default"), wording.get("example")
    if default is not None:
        sentences.append(f"Default: `{prose(_example(default, value.type, is_sent=is_sent))}`.")
    if value.is_deprecated or value.type.is_deprecated:
        sentences.append(_DEPRECATED)
    if example is not None and not isinstance(example, list | dict):
        sentences.append(f"Example: `{prose(_example(example, value.type, is_sent=is_sent))}`.")
    return " ".join(sentences)


def _description(value: Argument | Field, names: Mapping[str, str], *, is_sent: bool) -> str:
    default = f"`{value.key or value.name}` of the {'request' if is_sent else 'response'}"
    text = prose(value.description or value.type.description or default)
    if value.type.kind is Kind.DECIMAL and "EUR" not in text:
        text = f"{text.rstrip('.')}, in EUR"
    # The description may refer to other values, by their names in the spec.
    return sentence(re.sub(r"`([^`]+)`", lambda match: f"`{names.get(match[1], match[1])}`", text))


def _constraints(value: Type) -> Iterator[str]:
    """Yield the constraints of a type, each as a sentence without its capital letter and period."""
    if value.values:
        values = ", ".join(f"`{prose(str(allowed))}`" for allowed in value.values)
        yield f"one of {values}" if len(value.values) > 1 else f"always {values}"
    for keyword, text in _LIMITS.items():
        limit = value.keywords.get(keyword)
        if limit is None or isinstance(limit, bool) or (keyword == "pattern" and value.kind in _KINDS_WITHOUT_PATTERN):
            continue
        constraint = text.format(prose(str(limit)))
        yield constraint.removesuffix("s") if limit == 1 else constraint
    if value.keywords.get("uniqueItems"):
        yield "no duplicate items"
    if value.discriminator:
        classes = (
            f"`{prose(name)}` means `{short(annotation(value.members[index], is_sent=True))}`"
            for name, index in value.discriminator.mapping.items()
        )
        yield f"the property `{prose(value.discriminator.key)}` names the class: {', '.join(classes)}"
    parts = [(f"as `{short(annotation(member, is_sent=True))}`", member) for member in value.members]
    parts += [(f"each {'item' if value.kind is Kind.LIST else 'value'}", value.items)] if value.items else []
    for name, part in parts:
        if inner := [*_constraints(part), *(["deprecated by the portal"] if part.is_deprecated else [])]:
            yield f"{name}: {', '.join(inner)}"


def _example(value: JsonValue, type_: Type, *, is_sent: bool) -> str:
    read = _PYTHON_EXAMPLES.get(type_.kind)
    if read and is_sent and isinstance(value, str):
        # A spec that was not checked may have an example in another form.
        with contextlib.suppress(ValueError, ArithmeticError):
            return repr(read(value)).removeprefix("datetime.").replace("'", '"')
    return str(value)
