"""Options that take several words, which click lacks: `--line description=Hosting amount-excl-vat=12.50`."""

from collections.abc import Mapping, Sequence

import click

from mijnklantportaal.cli.methods._arguments import join_words
from mijnklantportaal.cli.methods._objects import ObjectParser


def join_objects(
    command: click.Command, context: click.Context, words: Sequence[str], objects: Mapping[str, ObjectParser]
) -> list[str]:
    """Return the words of a command line, with the words of each object joined to one word.

    Args:
        command: The command.
        context: The context of the command.
        words: The words after the name of the command.
        objects: The parsers of the options that take objects, by option.

    Raises:
        click.UsageError: A word after an object looks like a field, but the object has no such field.
    """
    takes_value = {
        name
        for option in command.get_params(context)
        if isinstance(option, click.Option) and not option.is_flag and not option.count
        for name in option.opts
    }
    joined: list[str] = []
    rest = [*words]
    while rest:
        word = rest.pop(0)
        if word == "--":
            return [*joined, word, *rest]
        name, equals, first = word.partition("=")
        if name in objects:
            taken = [first] if equals else rest[:1]
            rest = rest if equals else rest[1:]
            while rest and objects[name].is_assignment(rest[0]):
                taken.append(rest.pop(0))
            if rest and not context.resilient_parsing:
                _check_next(context, name, objects[name], rest[0])
            joined += [name, join_words(taken)] if taken else [name]
        else:
            joined.append(word)
            # The value of another option may look like an option.
            if word in takes_value and rest:
                joined.append(rest.pop(0))
    return joined


def _check_next(context: click.Context, option: str, parser: ObjectParser, word: str) -> None:
    name, equals, _ = word.partition("=")
    if equals and name.replace("-", "").replace("_", "").isalnum() and not name.startswith("-"):
        raise click.UsageError(
            f"Invalid value for '{option}': {word!r} is not a valid field: choose from {', '.join(parser.field_names)}",
            context,
        )
