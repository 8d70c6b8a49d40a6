"""Whether what was sent is what the document asks for."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from mijnklantportaal.sandbox._document import Document, Schema
from mijnklantportaal.sandbox._refusals import unprocessable

# The formats of the document that JSON Schema does not have, and those that jsonschema checks loosely or only with
# further packages. Times of requests have a pattern beside their format, so what is left is whether they exist.
_FORMATS = FormatChecker(formats=["date"])

_LONGEST_MESSAGE = 200


@_FORMATS.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", value) is not None


@_FORMATS.checks("uri", raises=ValueError)
def _is_uri(value: object) -> bool:
    # Blanks and line ends, which urlsplit takes away.
    return not isinstance(value, str) or (not re.search(r"\s", value) and all(urlsplit(value)[:2]))


@_FORMATS.checks("decimal")
def _is_decimal(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"-?[0-9]{1,50}(\.[0-9]{1,50})?", value) is not None


@_FORMATS.checks("local-date-time", raises=ValueError)
@_FORMATS.checks("local-minute", raises=ValueError)
def _is_local_time(value: object) -> bool:
    # Newer Pythons take 24:00 for the next day.
    return not isinstance(value, str) or datetime.fromisoformat(value).isoformat(" ").startswith(value)


class Validator:
    """Checks values against schemas of the document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # Schemas are told apart by where they are in memory: the document lives as long as this.
        self._validators: dict[int, Draft202012Validator] = {}

    def check(self, schema: Schema, value: Any) -> None:
        """See that the value is what the schema asks for.

        Raises:
            Refusal: It is not, with what is wrong by field.
        """
        if errors := self._errors(schema, value):
            raise unprocessable(errors)

    def check_query(self, schemas: Mapping[str, Schema], query: Mapping[str, str]) -> dict[str, Any]:
        """The parameters of the query as JSON values.

        Raises:
            Refusal: One is not what the document asks for.
        """
        values = {name: _number(schema, query[name]) for name, schema in schemas.items() if name in query}
        for name, value in values.items():
            if errors := self._errors(schemas[name], value):
                raise unprocessable({name: errors[""]})
        return values

    def _errors(self, schema: Schema, value: Any) -> dict[str, list[str]]:
        validator = self._validators.get(id(schema))
        if validator is None:
            rooted = {**schema, "components": self._document.components}
            validator = Draft202012Validator(rooted, format_checker=_FORMATS)
            self._validators[id(schema)] = validator
        found: dict[str, list[str]] = {}
        for error in validator.iter_errors(value):
            for field, message in _told(error):
                messages = found.setdefault(field, [])
                if message not in messages:
                    messages.append(message)
        return found


def _told(error: ValidationError) -> list[tuple[str, str]]:
    path = [str(part) for part in error.absolute_path]
    if error.validator == "required":
        required: Any = error.validator_value
        sent: Any = error.instance
        missing = [name for name in required if name not in sent]
        return [(".".join([*path, name]), "This field is required.") for name in missing]
    if error.validator == "format":
        return [(".".join(path), f"This must be a valid {error.validator_value}.")]
    message = error.message if len(error.message) <= _LONGEST_MESSAGE else f"{error.message[:_LONGEST_MESSAGE]}…"
    return [(".".join(path), message)]


def _number(schema: Schema, text: str) -> Any:
    is_number = schema.get("type") == "integer" and re.fullmatch(r"-?[0-9]{1,18}", text)
    return int(text) if is_number else text
