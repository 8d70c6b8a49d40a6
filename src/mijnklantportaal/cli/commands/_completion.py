"""`mijnklantportaal completion`: the script with which a shell completes the command line."""

import click
from click.shell_completion import get_completion_class

from mijnklantportaal.cli._warnings import PROGRAM

_PLACES = {
    "bash": "~/.local/share/bash-completion/completions/mijnklantportaal",
    "zsh": '"${fpath[1]}/_mijnklantportaal"',
    "fish": "~/.config/fish/completions/mijnklantportaal.fish",
}


@click.command()
@click.argument("shell", metavar="SHELL", type=click.Choice([*_PLACES]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script with which a SHELL (bash, zsh or fish) completes commands, options and names of resources.

    \b
    bash: mijnklantportaal completion bash > ~/.local/share/bash-completion/completions/mijnklantportaal
    zsh:  mijnklantportaal completion zsh > "${fpath[1]}/_mijnklantportaal"
    fish: mijnklantportaal completion fish > ~/.config/fish/completions/mijnklantportaal.fish

    A shell loads the script when it starts.
    """
    root = context.find_root()
    kind = get_completion_class(shell)
    # The choices are the shells that click knows.
    assert kind is not None
    source = kind(root.command, {}, PROGRAM, f"_{PROGRAM}_complete".upper()).source().strip()
    comment = f"# Save this as {_PLACES[shell]}"
    if shell == "bash":
        comment += ',\n# or load it in ~/.bashrc: eval "$(mijnklantportaal completion bash)"'
    # zsh reads in the first line for which command the file is.
    head, separator, rest = source.partition("\n") if shell == "zsh" else ("", "", source)
    click.echo(f"{head}{separator}{comment}\n{rest}")
