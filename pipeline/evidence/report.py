"""Read the report of a verification. It is untrusted, since somebody has sent it."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from pipeline.diff.quoting import quoted
from pipeline.documents import json_value, refuse_lone_surrogates
from pipeline.errors import PipelineError

# A report on all operations has about 100 kB.
MAX_BYTES = 5_000_000

_VALIDATOR = Draft202012Validator(json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8")))
_MUST_BE = "it must be the JSON report of `mijnklantportaal verify`"
_NAMES = {"integer": "a whole number", "string": "a text", "object": "an object", "array": "a list"}


@dataclass(frozen=True)
class Deviation:
    """A deviation from the spec, or a field that the spec does not have.

    Attributes:
        path: The place in the body, such as `data[].email`; for an unknown field, the place of its object. received: A
        JSON type, `missing`, `not JSON`, or the form of a date. count: How often it was received.
    """

    path: str
    received: str
    count: int


@dataclass(frozen=True)
class UnknownField(Deviation):
    """A field that the spec does not have.

    Attributes:
        key: Its key; None if the report only has the hash. hash: The first 16 hexadecimal digits of the SHA-256 of its
        key.
    """

    key: str | None
    hash: str


@dataclass(frozen=True)
class OperationResult:
    """The results of the responses of one operation.

    Attributes:
        id: The operationId.
        name: Its method and path, such as `GET /customers`.
        is_reached: Whether there was a successful response.
        deviates: Whether any response deviated.
        responses: How many responses were checked.
        objects: How many objects these had.
        deviations: The deviations.
        unknown: The fields that the spec does not have.
    """

    id: str
    name: str
    is_reached: bool
    deviates: bool
    responses: int
    objects: int
    deviations: tuple[Deviation, ...]
    unknown: tuple[UnknownField, ...]


@dataclass(frozen=True)
class Report:
    """The report of a verification.

    Attributes:
        date: Its date, as `YYYY-MM-DD`.
        operations: The results, one for each operation of the spec.
    """

    date: str
    operations: tuple[OperationResult, ...]


def read_report(path: Path, spec: bytes, today: date) -> Report:
    """Read a report on this version of the spec.

    Args:
        path: The path of the report.
        spec: The content of the effective spec that the package ships.
        today: The present date, in UTC.

    Raises:
        PipelineError: The report is not valid, is about another version, or contradicts itself.
    """
    content = _content(path)
    _check_form(content, str(path))
    digest = sha256(spec).hexdigest()
    if content["spec"] != digest:
        raise PipelineError(
            f"{path} is about the spec of mijnklantportaal {content['version']}, which is not that of this checkout "
            f"({content['spec'][:12]}… instead of {digest[:12]}…): check out the tag v{content['version']} and merge "
            "the report there, or verify the portal again with the present version."
        )
    try:
        day = date.fromisoformat(content["date"])
    except ValueError:
        raise PipelineError(f"{path} is not valid: `date` must be a date that exists.") from None
    # Clocks may be wrong by a day. A later date would keep all reports until then from being merged.
    if day > today + timedelta(days=1):
        raise PipelineError(f"{path} is not valid: its date, {day}, must not be in the future.")
    _check_operations(content["operations"], json.loads(spec), str(path))
    return Report(content["date"], tuple(_result(entry) for entry in content["operations"]))


def _content(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PipelineError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > MAX_BYTES:
        raise PipelineError(f"{path} has more than {MAX_BYTES:,} bytes, which is the limit for a report.")
    try:
        value = json_value(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise PipelineError(f"{path} is not UTF-8 text (byte {error.start}).") from None
    if value is None:
        raise PipelineError(f"{path} is not a JSON object: {_MUST_BE}.")
    return value


def _check_form(content: dict[str, Any], name: str) -> None:
    error = next(_VALIDATOR.iter_errors(content), None)
    if error:
        place = re.sub(r"\.(\d+)", r"[\1]", ".".join(map(str, error.absolute_path)))
        raise PipelineError(f"{name} is not valid: {f'`{place}`' if place else 'the report'} {_sentence(error)}.")
    refuse_lone_surrogates(name, content)


def _sentence(error: ValidationError) -> str:
    rule: Any = error.validator_value
    instance: Any = error.instance
    schema: Any = error.schema
    # The value itself is never shown: it may be long, or written to deceive the reader of the message.
    match error.validator:
        case "required":
            missing = next(key for key in rule if key not in instance)
            return f"has no `{missing}`; {_MUST_BE}"
        case "additionalProperties":
            unknown = next(key for key in instance if key not in schema["properties"])
            return f"has the unknown key {quoted(unknown)}; {_MUST_BE}"
        case "type":
            types = [rule] if isinstance(rule, str) else rule
            return f"must be {' or '.join(_NAMES.get(name, name) for name in types)}"
        case "enum":
            return f"must be one of {', '.join(f'`{value}`' for value in rule)}"
        case "const":
            return f"must be {rule}: a later version of this repository reads other formats"
        case "maxLength" | "maxItems":
            return f"must have at most {rule:,} {'characters' if error.validator == 'maxLength' else 'items'}"
        case "minimum" | "maximum":
            return f"must be at {'least' if error.validator == 'minimum' else 'most'} {rule:,}"
        case _:
            return f"must match `{rule}`"


def _check_operations(entries: list[dict[str, Any]], spec: dict[str, Any], name: str) -> None:
    known = {
        operation.get("operationId"): (method.upper(), path)
        for path, item in spec["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict)
    }
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        place = f"`operations[{index}]`"
        if known.get(entry["id"]) != (entry["method"], entry["path"]):
            raise PipelineError(
                f"{name} is not valid: {place}, {quoted(entry['id'])}, is not an operation of the spec that it names, "
                "so it was edited: ask for the original."
            )
        if entry["id"] in seen:
            raise PipelineError(f"{name} is not valid: {place} is the second entry for {quoted(entry['id'])}.")
        seen.add(entry["id"])
        contradiction = _contradiction(entry)
        if contradiction is not None:
            raise PipelineError(f"{name} contradicts itself: {place} {contradiction}.")


def _contradiction(entry: dict[str, Any]) -> str | None:
    if entry["outcome"] != "deviates" and (entry["deviations"] or entry["unknown"]):
        return f"has deviations, and its `outcome` is `{entry['outcome']}`"
    if entry["outcome"] == "agrees" and not entry["responses"]:
        return "agrees with the spec, and has no response"
    for index, field in enumerate(entry["unknown"]):
        if field["key"] is not None and sha256(field["key"].encode()).hexdigest()[:16] != field["hash"]:
            return f"has a key whose `hash` is another one (`unknown[{index}]`)"
    return None


def _result(entry: dict[str, Any]) -> OperationResult:
    return OperationResult(
        id=entry["id"],
        name=f"{entry['method']} {entry['path']}",
        is_reached=entry["outcome"] != "not reached",
        deviates=entry["outcome"] == "deviates",
        responses=entry["responses"],
        objects=entry["objects"],
        deviations=tuple(Deviation(item["path"], item["received"], item["count"]) for item in entry["deviations"]),
        unknown=tuple(
            UnknownField(item["path"], item["received"], item["count"], item["key"], item["hash"])
            for item in entry["unknown"]
        ),
    )
