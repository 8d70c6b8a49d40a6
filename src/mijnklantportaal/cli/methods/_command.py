"""The command for a method of a resource."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from mijnklantportaal._wire.containers import Array, Items, Object, PageOf
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.operation import Operation
from mijnklantportaal.cli._errors import RefusedDataError, existing_file_error
from mijnklantportaal.cli._session import Session, pass_session
from mijnklantportaal.cli.methods._arguments import SentArgument, click_parameters, sent_arguments
from mijnklantportaal.cli.methods._documentation import method_documentation, with_option_names
from mijnklantportaal.cli.methods._greedy import join_objects
from mijnklantportaal.cli.methods._input import given_arguments
from mijnklantportaal.cli.methods._methods import ResourceMethod
from mijnklantportaal.cli.methods._options import CALL_OPTIONS, changes_data, own_options
from mijnklantportaal.cli.output._output import (
    OutputOptions,
    check_columns,
    output_options,
    write_object,
    write_objects,
)
from mijnklantportaal.errors import UnprocessableEntityError
from mijnklantportaal.pagination import Page
from mijnklantportaal.types import UNSET


class MethodCommand(click.Command):
    """The command for a method.

    Args:
        name: The name of the command.
        method: The method.
    """

    def __init__(self, name: str, method: ResourceMethod) -> None:
        @output_options
        @pass_session
        def callback(session: Session, /, output: OutputOptions, **options: Any) -> None:
            _run(method, self._arguments, session, output, options)

        documentation = method_documentation(method.function)
        options = [*own_options(method, documentation), *reversed(getattr(callback, "__click_params__", []))]
        taken = {"--help", *(name for option in options for name in option.opts)}
        self._arguments = sent_arguments(method, frozenset(taken))
        names = {argument.name: argument.option for argument in self._arguments}
        texts = documentation.arguments
        self._texts = {name: with_option_names(text, names) for name, text in texts.items()}
        help = documentation.text
        if documentation.returns and not method.operation.is_paginated:
            # For a list, this text describes Python objects for pages.
            help = f"{help}\n\nReturns: {documentation.returns}"
        sent = click_parameters(self._arguments, self._texts)
        super().__init__(
            name,
            callback=callback,
            params=[*sent, *options],
            help=with_option_names(help, names),
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words of a command line, several of which may form an object."""
        objects = {argument.option: parser for argument in self._arguments if (parser := argument.object_parser)}
        return super().parse_args(ctx, join_objects(self, ctx, args, objects) if objects else args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the positional arguments, which click omits, and of the options."""
        positional = [argument for argument in self._arguments if argument.is_positional]
        if positional:
            with formatter.section("Arguments"):
                formatter.write_dl([(argument.option, self._texts.get(argument.name, "")) for argument in positional])
        super().format_options(ctx, formatter)


def _run(
    method: ResourceMethod,
    sent: Sequence[SentArgument],
    session: Session,
    output: OutputOptions,
    options: Mapping[str, Any],
) -> None:
    if not method.is_download:
        check_columns(_model(method.operation), output)
    arguments = given_arguments(sent, options)
    if options.get("dry_run"):
        # Imported here, since it is needed with `--dry-run` only.
        from mijnklantportaal.cli.methods._dry_run import request_text

        every = {name: arguments.get(name, UNSET) for name in method.argument_names}
        click.echo(request_text(method.operation, every, session.server()))
        return
    if changes_data(method) and not options["yes"]:
        _confirm(method, arguments)
    call = arguments | {name: options[name] for name in CALL_OPTIONS}
    if "progress" in options:
        call["progress"] = options["progress"]
    if method.is_download:
        call |= {name: options[name] for name in ("overwrite", "max_size")}
        call["to"] = sys.stdout.buffer if options["to"] == "-" else options["to"]
    function = getattr(getattr(session.client(), method.resource), method.function.__name__)
    try:
        result = function(**call)
    except FileExistsError as error:
        raise existing_file_error(error) from None
    except UnprocessableEntityError as error:
        raise RefusedDataError(error, {argument.name: argument.option for argument in sent}) from error
    if options.get("to") != "-":
        _write(result, method.operation, output, fetches_all=options.get("all", False))


def _confirm(method: ResourceMethod, arguments: Mapping[str, Any]) -> None:
    """Ask the user to confirm the call, if standard input and standard output are terminals.

    Raises:
        click.ClickException: The user did not confirm.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    operation = method.operation
    prepared = operation.prepare({name: arguments.get(name, UNSET) for name in method.argument_names})
    summary = method_documentation(method.function).summary.rstrip(".")
    if not click.confirm(f"{summary}: {operation.method} {prepared.path}?", err=True):
        raise click.ClickException("nothing was sent, since you did not confirm")


def _model(operation: Operation[Any]) -> type[Model] | None:
    """Return the model of the objects that an operation returns, or `None` if it returns none."""
    response = operation.response
    items = response._items if isinstance(response, Items | PageOf) else response
    codec = items._codec if isinstance(items, Array) else items
    return codec._model if isinstance(codec, Object) else None


def _write(result: Any, operation: Operation[Any], output: OutputOptions, *, fetches_all: bool) -> None:
    if isinstance(result, Page):
        write_objects(result if fetches_all else result.data, _model(operation), output)
    elif isinstance(result, list):
        write_objects(result, _model(operation), output)
    elif isinstance(result, bytes):
        sys.stdout.buffer.write(result)
    else:
        write_object(result, output)
