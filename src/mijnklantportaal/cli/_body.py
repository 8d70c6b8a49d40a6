"""The option `--body`: the fields of a request body as JSON, with the keys of the portal."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from mijnklantportaal._wire.model import Field
from mijnklantportaal.cli._arguments import SentArgument
from mijnklantportaal.cli._objects import fields_of_json
from mijnklantportaal.cli._values import load_json


def body_arguments(path: str, arguments: Sequence[SentArgument], context: click.Context) -> dict[str, Any]:
    """Return the arguments that a file has, by their names in Python.

    Args:
        path: The path of the file, or `-` for standard input.
        arguments: The arguments of the method.
        context: The context of the command.

    Raises:
        click.UsageError: The content is not valid.
        OSError: The file cannot be read.
    """
    content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    in_body = [argument for argument in arguments if argument.is_in_body]
    try:
        value = load_json(content)
        whole = next((argument for argument in in_body if argument.source is None), None)
        if whole is not None:
            return {whole.name: whole.parser.parse_json(value, "the body")}
        fields = [argument.source for argument in in_body if isinstance(argument.source, Field)]
        return fields_of_json(fields, {argument.name: argument.parser for argument in in_body}, value, "the body")
    except ValueError as error:
        message = str(error)
        message = f"it {message}" if message.startswith("must ") else message
        raise click.UsageError(f"Invalid value for '--body': {message}", context) from None
