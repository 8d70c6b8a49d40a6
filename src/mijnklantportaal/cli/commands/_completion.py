"""`mijnklantportaal completion`: what a shell needs to complete the command line."""

import click
from click.shell_completion import get_completion_class

_PLACES = {
    "bash": "~/.local/share/bash-completion/completions/mijnklantportaal",
    "zsh": '"${fpath[1]}/_mijnklantportaal"',
    "fish": "~/.config/fish/completions/mijnklantportaal.fish",
}


@click.command(short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice([*_PLACES]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script with which a shell completes commands, options and names of resources.

    \b
    bash: mijnklantportaal completion bash > ~/.local/share/bash-completion/completions/mijnklantportaal
    zsh:  mijnklantportaal completion zsh > "${fpath[1]}/_mijnklantportaal"
    fish: mijnklantportaal completion fish > ~/.config/fish/completions/mijnklantportaal.fish

    Shells that are open load it when they are started again.
    """
    root = context.find_root()
    name = "mijnklantportaal"
    kind = get_completion_class(shell)
    # The choices are the shells that click knows.
    assert kind is not None
    source = kind(root.command, {}, name, f"_{name}_complete".upper()).source().strip()
    comment = f"# Save this as {_PLACES[shell]}"
    if shell == "bash":
        comment += ',\n# or load it in ~/.bashrc: eval "$(mijnklantportaal completion bash)"'
    # zsh reads the first line of the file to find out which command it is for.
    head, separator, rest = source.partition("\n") if shell == "zsh" else ("", "", source)
    click.echo(f"{head}{separator}{comment}\n{rest}")
