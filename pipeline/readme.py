"""Writes the tables of resources and evidence in the README."""

from typing import Any

from pipeline.api import Api
from pipeline.errors import PipelineError
from pipeline.vendor.provenance import KINDS

START, END = "<!-- resources -->", "<!-- end of resources -->"
EVIDENCE_START, EVIDENCE_END = "<!-- evidence -->", "<!-- end of evidence -->"

# The words of a reader for each kind of evidence.
MEANINGS = {
    "published": "verbatim",
    "seen-in-yaml": "transcribed",
    "seen-in-rendered-page": "transcribed",
    "inferred": "inferred",
}


def with_resource_table(readme: str, api: Api) -> str:
    """Return the README with the table of resources between its two marks.

    Raises:
        PipelineError: The README lacks a mark.
    """
    return _with_table(readme, "resources", START, resource_table(api), END)


def with_evidence_table(readme: str, lock: dict[str, Any]) -> str:
    """Return the README with the table of evidence for the operations between its two marks.

    Args:
        readme: The README.
        lock: The content of openapi.lock.yaml.

    Raises:
        PipelineError: The README lacks a mark.
    """
    return _with_table(readme, "evidence", EVIDENCE_START, evidence_table(lock), EVIDENCE_END)


def _with_table(readme: str, name: str, start: str, table: str, end: str) -> str:
    before, first_mark, rest = readme.partition(start)
    _, last_mark, after = rest.partition(end)
    if not first_mark or not last_mark:
        raise PipelineError(f"README.md has no marks for the table of {name}: insert {start} and {end}.")
    return f"{before}{start}\n{table}{end}{after}"


def resource_table(api: Api, *, pages: str = "") -> str:
    """Return the table of resources and their methods.

    Args:
        api: The API.
        pages: The folder of the pages that the resources link to, such as `resources/`; without it there are no links.
    """
    rows = [
        f"| {_resource(resource.name, pages)} | {' '.join(f'`{method.name}`' for method in resource.methods)} |\n"
        for resource in api.resources
    ]
    return "| attribute | methods |\n|---|---|\n" + "".join(rows)


def _resource(name: str, pages: str) -> str:
    return f"[`{name}`]({pages}{name}.md)" if pages else f"`{name}`"


def evidence_table(lock: dict[str, Any]) -> str:
    """Return the table of what is known of the operations, from the content of openapi.lock.yaml."""
    operations, schemas = lock["evidence"]["operations"], lock["evidence"]["schemas"]
    observed = lock.get("observed", {}).get("operations", {})
    header = ("evidence", "schemas", "operations", "observed at a portal", "agree", "deviate", "when")
    rows = [
        _evidence_row(
            f"{MEANINGS[kind]} (`{kind}`)",
            sum(schema == kind for schema in schemas.values()),
            [name for name, evidence in operations.items() if evidence == kind],
            observed,
        )
        for kind in KINDS
    ]
    rows.append(_evidence_row("together", len(schemas), list(operations), observed))
    return "".join(f"| {' | '.join(row)} |\n" for row in (header, ["---"] * len(header), *rows))


def _evidence_row(label: str, schemas: int, operations: list[str], observed: dict[str, Any]) -> list[str]:
    seen = [observed[name] for name in operations if name in observed]
    deviating = sum(entry["deviates"] for entry in seen)
    counts = (schemas, len(operations), len(seen), len(seen) - deviating, deviating)
    dates = sorted({entry["date"] for entry in seen})
    return [label, *map(str, counts), " to ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else ""]
