"""The committed openapi.yaml and its lock."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.documents import plain, read_document
from pipeline.vendor.pages import fragment_of
from pipeline.vendor.shape import operations, schemas, totals, unresolved_references
from tests.pipeline.vendor.vendor_samples import PAGES, ROOT, Workspace, lines_in_order

DOCUMENT = ROOT / "openapi.yaml"
LOCK = ROOT / "openapi.lock.yaml"


def test_committed_spec_has_all_operations() -> None:
    spec = plain(read_document(DOCUMENT))
    assert totals(spec) == {"operations": 69, "paths": 43, "tags": 16, "schemas": 22}
    assert unresolved_references(spec) == []


def test_committed_lock_has_the_digest_of_the_spec() -> None:
    spec, lock = plain(read_document(DOCUMENT)), plain(read_document(LOCK))
    assert lock["document"] == {"sha256": hashlib.sha256(DOCUMENT.read_bytes()).hexdigest(), **totals(spec)}
    assert list(lock["evidence"]["operations"]) == [name for name, _ in operations(spec)]
    assert list(lock["evidence"]["schemas"]) == list(schemas(spec))


def test_committed_lock_marks_the_pages_as_published() -> None:
    lock = plain(read_document(LOCK))
    recorded = {source["name"]: source["sha256"] for source in lock["sources"]}
    for page in PAGES:
        fragment = fragment_of(page.read_text(encoding="utf-8"), page.name)
        assert recorded[page.name] == hashlib.sha256(page.read_bytes()).hexdigest()
        assert lock["evidence"]["operations"][f"{fragment.method.upper()} {fragment.path}"] == "published"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_committed_spec_contains_every_line_of_the_pages(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert lines_in_order(fragment_of(text, "page").text, DOCUMENT.read_text(encoding="utf-8"))


def test_vendoring_the_committed_spec_with_the_pages_changes_no_line(workspace: Workspace) -> None:
    assert workspace.vendor(DOCUMENT, *PAGES) == DOCUMENT.read_text(encoding="utf-8")
    assert plain(read_document(workspace.lock))["sources"] == plain(read_document(LOCK))["sources"]
    counts, evidence, updated = workspace.summary.split("; ")
    assert counts == "openapi.yaml: 69 operations, 43 paths, 16 tags, 22 schemas from 5 sources"
    assert evidence.startswith("evidence: 7 published, ")
    assert sum(int(word) for word in evidence.split() if word.isdecimal()) == 69 + 22
    assert updated == "updated: 0 operations, 0 schemas."


def test_pages_keep_their_lines_beside_a_json_spec(workspace: Workspace) -> None:
    value = plain(read_document(DOCUMENT))
    result = workspace.vendor(workspace.add("api.json", json.dumps(value)), *PAGES)
    assert plain(read_document(workspace.target)) == value
    for page in PAGES:
        assert lines_in_order(fragment_of(page.read_text(encoding="utf-8"), "page").text, result)


def test_vendoring_the_committed_spec_alone_changes_nothing(workspace: Workspace) -> None:
    before = (DOCUMENT.read_bytes(), LOCK.read_bytes())
    workspace.target.write_bytes(before[0])
    workspace.lock.write_bytes(before[1])
    workspace.vendor(workspace.target, today=date(2030, 1, 1))
    assert (workspace.target.read_bytes(), workspace.lock.read_bytes()) == before
    assert workspace.summary.endswith("; nothing has changed.")


def test_pages_are_merged_into_their_places(workspace: Workspace) -> None:
    """Without its pages the spec is the transcription; vendored with them it is the committed spec."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines(keepends=True)
    kept, skipping = [], False
    for index, line in enumerate(lines):
        if line.startswith("    ") and not line.startswith("     ") and line.rstrip().endswith(":"):
            following = "".join(lines[index : index + 9])
            skipping = line.strip() in ("CustomerOffer:", "CustomerInvoice:", "Error_ApiError:") or any(
                f"operationId: {name}\n" in following
                for name in ("list-customer-offers", "get-customer-offer", "get-customer-invoice")
            )
        elif not line.startswith("     "):
            skipping = False
        if not skipping:
            kept.append(line)
    text = "".join(kept)
    start = text.index("  /customer-offers/manual:")
    text = text[:start] + text[text.index("  /customer-offers/{offerId}:") :]
    source = workspace.add("rest.yaml", text)
    assert workspace.vendor(source, *PAGES, today=date(2026, 1, 1)) == DOCUMENT.read_text(encoding="utf-8")
