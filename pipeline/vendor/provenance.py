"""The evidence for each operation and schema of a source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from pipeline.documents import read_document
from pipeline.errors import PipelineError

VENDORED_NAME = "openapi.yaml"
LOCK_NAME = "openapi.lock.yaml"

PUBLISHED = "published"
# The evidence of a transcription; only a page or a spec of the publisher is `published`.
TRANSCRIBED = ("seen-in-yaml", "seen-in-rendered-page", "inferred")
# The strongest first.
KINDS = (PUBLISHED, *TRANSCRIBED)

_TEXT = {"type": "string"}


def _both(values: dict[str, Any]) -> dict[str, Any]:
    part = {"type": "object", "additionalProperties": values}
    return {
        "type": "object",
        "properties": {"operations": part, "schemas": part},
        "required": ["operations", "schemas"],
    }


# The JSON Schema of the parts of a lock that are read back.
_LOCK_PARTS: dict[str, dict[str, Any]] = {
    "document": {"type": "object", "properties": {"sha256": _TEXT}, "required": ["sha256"]},
    "sources": {
        "type": "array",
        "items": {"type": "object", "properties": {"name": _TEXT, "sha256": _TEXT}, "required": ["name", "sha256"]},
    },
    "evidence": _both({"enum": KINDS}),
    "inferred": _both({"type": "array", "items": _TEXT}),
}


@dataclass(frozen=True)
class Evidence:
    """The evidence for one operation or schema."""

    kind: str
    inferred: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Provenance:
    """The origin of the parts of a spec.

    Attributes:
        name: The file that records it.
        operations: The entries by operationId or as `GET /customers`.
        schemas: The entries by name.
        recorded_sources: Name and digest of each source of the spec, if a lock records them.
    """

    name: str
    operations: dict[str, dict[str, Any]]
    schemas: dict[str, dict[str, Any]]
    recorded_sources: list[dict[str, str]] | None = None


def provenance_beside(document: Path, sha256: str) -> Provenance | None:
    """Return the provenance of a local spec, or None for a spec of the publisher.

    It is in a provenance.yaml next to a transcription, and in the lock next to a vendored spec.

    Args:
        document: The path of the spec.
        sha256: Its digest.

    Raises:
        PipelineError: The file is not a valid provenance, or is about another version of the spec.
    """
    lock, path = document.with_name(LOCK_NAME), document.with_name("provenance.yaml")
    if document.name == VENDORED_NAME and lock.exists():
        return _recorded(document, sha256, lock)
    return _stated(path) if path.exists() else None


def read_lock(lock: Path) -> dict[str, Any]:
    """Return the content of a lock.

    Raises:
        PipelineError: It cannot be read, or is damaged.
    """
    content = read_document(lock)
    broken = [
        part for part, schema in _LOCK_PARTS.items() if not Draft202012Validator(schema).is_valid(content.get(part))
    ]
    if broken:
        raise PipelineError(
            f"{lock} is incomplete or damaged, see {', '.join(broken)}: restore it from git, together with "
            f"{lock.with_name(VENDORED_NAME)}."
        )
    return content


def _recorded(document: Path, sha256: str, lock: Path) -> Provenance:
    content = read_lock(lock)
    if content["document"]["sha256"] != sha256:
        raise PipelineError(
            f"{document} is not what {lock} records, so its evidence is unknown: "
            "if it was edited, restore it from git; if it is a new download, give it another name."
        )
    kinds, inferred = content["evidence"], content["inferred"]
    operations, schemas = (
        {name: {"evidence": kind, "inferred": inferred[part].get(name, [])} for name, kind in kinds[part].items()}
        for part in ("operations", "schemas")
    )
    sources = [{"name": source["name"], "sha256": source["sha256"]} for source in content["sources"]]
    return Provenance(str(lock), operations, schemas, sources)


def _stated(path: Path) -> Provenance:
    content = read_document(path)
    sections = [content.get(section) or {} for section in ("operations", "schemas")]
    for section in sections:
        if not isinstance(section, dict):
            raise PipelineError(f"{path} must contain the mappings `operations` and `schemas`.")
        for key, entry in section.items():
            if not isinstance(entry, dict) or entry.get("evidence") not in TRANSCRIBED:
                raise PipelineError(f"{path}: the evidence of {key} must be one of {', '.join(TRANSCRIBED)}.")
            inferred = entry.get("inferred", [])
            if not isinstance(inferred, list) or not all(isinstance(text, str) for text in inferred):
                raise PipelineError(f"{path}: `inferred` of {key} must be a list of strings.")
    operations, schemas = sections
    return Provenance(str(path), operations, schemas)


def evidence_of(entry: dict[str, Any]) -> Evidence:
    """Return the evidence of an entry."""
    return Evidence(entry["evidence"], entry.get("inferred", []))


def operation_entry(provenance: Provenance, name: str, operation: dict[str, Any]) -> dict[str, Any] | None:
    """Return the entry for an operation (`GET /customers`), unless it is missing or is about another operation."""
    entry = provenance.operations.get(name) or provenance.operations.get(str(operation.get("operationId")))
    return entry if entry and entry.get("operation", name) == name else None


def gaps(
    provenance: Provenance, operations: dict[str, dict[str, Any]], schemas: dict[str, Any], elsewhere: set[str]
) -> Iterator[str]:
    """Yield a sentence for each difference between a provenance and its spec.

    Args:
        provenance: The provenance.
        operations: The operations of its spec, by `GET /customers`.
        schemas: The schemas of its spec.
        elsewhere: The operationIds and names of schemas in published sources.
    """
    for name, operation in operations.items():
        if not operation_entry(provenance, name, operation):
            identifier = operation.get("operationId", "an operation without operationId")
            yield f"{provenance.name} has no entry for {name} ({identifier}); add one with its evidence."
    for name in schemas:
        if name not in provenance.schemas:
            yield f"{provenance.name} has no entry for the schema {name}; add one with its evidence."
    identifiers = {str(operation.get("operationId")) for operation in operations.values()} | set(operations)
    for kind, entries, known in (
        ("operation", provenance.operations, identifiers),
        ("schema", provenance.schemas, set(schemas)),
    ):
        for key in entries:
            if key not in known and key not in elsewhere:
                yield f"{provenance.name} has an entry for the {kind} {key}, which is in no source; remove it."
