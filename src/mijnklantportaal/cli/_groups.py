"""Groups whose commands are imported only when they are used. Their help and completion need no import."""

from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """A group whose `get_command` imports or creates a command. Without a command, it shows its help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # From click 8.2 on, click treats this help as an error with exit code 2.
        super().__init__(*args, **{**kwargs, "no_args_is_help": False})

    def sections(self) -> Mapping[str, Mapping[str, str]]:
        """Return the summary of each command by its name, grouped by the titles of help sections."""
        raise NotImplementedError

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return [name for summaries in self.sections().values() for name in summaries]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with a name, or `None` if there is none."""
        raise NotImplementedError

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name.

        Raises:
            click.UsageError: There is no command with this name. The message suggests similar names.
        """
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            # Imported here, since it is seldom needed.
            from difflib import get_close_matches

            similar = get_close_matches(args[0], self.list_commands(ctx))
            alternatives = f" Did you mean {' or '.join(map(repr, similar))}?" if similar else ""
            ctx.fail(f"No such command {args[0]!r}.{alternatives}")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, or show the help if there are none."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the summaries of the commands, without importing them."""
        for title, summaries in self.sections().items():
            with formatter.section(title):
                formatter.write_dl([*summaries.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that begin with a word, without importing the commands."""
        commands = [
            CompletionItem(name, help=summary)
            for summaries in self.sections().values()
            for name, summary in summaries.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]
