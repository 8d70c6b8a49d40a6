"""`mijnklantportaal completion`: shell completion scripts."""

import click
from click.shell_completion import get_completion_class

from mijnklantportaal.cli._warnings import PROGRAM

_PATHS = {
    "bash": "~/.local/share/bash-completion/completions/mijnklantportaal",
    "zsh": '"${fpath[1]}/_mijnklantportaal"',
    "fish": "~/.config/fish/completions/mijnklantportaal.fish",
}


@click.command()
@click.argument("shell", metavar="SHELL", type=click.Choice([*_PATHS]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for a SHELL (bash, zsh or fish), for commands, options and names of resources.

    \b
    bash: mijnklantportaal completion bash > ~/.local/share/bash-completion/completions/mijnklantportaal
    zsh:  mijnklantportaal completion zsh > "${fpath[1]}/_mijnklantportaal"
    fish: mijnklantportaal completion fish > ~/.config/fish/completions/mijnklantportaal.fish

    A shell loads the script when it starts.
    """
    root = context.find_root()
    kind = get_completion_class(shell)
    # click supports all of the choices.
    assert kind is not None
    source = kind(root.command, {}, PROGRAM, f"_{PROGRAM}_complete".upper()).source().strip()
    comment = f"# Save this as {_PATHS[shell]}"
    if shell == "bash":
        comment += ',\n# or load it in ~/.bashrc: eval "$(mijnklantportaal completion bash)"'
    # The first line of a zsh script names the command that it completes.
    head, separator, rest = source.partition("\n") if shell == "zsh" else ("", "", source)
    click.echo(f"{head}{separator}{comment}\n{rest}")
