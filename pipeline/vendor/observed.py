"""The observations of each operation in verifications of a real portal, as the lock records them.

They are separate from the evidence of the sources: a description can be published, and still deviate from the responses
of a portal.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from pipeline.errors import PipelineError

_COUNT = {"type": "integer", "minimum": 0}
_ENTRY = {
    "type": "object",
    "properties": {
        "date": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "responses": _COUNT,
        "objects": _COUNT,
        "deviates": {"type": "boolean"},
    },
    "required": ["date", "responses", "objects", "deviates"],
    "additionalProperties": False,
}
_VALIDATOR = Draft202012Validator(
    {
        "type": "object",
        "properties": {"operations": {"type": "object", "additionalProperties": _ENTRY}},
        "required": ["operations"],
    }
)


@dataclass(frozen=True)
class Observation:
    """The observations of one operation in the last verification.

    Attributes:
        date: Its date, as `YYYY-MM-DD`.
        responses: How many responses it checked. objects: How many objects these had. deviates: Whether any of them
        deviated from the spec of that time.
    """

    date: str
    responses: int
    objects: int
    deviates: bool


def observations_in(lock: dict[str, Any], path: Path) -> dict[str, Observation]:
    """Return the observations of a lock by operation, such as `GET /customers`.

    Args:
        lock: The content of the lock.
        path: The path of the lock, for errors.

    Raises:
        PipelineError: The observations are damaged.
    """
    if "observed" not in lock:
        return {}
    if not _VALIDATOR.is_valid(lock["observed"]):
        raise PipelineError(f"{path} is damaged, see observed: restore it from git.")
    return {name: Observation(**entry) for name, entry in lock["observed"]["operations"].items()}


def with_observations(lock: dict[str, Any], observations: dict[str, Observation]) -> dict[str, Any]:
    """Return a lock with these observations, for its own operations and in their order.

    Without observations, there is no section for them.
    """
    operations = {name: asdict(observations[name]) for name in lock["evidence"]["operations"] if name in observations}
    changed: dict[str, Any] = {}
    for part, value in lock.items():
        if part != "observed":
            changed[part] = value
        if part == "evidence" and operations:
            changed["observed"] = {"operations": operations}
    return changed
