"""The arguments of a call, from options and from a JSON body. Options take precedence over the body."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from mijnklantportaal._wire.model import Field
from mijnklantportaal.cli._streams import standard_input
from mijnklantportaal.cli.methods._arguments import Parsed, SentArgument, parameter_name
from mijnklantportaal.cli.methods._objects import fields_of_json
from mijnklantportaal.cli.methods._values import STANDARD_INPUT, FileParser, load_json
from mijnklantportaal.types import Upload


def given_arguments(sent: Sequence[SentArgument], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call, by Python name.

    Args:
        sent: The arguments that the method sends.
        options: The values that click parsed, by the names of its parameters.

    Raises:
        click.UsageError: An argument is missing or not valid.
        OSError: The body cannot be read.
    """
    context = click.get_current_context()
    body: str | None = options.get("body")
    options_of_arguments = {argument.name: options[parameter_name(argument.name)] for argument in sent}
    given = {name: value for name, value in options_of_arguments.items() if value is not None and value != ()}
    readers = [
        argument.option
        for argument in sent
        for value in _values(given.get(argument.name))
        if value.value is STANDARD_INPUT
    ]
    if len(readers) + (body == "-") > 1:
        names = ", ".join(sorted({*readers, *(["--body"] if body == "-" else [])}))
        raise click.UsageError(f"Standard input must be given only once, but is given several times: {names}", context)
    arguments = {} if body is None else _body_arguments(body, sent, context)
    for name, value in given.items():
        arguments[name] = (
            _content(value.value) if isinstance(value, Parsed) else [_content(each.value) for each in value]
        )
    missing = [argument for argument in sent if argument.is_required and argument.name not in arguments]
    if missing:
        raise click.UsageError(_missing_text(missing), context)
    return arguments


def _body_arguments(path: str, arguments: Sequence[SentArgument], context: click.Context) -> dict[str, Any]:
    """Return the arguments in a JSON file, by Python name.

    Args:
        path: The path of the file, or `-` for standard input.
        arguments: The arguments of the method.
        context: The context of the command.

    Raises:
        click.UsageError: The content is not valid.
        OSError: The file cannot be read.
    """
    content = standard_input() if path == "-" else Path(path).read_bytes()
    in_body = [argument for argument in arguments if argument.is_in_body]
    try:
        value = load_json(content)
        whole = next((argument for argument in in_body if argument.source is None), None)
        if whole is not None:
            return {whole.name: whole.parser.parse_json(value, "the body")}
        fields = [argument.source for argument in in_body if isinstance(argument.source, Field)]
        return fields_of_json(fields, {argument.name: argument.parser for argument in in_body}, value, "the body")
    except ValueError as error:
        raise click.UsageError(f"Invalid value for '--body': {error}", context) from None


def _missing_text(missing: Sequence[SentArgument]) -> str:
    *others, last = (f"'{argument.option}'" for argument in missing)
    names = f"options {', '.join(others)} and {last}" if others else f"option {last}"
    in_json = [
        argument for argument in missing if argument.is_in_body and not isinstance(argument.word_parser, FileParser)
    ]
    return f"Missing {names}" + (", or '--body'" if in_json else "")


def _values(value: Any) -> Iterator[Parsed]:
    if isinstance(value, Parsed):
        yield value
    elif value is not None:
        yield from value


def _content(value: Any) -> Any:
    return Upload(standard_input()) if value is STANDARD_INPUT else value
