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

    metavar = "FIELD=VALUE..."

    def __init__(self, codec: Object[Any]) -> None:
        super().__init__(codec)
        self._model: type[Model] = codec._model

    @property
    def note(self) -> str:
        """A list of the fields, for the help."""
        fields = ", ".join(map(self._field_note, self._fields))
        return f"The fields are {fields}. Alternatively, one JSON object with the keys of the portal."

    def _field_note(self, name: str) -> str:
        field = self._fields[name]
        parser = self._parsers[field.name]
        # A nested object must be given as JSON.
        metavar = "JSON" if isinstance(parser, ObjectParser) else parser.metavar
        return f"{name}={metavar}" if field.required else f"{name}={metavar} (optional)"

    @cached_property
    def _fields(self) -> dict[str, Field]:
        """The fields that can be sent, by their names on the command line."""
        return {kebab_case(field.name): field for field in self._model._field_table if not field.read_only}

    @cached_property
    def _parsers(self) -> dict[str, ValueParser]:
        """The parser of each field, by Python name. Created when needed, since a model may contain itself."""
        hints = get_type_hints(self._model)
        return {field.name: value_parser(field.codec, hints[field.name]) for field in self._fields.values()}

    @property
    def field_names(self) -> Sequence[str]:
        """The names of the fields on the command line."""
        return [*self._fields]

    def is_assignment(self, word: str) -> bool:
        """Return whether a word assigns a value to a field."""
        name, equals, _ = word.partition("=")
        return bool(equals) and _normalized(name) in self._fields

    def parse_text(self, text: str) -> Any:
        """Return the object in one word: JSON, or an assignment."""
        return self.parse_words([text])

    def parse_words(self, words: Sequence[str]) -> Model:
        """Return the object in several words.

        Raises:
            ValueError: The words are not valid. The message refers to the object as "the value".
        """
        if len(words) == 1 and words[0].lstrip().startswith("{"):
            return self.parse_json(load_json(words[0]), "the value")
        values: dict[str, Any] = {}
        for word in words:
            name, equals, text = word.partition("=")
            field = self._fields.get(_normalized(name))
            if not equals or field is None:
                raise ValueError(
                    f"the value must be a field such as {self.field_names[0]}=VALUE, not {word!r}: the fields are "
                    f"{', '.join(self._fields)}"
                )
            if field.name in values:
                raise ValueError(f"the value must have {name} only once")
            try:
                values[field.name] = self._parsers[field.name].parse_text(text)
            except ValueError as error:
                raise ValueError(f"{name} {str(error).removeprefix('the value ')}") from None
        names = {field.name: name for name, field in self._fields.items()}
        # The second word of `description=Domain name` ends the object.
        return self._object(values, names, "the value", hint="; texts with spaces must be in quotes")

    def parse_json(self, value: Any, subject: str) -> Model:
        """Return the object in a JSON value."""
        values = fields_of_json(list(self._fields.values()), self._parsers, value, subject)
        return self._object(values, {field.name: field.key for field in self._fields.values()}, subject)

    def _object(self, values: Mapping[str, Any], names: Mapping[str, str], subject: str, hint: str = "") -> Model:
        missing = [names[field.name] for field in self._fields.values() if field.required and field.name not in values]
        if missing:
            raise ValueError(f"{subject} must have {' and '.join(missing)}{hint}")
        read_only = {field.name: UNSET for field in self._model._field_table if field.read_only}
        model: Model = self._model(**read_only, **values)
        return self.checked(model, subject)


def fields_of_json(
    fields: Sequence[Field], parsers: Mapping[str, ValueParser], value: Any, subject: str
) -> dict[str, Any]:
    """Return the values of the fields in a JSON object, by Python name.

    Args:
        fields: All fields that the object may have.
        parsers: The parsers of the fields, by Python name.
        value: The JSON value.
        subject: How errors refer to the value.

    Raises:
        ValueError: The value is not an object, has an unknown key, or deviates from the spec.
    """
    if not isinstance(value, dict):
        raise ValueError(f"{subject} must be a JSON object")
    by_key = {field.key: field for field in fields}
    if unknown := [key for key in value if key not in by_key]:
        known = [key for key, field in by_key.items() if not isinstance(parsers[field.name], FileParser)]
        raise ValueError(f"{subject} must not have the key {unknown[0]!r}: choose from {', '.join(known)}")
    # "the body" is not part of the path of a value.
    prefix = "" if subject.startswith("the ") else f"{subject}."
    return {
        by_key[key].name: parsers[by_key[key].name].parse_json(inner, f"{prefix}{key}") for key, inner in value.items()
    }


def _normalized(name: str) -> str:
    return name.replace("_", "-")
