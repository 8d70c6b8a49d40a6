"""The page about the evidence for the spec, made of openapi.lock.yaml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.api import Api
from pipeline.readme import MEANINGS, evidence_table
from pipeline.site import markup
from pipeline.site.evidence import methods_of
from pipeline.vendor.observed import Observation, observations_in

_INTRODUCTION = """\
# What is known of the API

This client is not made by the company behind the portal, and was never tried against a real portal. It is
generated from a spec, and this page states where each part of that spec comes from. The page is made from
[openapi.lock.yaml]({lock}), which `nox -s vendor` writes.

"""
_KINDS = """
- **verbatim**: from upstream's own reference pages.
- **transcribed**: names, types, examples, statuses and allowed values are those of the public pages. The
  descriptions are reworded. A page shows its operation as YAML (`seen-in-yaml`) or as text (`seen-in-rendered-page`).
- **inferred**, here and [below](#what-is-inferred): parts that no page showed, and that follow the example of similar
  operations.
- **observed at a portal**: `mijnklantportaal verify` has compared responses of a real portal with the spec, and
  its user has sent the report.

The mistakes of the spec are on another page: [What is wrong upstream](overlay.md).
"""


def known_page(lock: dict[str, Any], path: Path, api: Api, repository: str) -> str:
    """Return the page.

    Args:
        lock: The content of openapi.lock.yaml.
        path: Its path, for errors.
        api: The API of the spec.
        repository: The address of files in the repository, up to the path of the file.

    Raises:
        PipelineError: The observations in the lock are damaged.
    """
    observations = observations_in(lock, path)
    table = evidence_table(lock)
    parts = [
        f"{_INTRODUCTION.format(lock=f'{repository}/openapi.lock.yaml')}{table}{_KINDS}".rstrip(),
        *_sources(lock),
        *_operations(lock, methods_of(api, "../reference/resources"), observations),
        *_schemas(lock),
        *_inferred(lock),
    ]
    return "\n\n".join(parts) + "\n"


def _sources(lock: dict[str, Any]) -> Iterator[str]:
    document = lock["document"]
    yield "## Sources"
    yield (
        f"Vendored on {markup.text(str(lock.get('date', 'an unknown date')))}: {document['operations']} operations, "
        f"{document['paths']} paths, {document['tags']} tags and {document['schemas']} schemas. The SHA-256 of "
        f"`openapi.yaml` is {markup.code(document['sha256'])}."
    )
    rows = [(markup.code(source["name"]), markup.code(source["sha256"])) for source in lock["sources"]]
    yield markup.table(("source", "SHA-256"), rows)


def _operations(lock: dict[str, Any], methods: dict[str, str], observations: dict[str, Observation]) -> Iterator[str]:
    yield "## Operations"
    rows = [
        (
            markup.code(name),
            methods.get(name, ""),
            _kind(kind, name in lock["inferred"]["operations"]),
            _observed(observations.get(name)),
        )
        for name, kind in lock["evidence"]["operations"].items()
    ]
    yield markup.table(("operation", "in Python", "evidence", "observed at a portal"), rows)


def _schemas(lock: dict[str, Any]) -> Iterator[str]:
    yield "## Schemas"
    rows = [
        (markup.code(name), _kind(kind, name in lock["inferred"]["schemas"]))
        for name, kind in lock["evidence"]["schemas"].items()
    ]
    yield markup.table(("schema", "evidence"), rows)


def _kind(kind: str, has_inferred_parts: bool) -> str:
    return f"{MEANINGS[kind]} ({markup.code(kind)}){', parts inferred' if has_inferred_parts else ''}"


def _observed(observation: Observation | None) -> str:
    if observation is None:
        return "no"
    result = "deviates" if observation.deviates else "agrees"
    return f"{result}: {observation.responses} responses, {observation.objects} objects, {observation.date}"


def _inferred(lock: dict[str, Any]) -> Iterator[str]:
    yield "## What is inferred"
    yield "Other parts of these operations and schemas are as the tables above say."
    for kind in ("operations", "schemas"):
        yield f"### Inferred in {kind}"
        rows = [
            (markup.code(name), "<br>".join(map(markup.prose, parts))) for name, parts in lock["inferred"][kind].items()
        ]
        yield markup.table((kind[:-1], "inferred"), rows)
