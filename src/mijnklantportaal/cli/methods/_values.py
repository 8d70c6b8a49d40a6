"""Parses the text of an option, or a value in a JSON body, to the value of an argument.

Parsers raise a ValueError for text that is not valid. Its message refers to the value of an option as "the value".
"""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin

from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.parsing import DEVIATIONS, refuse_deviation
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.types import Unset

T = TypeVar("T")

NULL = "null"
"""The text for JSON `null`, if the spec allows it."""
STANDARD_INPUT = object()
"""A placeholder for the content of standard input, which is read when the request is made."""

_JSON_NAMES = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", NoneType: "null"}


class ValueParser:
    """Parses one kind of value. The base class parses JSON, for values without another form on the command line.

    Args:
        codec: The codec of the value.
    """

    metavar = "JSON"
    """The name of the value in the help."""
    choices: tuple[str, ...] = ()
    """All allowed values, if the spec lists them."""

    def __init__(self, codec: Codec[Any]) -> None:
        self.codec = codec

    @property
    def note(self) -> str:
        """A sentence on the form of the value for the help, if the metavar does not show it."""
        return ""

    def parse_text(self, text: str) -> Any:
        """Return the value in a text.

        Raises:
            ValueError: The text is not valid.
        """
        return self.parse_json(load_json(text), "the value")

    def parse_json(self, value: Any, subject: str) -> Any:
        """Return the value in a JSON value.

        Raises:
            ValueError: The value deviates from the spec, or cannot be sent. The message begins with `subject`.
        """
        try:
            parsed = self.codec.parse(value, refuse_deviation, None)
        except DEVIATIONS:
            received = _JSON_NAMES.get(type(value), "a number")
            shown = f"the text {value!r}" if isinstance(value, str) else received
            raise ValueError(f"{subject} must be {_with_article(self.codec.expected)}, not {shown}") from None
        return self.checked(parsed, subject)

    def checked(self, value: T, name: str) -> T:
        """Check that a value can be sent, and return it.

        Raises:
            ValueError: The value cannot be sent. The message refers to it as `name`.
        """
        try:
            self.codec.serialize(value, name, SerializeOptions())
        except TypeError as error:
            raise ValueError(str(error)) from None
        return value


class _TextParser(ValueParser):
    """Parses a text with a function."""

    def __init__(self, codec: Codec[Any], metavar: str, convert: Callable[[str], Any], must_be: str) -> None:
        super().__init__(codec)
        self.metavar = metavar
        self._convert = convert
        self._must_be = must_be

    def parse_text(self, text: str) -> Any:
        try:
            value = self._convert(text)
        except DEVIATIONS:
            raise ValueError(f"the value must be {self._must_be}, not {text!r}") from None
        return self.checked(value, "the value")


class _ChoiceParser(ValueParser):
    """Parses one of the values that the spec lists, ignoring case."""

    def __init__(self, codec: Codec[Any], values: Sequence[Any]) -> None:
        super().__init__(codec)
        self._values = values
        self.choices = tuple(map(str, values))
        metavar = f"[{'|'.join(self.choices)}]"
        # The description in the spec lists the values, too.
        self.metavar = metavar if len(metavar) < 50 else "VALUE"

    def parse_text(self, text: str) -> Any:
        exact = [value for value in self._values if str(value) == text]
        matches = exact or [value for value in self._values if str(value).casefold() == text.casefold()]
        if len(matches) != 1:
            raise ValueError(f"the value must be {_alternatives(self.choices)}, not {text!r}")
        return matches[0]

    def parse_json(self, value: Any, subject: str) -> Any:
        parsed = super().parse_json(value, subject)
        if parsed not in self._values:
            raise ValueError(f"{subject} must be {_alternatives(self.choices)}, not {parsed!r}")
        return parsed


class NullableParser(ValueParser):
    """Parses a value that may be null."""

    def __init__(self, codec: Codec[Any], inner: ValueParser) -> None:
        super().__init__(codec)
        self.inner = inner
        self.choices = (*inner.choices, NULL) if inner.choices else ()
        self.metavar = inner.metavar

    @property
    def note(self) -> str:
        """A sentence on the form of the value for the help."""
        return f"{self.inner.note} `{NULL}` means no value.".lstrip()

    def parse_text(self, text: str) -> Any:
        return None if text == NULL else self.inner.parse_text(text)

    def parse_json(self, value: Any, subject: str) -> Any:
        return None if value is None else self.inner.parse_json(value, subject)


class FileParser(ValueParser):
    """Parses the path of a readable file."""

    metavar = "FILE"

    @property
    def note(self) -> str:
        """A sentence on the form of the value for the help."""
        return "The path of a file, or `-` for standard input."

    def parse_text(self, text: str) -> Any:
        if text == "-":
            return STANDARD_INPUT
        if not text or "\0" in text or not os.path.exists(text):
            raise ValueError(f"the value must be a file that exists, not {text!r}")
        if os.path.isdir(text):
            raise ValueError(f"the value must be a file, not the folder {text!r}")
        if not os.access(text, os.R_OK):
            raise ValueError(f"the value must be a file that you may read, not {text!r}")
        return text

    def parse_json(self, value: Any, subject: str) -> Any:
        raise ValueError(f"{subject} must not be in JSON, since it is a file: use its option")


