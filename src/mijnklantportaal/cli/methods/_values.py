"""Parses the text of an option, or a value of a JSON body, to the value of an argument."""

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
"""The text for JSON `null`, where the spec allows it."""
STANDARD_INPUT = object()
"""Stands for the content of standard input, which is read when the request is made."""

_JSON_NAMES = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", NoneType: "null"}


class ValueParser:
    """Parses one kind of value. This one takes JSON, for what has no form of its own on the command line.

    Args:
        codec: The codec of the value.
    """

    metavar = "JSON"
    """How help calls the value."""
    choices: tuple[str, ...] = ()
    """All values, where the spec names them."""

    def __init__(self, codec: Codec[Any]) -> None:
        self.codec = codec

    @property
    def note(self) -> str:
        """How the value is written, where the metavar does not show it."""
        return ""

    def parse_text(self, text: str) -> Any:
        """Return the value that a text stands for.

        Raises:
            ValueError: It is not valid. The message has no subject.
        """
        return self.parse_json(load_json(text), "the value")

    def parse_json(self, value: Any, place: str) -> Any:
        """Return the value that a JSON value stands for, as the spec has it.

        Raises:
            ValueError: It deviates from the spec, or cannot be sent. The message names the place.
        """
        try:
            parsed = self.codec.parse(value, refuse_deviation, None)
        except DEVIATIONS:
            received = _JSON_NAMES.get(type(value), "a number")
            shown = f"the text {value!r}" if isinstance(value, str) else received
            raise ValueError(f"{place} must be {_with_article(self.codec.expected)}, not {shown}") from None
        return self.checked(parsed, place)

    def checked(self, value: T, name: str) -> T:
        """Return a value that can be sent.

        Raises:
            ValueError: It cannot. The message calls it `name`.
        """
        try:
            self.codec.serialize(value, name, SerializeOptions())
        except TypeError as error:
            raise ValueError(str(error)) from None
        return value


class _TextParser(ValueParser):
    """Parses a text by a function."""

    def __init__(self, codec: Codec[Any], metavar: str, convert: Callable[[str], Any], must_be: str) -> None:
        super().__init__(codec)
        self.metavar = metavar
        self._convert = convert
        self._must_be = must_be

    def parse_text(self, text: str) -> Any:
        try:
            value = self._convert(text)
        except DEVIATIONS:
            raise ValueError(f"must be {self._must_be}, not {text!r}") from None
        return self.checked(value, "the value")


class _ChoiceParser(ValueParser):
    """Parses the values that the spec names, in capitals or not."""

    def __init__(self, codec: Codec[Any], values: Sequence[Any]) -> None:
        super().__init__(codec)
        self._values = values
        self.choices = tuple(map(str, values))
        metavar = f"[{'|'.join(self.choices)}]"
        # The text of the spec names the values too.
        self.metavar = metavar if len(metavar) < 50 else "VALUE"

    def parse_text(self, text: str) -> Any:
        exact = [value for value in self._values if str(value) == text]
        matches = exact or [value for value in self._values if str(value).casefold() == text.casefold()]
        if len(matches) != 1:
            raise ValueError(f"must be {_alternatives(self.choices)}, not {text!r}")
        return matches[0]

    def parse_json(self, value: Any, place: str) -> Any:
        parsed = super().parse_json(value, place)
        if parsed not in self._values:
            raise ValueError(f"{place} must be {_alternatives(self.choices)}, not {parsed!r}")
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
        """How the value is written."""
        return f"{self.inner.note} `{NULL}` stands for no value.".lstrip()

    def parse_text(self, text: str) -> Any:
        return None if text == NULL else self.inner.parse_text(text)

    def parse_json(self, value: Any, place: str) -> Any:
        return None if value is None else self.inner.parse_json(value, place)


