"""Validation of requests against the spec."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from mijnklantportaal.sandbox._errors import validation_error
from mijnklantportaal.sandbox._spec import Schema, Spec

# Formats of the spec that JSON Schema does not define, and those that jsonschema checks loosely or only with additional
# packages. Times in requests have a `pattern` too, so their check only rejects times that do not exist.
_FORMATS = FormatChecker(formats=["date"])

_MAX_MESSAGE_LENGTH = 200


@_FORMATS.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", value) is not None


@_FORMATS.checks("uri", raises=ValueError)
def _is_uri(value: object) -> bool:
    # urlsplit silently removes whitespace.
    return not isinstance(value, str) or (not re.search(r"\s", value) and all(urlsplit(value)[:2]))


@_FORMATS.checks("decimal")
def _is_decimal(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"-?[0-9]{1,50}(\.[0-9]{1,50})?", value) is not None


@_FORMATS.checks("local-date-time", raises=ValueError)
@_FORMATS.checks("local-minute", raises=ValueError)
def _is_local_time(value: object) -> bool:
    # Python 3.13 parses 24:00 as the start of the next day.
    return not isinstance(value, str) or datetime.fromisoformat(value).isoformat(" ").startswith(value)


class Validator:
    """Validates values against schemas of the spec."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        # The keys are the identities of the schemas, which are stable as long as the spec exists.
        self._validators: dict[int, Draft202012Validator] = {}

    def check(self, schema: Schema, value: Any) -> None:
        """Validate a request body.

        Raises:
            PortalError: 422, with the errors by field.
        """
        if errors := self._errors(schema, value):
            raise validation_error(errors)

    def check_query(self, schemas: Mapping[str, Schema], query: Mapping[str, str]) -> dict[str, Any]:
        """Validate query parameters, and return them as JSON values.

        Raises:
            PortalError: 422, a parameter is invalid.
        """
        values = {name: _parse_number(schema, query[name]) for name, schema in schemas.items() if name in query}
        for name, value in values.items():
            if errors := self._errors(schemas[name], value):
                raise validation_error({name: errors[""]})
        return values

    def _errors(self, schema: Schema, value: Any) -> dict[str, list[str]]:
        validator = self._validators.get(id(schema))
        if validator is None:
            with_components = {**schema, "components": self._spec.components}
            validator = Draft202012Validator(with_components, format_checker=_FORMATS)
            self._validators[id(schema)] = validator
        errors: dict[str, list[str]] = {}
        for error in validator.iter_errors(value):
            for field, message in _messages(error):
                messages = errors.setdefault(field, [])
                if message not in messages:
                    messages.append(message)
        return errors


def _messages(error: ValidationError) -> list[tuple[str, str]]:
    """Return pairs of field and message."""
    path = [str(part) for part in error.absolute_path]
    if error.validator == "required":
        required: Any = error.validator_value
        instance: Any = error.instance
        missing = [name for name in required if name not in instance]
        return [(".".join([*path, name]), "This field is required.") for name in missing]
    if error.validator == "format":
        return [(".".join(path), f"This must be a valid {error.validator_value}.")]
    is_short = len(error.message) <= _MAX_MESSAGE_LENGTH
    return [(".".join(path), error.message if is_short else f"{error.message[:_MAX_MESSAGE_LENGTH]}…")]


def _parse_number(schema: Schema, text: str) -> Any:
    is_number = schema.get("type") == "integer" and re.fullmatch(r"-?[0-9]{1,18}", text)
    return int(text) if is_number else text