class ArrayParser(ValueParser):
    """Parses a JSON array. As an argument, it has an option that is repeated for each element."""

    def __init__(self, codec: Codec[Any], element: ValueParser) -> None:
        super().__init__(codec)
        self.element = element

    def parse_json(self, value: Any, subject: str) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{subject} must be an array, not {_JSON_NAMES.get(type(value), 'a number')}")
        return [self.element.parse_json(element, f"{subject}[{index}]") for index, element in enumerate(value)]


def value_parser(codec: Codec[Any], hint: Any) -> ValueParser:
    """Return the parser for the values of a codec.

    Args:
        codec: The codec.
        hint: The Python type of the value, with the values that the spec lists.
    """
    if isinstance(codec, codecs.Nullable):
        return NullableParser(codec, value_parser(codec._codec, hint))
    if isinstance(codec, codecs.Array):
        return ArrayParser(codec, value_parser(codec._codec, _element_hint(hint)))
    if isinstance(codec, codecs.File):
        return FileParser(codec)
    if isinstance(codec, codecs.Object):
        # Imported here, since it imports this module.
        from mijnklantportaal.cli.methods._objects import ObjectParser

        return ObjectParser(codec)
    if values := _named_values(hint):
        return _ChoiceParser(codec, values)
    if isinstance(codec, codecs.Integer):
        return _TextParser(codec, "INTEGER", _integer, "an integer")
    return _TextParser(codec, *_TEXTS[codec]) if codec in _TEXTS else ValueParser(codec)


def load_json(text: str | bytes) -> Any:
    """Parse JSON, with numbers that have a fraction as `Decimal`.

    Raises:
        ValueError: The text is not valid JSON, or an object has a key more than once.
    """
    try:
        return json.loads(
            text,
            parse_int=_integer_of_json,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object_without_duplicates,
        )
    except json.JSONDecodeError as error:
        problem = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise ValueError(f"the value must be valid JSON ({problem})") from None
    except UnicodeDecodeError:
        raise ValueError("the value must be valid JSON in UTF-8") from None
    except RecursionError:
        raise ValueError("the value must be JSON with fewer levels of nesting") from None


def _integer_of_json(text: str) -> int:
    # `int` raises for thousands of digits, with a message for programmers.
    if len(text) > 1000:
        raise ValueError("the value must be JSON with integers of at most 1000 digits")
    return int(text)


def _refuse_constant(text: str) -> None:
    raise ValueError(f"the value must be valid JSON, which has no {text}")


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    items = dict(pairs)
    if len(items) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the value must be JSON without repeated keys, but has {twice!r} twice")
    return items


def _named_values(hint: Any) -> list[Any]:
    """Return the only values that a type allows; an empty list if it allows others."""
    if get_origin(hint) is Literal:
        return [*get_args(hint)]
    parts = [part for part in get_args(hint) if part not in (NoneType, Unset)]
    # `Literal["days", "months"] | str` allows any text.
    if len(parts) == 1 and get_origin(parts[0]) is Literal:
        return [*get_args(parts[0])]
    return []


def _element_hint(hint: Any) -> Any:
    """Return the type of the elements of a list."""
    if isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Sequence):
        return get_args(hint)[0]
    return next((element for part in get_args(hint) if (element := _element_hint(part)) is not None), None)


def _with_article(expected: str) -> str:
    return f"{'an' if expected[0] in 'aeiou' else 'a'} {expected}"


def _alternatives(choices: Sequence[str]) -> str:
    *others, last = map(repr, choices)
    return f"{', '.join(others)} or {last}" if others else last


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,100}", text):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text):
        raise ValueError
    return float(text)


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _time(text: str) -> datetime:
    # `fromisoformat` would parse a date without a time as midnight.
    if not re.match(r"[^T ]+[T ]", text):
        raise ValueError
    return datetime.fromisoformat(text)


_TIME_FORM = "a date and a time such as '2024-05-11 12:59'"
# The metavar, the function, and the text after "must be" in messages.
_TEXTS: Mapping[Codec[Any], tuple[str, Callable[[str], Any], str]] = {
    codecs.STRING: ("TEXT", str, "text"),
    codecs.NUMBER: ("NUMBER", _number, "a number with a decimal point"),
    codecs.BOOLEAN: ("[true|false]", _boolean, "'true' or 'false'"),
    codecs.MONEY: ("AMOUNT", codecs.MONEY.parse_strict, "an amount with a decimal point, such as 12.95"),
    codecs.DATE: ("YYYY-MM-DD", codecs.DATE.parse_strict, "a date such as '2024-04-30'"),
    codecs.LOCAL_DATE_TIME: ("TIME", _time, _TIME_FORM),
    codecs.LOCAL_MINUTE: ("TIME", _time, _TIME_FORM),
    codecs.DATE_TIME: ("TIME", _time, _TIME_FORM),
}