class FileParser(ValueParser):
    """Parses the path of a file that can be read."""

    metavar = "FILE"

    @property
    def note(self) -> str:
        """How the value is written."""
        return "The path of a file, or `-` for standard input."

    def parse_text(self, text: str) -> Any:
        if text == "-":
            return STANDARD_INPUT
        if not text or "\0" in text or not os.path.exists(text):
            raise ValueError(f"must be a file, and {text!r} does not exist")
        if os.path.isdir(text):
            raise ValueError(f"must be a file, and {text!r} is a folder")
        if not os.access(text, os.R_OK):
            raise ValueError(f"must be a file that can be read, and {text!r} cannot")
        return text

    def parse_json(self, value: Any, place: str) -> Any:
        raise ValueError(f"{place} is a file, which JSON cannot hold: pass it by its option")


class ArrayParser(ValueParser):
    """Parses a JSON array. The option of an argument that is one is repeated for each element."""

    def __init__(self, codec: Codec[Any], element: ValueParser) -> None:
        super().__init__(codec)
        self.element = element

    def parse_json(self, value: Any, place: str) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{place} must be an array, not {_JSON_NAMES.get(type(value), 'a number')}")
        return [self.element.parse_json(element, f"{place}[{index}]") for index, element in enumerate(value)]


def value_parser(codec: Codec[Any], hint: Any) -> ValueParser:
    """Return what parses the values of a codec.

    Args:
        codec: The codec.
        hint: The type that Python has for the value, with the values that the spec names.
    """
    if isinstance(codec, codecs.Nullable):
        return NullableParser(codec, value_parser(codec._codec, hint))
    if isinstance(codec, codecs.Array):
        return ArrayParser(codec, value_parser(codec._codec, _element_hint(hint)))
    if isinstance(codec, codecs.File):
        return FileParser(codec)
    if isinstance(codec, codecs.Object):
        # Imported here: it uses this module.
        from mijnklantportaal.cli.methods._objects import ObjectParser

        return ObjectParser(codec)
    if values := _named_values(hint):
        return _ChoiceParser(codec, values)
    if isinstance(codec, codecs.Integer):
        return _TextParser(codec, "INTEGER", _integer, "an integer")
    return _TextParser(codec, *_TEXTS[codec]) if codec in _TEXTS else ValueParser(codec)


def load_json(text: str | bytes) -> Any:
    """Return a JSON value, with numbers that have a fraction as `Decimal`.

    Raises:
        ValueError: It is not valid JSON, or an object has a key twice. The message has no subject.
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
        raise ValueError(f"must be valid JSON ({error.msg}, line {error.lineno}, column {error.colno})") from None
    except UnicodeDecodeError:
        raise ValueError("must be valid JSON in UTF-8") from None
    except RecursionError:
        raise ValueError("must be JSON that nests less deep") from None


def _integer_of_json(text: str) -> int:
    # `int` refuses thousands of digits, with a text for programmers.
    if len(text) > 1000:
        raise ValueError("must be JSON whose integers have at most 1000 digits")
    return int(text)


def _refuse_constant(text: str) -> None:
    raise ValueError(f"must be valid JSON, which {text} is not")


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    items = dict(pairs)
    if len(items) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"must be JSON whose objects have each key once, and {twice!r} is there twice")
    return items


def with_subject(error: ValueError) -> str:
    """Return the message of a parser as a sentence. In messages of click, the name of the option is before it."""
    message = str(error)
    return f"it {message}" if message.startswith("must ") else message


def _named_values(hint: Any) -> list[Any]:
    """Return the values that a type names; none if there may be others."""
    if get_origin(hint) is Literal:
        return [*get_args(hint)]
    parts = [part for part in get_args(hint) if part not in (NoneType, Unset)]
    # Such as `Literal["days", "months"] | str`, which allows any text.
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
    # A date alone would be midnight, which nobody wrote.
    if not re.match(r"[^T ]+[T ]", text):
        raise ValueError
    return datetime.fromisoformat(text)


_TIME_FORM = "a date and a time such as '2024-05-11 12:59'"
# The metavar, the function, and the end of the message "must be …".
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
