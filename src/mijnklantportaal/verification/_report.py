"""The result of a verification. It holds no value of anybody's data."""

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
    """The place in the body by the keys of the spec, such as `data[].email`, with `[]` for the elements of a list, and
    `{}` for the values of a map; empty for the body as a whole."""
    expected: str
    """What the spec has there: a type, a format, or the values that are allowed."""
    received: str
    """The type of what was received, as JSON Schema names it; `missing`; `not JSON`; or the form of a date that is not
    formatted as the spec has it, such as `0000-00-00 00:00:00`."""
    count: int
    """How often it was received."""

    __module__ = "mijnklantportaal.verification"


@frozen
class UnknownField:
    """A field that the spec does not know."""

    path: str
    """The place of the object that has it, as for `Deviation`."""
    key: str | None
    """Its key; `None` unless the caller of `verify` has asked for keys, since a key can be data."""
    hash: str
    """The first 16 hexadecimal digits of the SHA-256 of its key in UTF-8."""
    received: str
    """The type of its value, as JSON Schema names it."""
    count: int
    """How often it was received."""

    __module__ = "mijnklantportaal.verification"


@frozen
class OperationResult:
    """What the responses of one operation have shown."""

    id: str
    """The operationId."""
    method: str
    """`GET`: nothing else is sent."""
    path: str
    """The path template of the spec."""
    outcome: Outcome
    """`not reached` if there was no response with a status of success."""
    reason: str | None
    """Why there was none, or why calls beside the successful ones have failed; `None` if all have succeeded."""
    responses: int
    """How many responses were checked."""
    objects: int
    """How many objects these had. A list without objects agrees, and shows nothing of its objects."""
    deviations: tuple[Deviation, ...] = ()
    """Where they deviate."""
    unknown: tuple[UnknownField, ...] = ()
    """The fields that they have beside those of the spec."""

    __module__ = "mijnklantportaal.verification"


@frozen
class Observation:
    """Something that the guides leave open, and that the responses have shown."""

    subject: str
    """Such as `page beyond the end`."""
    result: str
    """Such as `200, an empty list`."""

    __module__ = "mijnklantportaal.verification"


@frozen
class VerificationReport:
    """The result of `verify`. It holds types, keys of the spec, counts and hashes, and no value of anybody's data."""

    version: str
    """The version of the package."""
    spec: str
    """The SHA-256 of the effective spec that the package ships, in hexadecimal digits."""
    date: str
    """The date of the verification in UTC, as `YYYY-MM-DD`."""
    operations: tuple[OperationResult, ...]
    """All operations that read."""
    observations: tuple[Observation, ...]
    """What the guides leave open."""

    __module__ = "mijnklantportaal.verification"

    @property
    def deviates(self) -> bool:
        """Whether any response deviates from the spec, or has a field that the spec does not know."""
        return any(operation.outcome == "deviates" for operation in self.operations)

    def to_json(self) -> str:
        """Return the report as JSON text, with a number for its format under `format`."""
        fields: dict[str, Any] = {"format": _FORMAT, **asdict(self)}
        return json.dumps(fields, indent=2) + "\n"

    def to_markdown(self) -> str:
        """Return the report as Markdown, for an issue."""
        return report_as_markdown(self)
