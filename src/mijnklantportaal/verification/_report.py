"""The result of a verification, which contains no values of anybody's data."""

import json
from typing import Any, Literal, TypeAlias

from attrs import asdict, frozen

from mijnklantportaal.verification._markdown import report_as_markdown

Outcome: TypeAlias = Literal["agrees", "deviates", "not reached"]

_FORMAT = 1


@frozen
class Deviation:
    """A place at which responses of an operation deviate from the spec."""

    path: str
    """The place in the body, as keys of the spec, such as `data[].email`. `[]` stands for the elements of a list, and
    `{}` for the values of a map. Empty for the whole body."""
    expected: str
    """The type, the format, or the allowed values in the spec."""
    received: str
    """The JSON Schema type of the received value; `missing`; `not JSON`; or the form of a date that does not have the
    format of the spec, such as `0000-00-00 00:00:00`."""
    count: int
    """How often the deviation was received."""

    __module__ = "mijnklantportaal.verification"


@frozen
class UnknownField:
    """A field that the spec does not define."""

    path: str
    """The place of the object with the field, as for `Deviation`."""
    key: str | None
    """The key of the field; `None` unless `verify` was called with `show_keys=True`, since a key can be data."""
    hash: str
    """The first 16 hexadecimal digits of the SHA-256 of the key in UTF-8."""
    received: str
    """The JSON Schema type of the value."""
    count: int
    """How often the field was received."""

    __module__ = "mijnklantportaal.verification"


@frozen
class OperationResult:
    """The result for one operation."""

    id: str
    """The operationId."""
    method: str
    """Always `GET`: a verification sends no other requests to the API."""
    path: str
    """The path template in the spec."""
    outcome: Outcome
    """`not reached` if no response had a success status."""
    reason: str | None
    """Why the operation was not reached, or why some of its calls failed; `None` if all succeeded."""
    responses: int
    """How many responses were checked."""
    objects: int
    """How many objects the responses contained. A list without objects agrees with the spec, but shows little."""
    deviations: tuple[Deviation, ...] = ()
    """The deviations in the responses."""
    unknown: tuple[UnknownField, ...] = ()
    """The fields in the responses that the spec does not define."""

    __module__ = "mijnklantportaal.verification"


@frozen
class Observation:
    """What the responses show about a question that the guides leave open."""

    subject: str
    """The question, such as `page beyond the end`."""
    result: str
    """The result, such as `200, an empty list`."""

    __module__ = "mijnklantportaal.verification"


@frozen
class VerificationReport:
    """The result of `verify`. It contains types, keys of the spec, counts and hashes, but no values of data."""

    version: str
    """The version of the package."""
    spec: str
    """The SHA-256 of the effective spec in the package, in hexadecimal digits."""
    date: str
    """The date of the verification in UTC, as `YYYY-MM-DD`."""
    operations: tuple[OperationResult, ...]
    """The results of all read operations."""
    observations: tuple[Observation, ...]
    """The observations on questions that the guides leave open."""

    __module__ = "mijnklantportaal.verification"

    @property
    def deviates(self) -> bool:
        """Whether any response deviates from the spec, or has a field that the spec does not define."""
        return any(operation.outcome == "deviates" for operation in self.operations)

    def to_json(self) -> str:
        """Return the report as JSON. The number of its format is under `format`."""
        fields: dict[str, Any] = {"format": _FORMAT, **asdict(self)}
        return json.dumps(fields, indent=2) + "\n"

    def to_markdown(self) -> str:
        """Return the report as Markdown, for example for an issue."""
        return report_as_markdown(self)
