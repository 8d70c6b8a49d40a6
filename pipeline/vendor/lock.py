"""openapi.lock.yaml: the origin of openapi.yaml."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.documents import dump_yaml, read_document
from pipeline.errors import PipelineError
from pipeline.vendor.observed import observations_in, with_observations
from pipeline.vendor.provenance import KINDS, PUBLISHED, Evidence, evidence_of, gaps, operation_entry
from pipeline.vendor.shape import operations, schemas, totals
from pipeline.vendor.sources import Source

Lock = dict[str, Any]

_HEADER = b"# Written by `nox -s vendor` and `nox -s evidence`; nobody edits it.\n"


def lock_of(content: bytes, value: dict[str, Any], sources: list[Source], today: date, previous: Path) -> Lock:
    """Return the lock of a spec, with the observations of its operations in the current lock.

    Args:
        content: The bytes of the spec.
        value: The spec in plain values.
        sources: The sources that it was built from. A vendored spec among them is replaced by its own sources.
        today: The date to record, unless only the date differs from `previous`.
        previous: The path of the current lock, which may not exist.

    Raises:
        PipelineError: A transcribed spec does not match its provenance, or the observations of the current lock are
            damaged.
    """
    operation_evidence, schema_evidence = _evidence(value, sources)
    lock: Lock = {
        "document": {"sha256": hashlib.sha256(content).hexdigest(), **totals(value)},
        "sources": _history(sources),
        "date": today.isoformat(),
        "evidence": {
            "operations": {name: evidence.kind for name, evidence in operation_evidence.items()},
            "schemas": {name: evidence.kind for name, evidence in schema_evidence.items()},
        },
        "inferred": {
            "operations": {
                name: evidence.inferred for name, evidence in operation_evidence.items() if evidence.inferred
            },
            "schemas": {name: evidence.inferred for name, evidence in schema_evidence.items() if evidence.inferred},
        },
    }
    recorded = _recorded(previous)
    lock = with_observations(lock, observations_in(recorded, previous))
    if recorded.get("date") and {**recorded, "date": None} == {**lock, "date": None}:
        lock["date"] = recorded["date"]
    return lock


def lock_file(lock: Lock) -> bytes:
    """Serialize the lock."""
    return _HEADER + dump_yaml(lock)


def _history(sources: list[Source]) -> list[dict[str, str]]:
    recorded: dict[str, list[str]] = {}
    given: dict[str, list[str]] = {}
    for source in sources:
        if source.provenance and source.provenance.recorded_sources is not None:
            for entry in source.provenance.recorded_sources:
                recorded.setdefault(entry["name"], []).append(entry["sha256"])
        else:
            given.setdefault(source.name, []).append(source.sha256)
    # A name keeps its place, with its new digest.
    digests = {**recorded, **given}
    return [{"name": name, "sha256": digest} for name, found in digests.items() for digest in dict.fromkeys(found)]


def _recorded(previous: Path) -> Lock:
    try:
        recorded: Lock = read_document(previous)
    except PipelineError:
        return {}
    return recorded


def _evidence(value: dict[str, Any], sources: list[Source]) -> tuple[dict[str, Evidence], dict[str, Evidence]]:
    published = [source for source in sources if not source.provenance]
    found_operations = {name: Evidence(PUBLISHED) for source in published for name, _ in operations(source.value)}
    found_schemas = {name: Evidence(PUBLISHED) for source in published for name in schemas(source.value)}
    elsewhere = {str(item.get("operationId")) for source in published for _, item in operations(source.value)}
    elsewhere |= set(found_operations) | set(found_schemas)
    problems: list[str] = []
    for source in sources:
        if not source.provenance:
            continue
        own_operations, own_schemas = (dict(operations(source.value)), schemas(source.value))
        problems += gaps(source.provenance, own_operations, own_schemas, elsewhere)
        for name, operation in own_operations.items():
            entry = operation_entry(source.provenance, name, operation)
            if entry:
                _keep_stronger(found_operations, name, evidence_of(entry))
        for name in own_schemas:
            if name in source.provenance.schemas:
                _keep_stronger(found_schemas, name, evidence_of(source.provenance.schemas[name]))
    if problems:
        raise PipelineError("\n".join(problems))
    # In the order of the spec, so that a diff shows the same order for both files.
    return (
        {name: found_operations[name] for name, _ in operations(value)},
        {name: found_schemas[name] for name in schemas(value)},
    )


def _keep_stronger(found: dict[str, Evidence], name: str, evidence: Evidence) -> None:
    if name not in found or KINDS.index(evidence.kind) < KINDS.index(found[name].kind):
        found[name] = evidence
