"""The arguments and options of the command for a method, which its operation and its signature determine."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import click
from click.shell_completion import CompletionItem

from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.model import Field
from mijnklantportaal._wire.operation import Body, Location, Operation, Parameter
from mijnklantportaal._wire.parameters import header_value, path_segment, query_pairs
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.cli._texts import kebab_case, singular_option
from mijnklantportaal.cli.methods._methods import ResourceMethod
from mijnklantportaal.cli.methods._objects import ObjectParser
from mijnklantportaal.cli.methods._values import (
    STANDARD_INPUT,
    ArrayParser,
    FileParser,
    NullableParser,
    ValueParser,
    value_parser,
)

if TYPE_CHECKING:
    # In older versions of click, ParamType has no type parameter.
    AnyParamType = click.ParamType[Any]
else:
    AnyParamType = click.ParamType

# httpx refuses URLs with more than 65536 characters, and a character may take twelve.
_MAX_IN_URL = 5000


class Parsed(NamedTuple):
    """The value of an option. Without it, click could not distinguish JSON `null` from an omitted option."""

    value: Any


class SentArgument(NamedTuple):
    """An argument that a method sends."""

    name: str
    """The Python name."""
    source: Parameter | Field | None
    """The parameter or the field of the operation; `None` for a body that is a single value."""
    is_required: bool
    parser: ValueParser
    option: str
    """The name on the command line: `--customer-id`, or `CUSTOMER_ID` for a positional argument."""

    @property
    def is_positional(self) -> bool:
        """Whether the argument is a part of the path."""
        return isinstance(self.source, Parameter) and self.source.location is Location.PATH

    @property
    def is_in_body(self) -> bool:
        """Whether the argument is sent in the body."""
        return not isinstance(self.source, Parameter)

    @property
    def is_repeated(self) -> bool:
        """Whether the option is given once for each element of a list."""
        # A list of lists is given as JSON.
        is_list = isinstance(self.parser, ArrayParser) and not isinstance(self.parser.element, ArrayParser)
        return is_list and not self.is_positional

    @property
    def word_parser(self) -> ValueParser:
        """The parser for a word of the option."""
        return self.parser.element if self.is_repeated and isinstance(self.parser, ArrayParser) else self.parser

    @property
    def object_parser(self) -> ObjectParser | None:
        """The parser for the words of the option, if several words form an object; otherwise `None`."""
        parser = self.word_parser
        while isinstance(parser, NullableParser):
            parser = parser.inner
        return parser if isinstance(parser, ObjectParser) else None


def sent_arguments(method: ResourceMethod, taken: frozenset[str]) -> list[SentArgument]:
    """Return the arguments that a method sends, in the order of its signature.

    Args:
        method: The method.
        taken: The options that the command has for other purposes. An argument with such a name is `--api-NAME`.
    """
    hints = get_type_hints(method.function)
    sources = _sources(method.operation)
    arguments: list[SentArgument] = []
    for name, parameter in method.parameters.items():
        if name in sources:
            source, codec = sources[name]
            is_required = parameter.default is parameter.empty
            argument = SentArgument(name, source, is_required, value_parser(codec, hints[name]), "")
            others = {_plain_option(other) for other in sources if other != name}
            option = _option(argument, taken, others | {other.option for other in arguments})
            arguments.append(argument._replace(option=option))
    return arguments


def _option(argument: SentArgument, taken: frozenset[str], others: set[str]) -> str:
    """Return the name of an argument on the command line.

    Args:
        argument: The argument.
        taken: The options that the command has for other purposes.
        others: The options of the other arguments.
    """
    plain = _plain_option(argument.name)
    if argument.is_positional:
        return plain.removeprefix("--").replace("-", "_").upper()
    candidates = [singular_option(plain)] if argument.is_repeated and singular_option(plain) not in others else []
    candidates.append(plain)
    return next((name for name in candidates if name not in taken), f"--api-{plain.removeprefix('--')}")


def _plain_option(name: str) -> str:
    return f"--{kebab_case(name)}"


def _sources(operation: Operation[Any]) -> dict[str, tuple[Parameter | Field | None, Codec[Any]]]:
    """Return the parameter or field of each argument, and its codec, by Python name."""
    sources: dict[str, tuple[Parameter | Field | None, Codec[Any]]] = {}
    for parameter in operation.parameters:
        sources[parameter.name] = (parameter, parameter.codec)
    if isinstance(operation.body, Body):
        for field in operation.body.fields:
            sources[field.name] = (field, field.codec)
    elif operation.body is not None:
        sources[operation.body.name] = (None, operation.body.codec)
    return sources


def parameter_name(name: str) -> str:
    """Return the name of the click parameter for an argument, which differs from those of other options."""
    return f"sent_{name}"


def click_parameters(arguments: list[SentArgument], texts: Mapping[str, str]) -> Iterator[click.Parameter]:
    """Yield the arguments and options of a command.

    Args:
        arguments: The arguments that the command sends.
        texts: The help texts of the arguments, by Python name.
    """
    for argument in arguments:
        kind = ValueType(argument)
        if argument.is_positional:
            yield click.Argument([parameter_name(argument.name)], type=kind, metavar=argument.option)
            continue
        help = " ".join(filter(None, (texts.get(argument.name, ""), argument.word_parser.note)))
        if argument.is_repeated:
            help = f"{help} May be given several times."
        if argument.is_required:
            help = f"{help} [required]"
        yield _click_option(argument, kind, help)


def _click_option(argument: SentArgument, kind: "ValueType", help: str) -> click.Option:
    names = [parameter_name(argument.name), argument.option]
    if argument.parser.metavar == "[true|false]" and not isinstance(argument.parser, NullableParser):
        names[1] += f"/--no-{argument.option.removeprefix('--')}"
        return click.Option(names, default=None, help=help, show_default=False, callback=_parsed_flag)
    return click.Option(
        names, type=kind, multiple=argument.is_repeated, metavar=argument.word_parser.metavar, help=help
    )


def _parsed_flag(context: click.Context, option: click.Parameter, value: bool | None) -> Parsed | None:
    return None if value is None else Parsed(value)


class ValueType(AnyParamType):
    """The click type of an argument.

    Args:
        argument: The argument.
    """

    name = "value"

    def __init__(self, argument: SentArgument) -> None:
        self._argument = argument

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value of a word as a `Parsed`."""
        if not isinstance(value, str):
            return value
        parser = self._argument.word_parser
        object_parser = self._argument.object_parser
        try:
            if object_parser is not None and len(words := joined_words(value)) > 1:
                return Parsed(object_parser.parse_words(words))
            parsed = parser.parse_text(value)
            check_parameter(self._argument, parsed)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return Parsed(parsed)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the values that begin with a word, or make the shell complete the name of a file."""
        parser = self._argument.word_parser
        if isinstance(parser, FileParser):
            return [CompletionItem(incomplete, type="file")]
        words = parser.choices
        if object_parser := self._argument.object_parser:
            words = tuple(f"{name}=" for name in object_parser.field_names)
        return [CompletionItem(word) for word in words if word.casefold().startswith(incomplete.casefold())]


def check_parameter(argument: SentArgument, value: Any) -> None:
    """Check that the value of a parameter can be sent in the URL or a header.

    Raises:
        ValueError: The value cannot be sent. The message refers to it as "the value".
    """
    source = argument.source
    if not isinstance(source, Parameter) or value is STANDARD_INPUT:
        return
    if isinstance(value, str) and len(value) > _MAX_IN_URL:
        raise ValueError(f"the value must have at most {_MAX_IN_URL} characters, since it is in the URL or a header")
    parameter = source._replace(name="the value")
    value = [value] if argument.is_repeated else value
    serialized = parameter.codec.serialize(value, parameter.name, SerializeOptions())
    if parameter.location is Location.PATH:
        path_segment(parameter, serialized)
    elif parameter.location is Location.QUERY:
        query_pairs(parameter, serialized)
    else:
        header_value(parameter, serialized)


def joined_words(value: str) -> list[str]:
    """Return the words that `join_words` joined; a text that was not joined is a single word."""
    return value.split("\0")


def join_words(words: list[str]) -> str:
    """Join words with NUL, which no word contains, since a click option takes one word."""
    return "\0".join(words)
