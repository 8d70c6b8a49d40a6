"""Objects on the command line: words such as `description=Hosting`, or JSON with the keys of the portal."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, get_type_hints

from mijnklantportaal._wire.containers import Object
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal.cli._texts import kebab_case
from mijnklantportaal.cli.methods._values import FileParser, ValueParser, load_json, value_parser
from mijnklantportaal.types import UNSET


class ObjectParser(ValueParser):
    """Parses the objects of a model."""

    metavar = "NAME=VALUE..."

    def __init__(self, codec: Object[Any]) -> None:
        super().__init__(codec)
        self._model: type[Model] = codec._model

    @property
    def note(self) -> str:
        """How the value is written."""
        fields = ", ".join(map(self._field_note, self._fields))
        return f"The fields are {fields}. Or one JSON object with the keys of the portal."

    def _field_note(self, name: str) -> str:
        field = self._fields[name]
        parser = self._parsers[field.name]
        # Inside of an object, only JSON can hold another one.
        metavar = "JSON" if isinstance(parser, ObjectParser) else parser.metavar
        return f"{name}={metavar}" if field.required else f"{name}={metavar} (optional)"

    @cached_property
    def _fields(self) -> dict[str, Field]:
        """The fields that are sent, by their names on the command line."""
        return {kebab_case(field.name): field for field in self._model._field_table if not field.read_only}

    @cached_property
    def _parsers(self) -> dict[str, ValueParser]:
        """What parses each field, by its name in Python. It is not made before: a model may contain itself."""
        hints = get_type_hints(self._model)
        return {field.name: value_parser(field.codec, hints[field.name]) for field in self._fields.values()}

    @property
    def field_names(self) -> Sequence[str]:
        """The names of the fields on the command line."""
        return [*self._fields]

    def is_assignment(self, word: str) -> bool:
        """Return whether a word gives a value to a field."""
        name, equals, _ = word.partition("=")
        return bool(equals) and _normalized(name) in self._fields

    def parse_text(self, text: str) -> Any:
        """Return the object that one word stands for."""
        return self.parse_words([text])

    def parse_words(self, words: Sequence[str]) -> Model:
        """Return the object that several words stand for.

        Raises:
            ValueError: They are not valid. The message has no subject.
        """
        if len(words) == 1 and words[0].lstrip().startswith("{"):
            return self.parse_json(load_json(words[0]), "the object")
        values: dict[str, Any] = {}
        for word in words:
            name, equals, text = word.partition("=")
            field = self._fields.get(_normalized(name))
            if not equals or field is None:
                raise ValueError(
                    f"must be a field such as {self.field_names[0]}=VALUE, not {word!r}: the fields are "
                    f"{', '.join(self._fields)}"
                )
            if field.name in values:
                raise ValueError(f"must have {name} once, and it is there twice")
            try:
                values[field.name] = self._parsers[field.name].parse_text(text)
            except ValueError as error:
                raise ValueError(f"{name} {str(error).removeprefix('the value ')}") from None
        names = {field.name: name for name, field in self._fields.items()}
        # As in `description=Domain name`, whose second word ends the object.
        return self._object(values, names, "it", hint="; a value with spaces must be in quotes")

    def parse_json(self, value: Any, place: str) -> Model:
        """Return the object that a JSON object stands for."""
        values = fields_of_json(list(self._fields.values()), self._parsers, value, place)
        return self._object(values, {field.name: field.key for field in self._fields.values()}, place)

    def _object(self, values: Mapping[str, Any], names: Mapping[str, str], place: str, hint: str = "") -> Model:
        missing = [names[field.name] for field in self._fields.values() if field.required and field.name not in values]
        if missing:
            raise ValueError(f"{place} must have {' and '.join(missing)}{hint}")
        read_only = {field.name: UNSET for field in self._model._field_table if field.read_only}
        model: Model = self._model(**read_only, **values)
        return self.checked(model, place)


def fields_of_json(
    fields: Sequence[Field], parsers: Mapping[str, ValueParser], value: Any, place: str
) -> dict[str, Any]:
    """Return the values of the fields that a JSON object has, by their names in Python.

    Args:
        fields: All fields that it may have.
        parsers: What parses each, by its name in Python.
        value: The JSON value.
        place: What errors call it.

    Raises:
        ValueError: It is not an object, or has a key that is not known, or a value deviates from the spec.
    """
    if not isinstance(value, dict):
        raise ValueError(f"{place} must be a JSON object")
    by_key = {field.key: field for field in fields}
    if unknown := [key for key in value if key not in by_key]:
        known = [key for key, field in by_key.items() if not isinstance(parsers[field.name], FileParser)]
        raise ValueError(f"{place} must not have the key {unknown[0]!r}: the known ones are {', '.join(known)}")
    # "the body" does not belong to the path of a value.
    prefix = "" if place.startswith("the ") else f"{place}."
    return {
        by_key[key].name: parsers[by_key[key].name].parse_json(inner, f"{prefix}{key}") for key, inner in value.items()
    }


def _normalized(name: str) -> str:
    return name.replace("_", "-")
