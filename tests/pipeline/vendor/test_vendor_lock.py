"""The lock."""

from datetime import date

import pytest

from pipeline.documents import plain, read_document
from pipeline.errors import PipelineError
from tests.pipeline.vendor.vendor_samples import DOCUMENT, PAGE, Workspace

PROVENANCE = """\
operations:
  list-orders:
    operation: GET /orders
    evidence: seen-in-yaml
    inferred:
      - the description
  get-order:
    evidence: seen-in-rendered-page
  get-stock:
    evidence: inferred
schemas:
  Order:
    evidence: seen-in-yaml
  Stock:
    evidence: inferred
    inferred:
      - everything
"""


def test_evidence_comes_from_provenance_and_pages(workspace: Workspace) -> None:
    workspace.add("transcribed/provenance.yaml", PROVENANCE)
    workspace.vendor(workspace.add("transcribed/api.yaml", DOCUMENT), workspace.add("page.md", PAGE))
    lock = plain(read_document(workspace.lock))
    assert list(lock) == ["document", "sources", "date", "evidence", "inferred"]
    assert lock["evidence"] == {
        "operations": {
            "GET /orders": "seen-in-yaml",
            "POST /orders": "published",
            "GET /orders/{orderId}": "seen-in-rendered-page",
            "GET /stock": "inferred",
        },
        "schemas": {"Order": "seen-in-yaml", "Receipt": "published", "Stock": "inferred"},
    }
    assert lock["inferred"] == {
        "operations": {"GET /orders": ["the description"]},
        "schemas": {"Stock": ["everything"]},
    }
    assert [source["name"] for source in lock["sources"]] == ["api.yaml", "page.md"]
    assert str(workspace.folder) not in workspace.lock.read_text(encoding="utf-8")


def test_page_overrides_provenance(workspace: Workspace) -> None:
    workspace.add("transcribed/provenance.yaml", PROVENANCE)
    head, _, rest = DOCUMENT.partition("paths:\n")
    listed = rest[: rest.index("  /orders/{orderId}:")]
    page = f"```yaml /openapi.yaml get /orders\n{head}paths:\n{listed}```\n"
    workspace.vendor(workspace.add("transcribed/api.yaml", DOCUMENT), workspace.add("page.md", page))
    lock = plain(read_document(workspace.lock))
    assert lock["evidence"]["operations"]["GET /orders"] == "published"
    assert lock["inferred"]["operations"] == {}


def test_vendored_spec_keeps_its_evidence(workspace: Workspace) -> None:
    workspace.add("transcribed/provenance.yaml", PROVENANCE)
    workspace.vendor(workspace.add("transcribed/api.yaml", DOCUMENT))
    before = plain(read_document(workspace.lock))
    workspace.vendor(str(workspace.target), workspace.add("page.md", PAGE))
    after = plain(read_document(workspace.lock))
    expected = before["evidence"]["operations"] | {"POST /orders": "published"}
    assert after["evidence"]["operations"] == expected
    assert after["inferred"] == before["inferred"]


def test_edited_vendored_spec_is_an_error(workspace: Workspace) -> None:
    workspace.vendor(workspace.add("api.yaml", DOCUMENT))
    workspace.target.write_text(DOCUMENT.replace("One order", "An order"), encoding="utf-8")
    with pytest.raises(PipelineError, match=r"is not what .* records.*restore it from git; .*give it another name\.$"):
        workspace.vendor(str(workspace.target), workspace.add("page.md", PAGE))


def test_spec_without_provenance_is_published(workspace: Workspace) -> None:
    workspace.vendor(workspace.add("api.yaml", DOCUMENT))
    evidence = plain(read_document(workspace.lock))["evidence"]
    assert {*evidence["operations"].values(), *evidence["schemas"].values()} == {"published"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  get-stock:\n    evidence: inferred\n", "", r"no entry for GET /stock \(get-stock\)"),
        ("  Order:\n    evidence: seen-in-yaml\n", "", "no entry for the schema Order"),
        ("schemas:\n", "schemas:\n  Gone:\n    evidence: inferred\n", "entry for the schema Gone"),
        ("schemas:\n", "  gone:\n    evidence: inferred\nschemas:\n", "entry for the operation gone"),
        ("GET /orders", "PUT /orders", r"no entry for GET /orders \(list-orders\)"),
        ("seen-in-rendered-page", "published", "the evidence of get-order must be one of"),
        ("seen-in-rendered-page", "guessed", "the evidence of get-order must be one of"),
        ("- everything", "everything: true", "must be a list of strings"),
        ("schemas:\n", "schemas: [\n", "is not valid YAML"),
    ],
)
def test_provenance_that_does_not_match_is_an_error(workspace: Workspace, old: str, new: str, message: str) -> None:
    assert old in PROVENANCE
    workspace.add("provenance.yaml", PROVENANCE.replace(old, new, 1))
    with pytest.raises(PipelineError, match=message):
        workspace.vendor(workspace.add("api.yaml", DOCUMENT))
    assert workspace.written() == []


def test_provenance_can_have_entries_for_pages(workspace: Workspace) -> None:
    extra = PROVENANCE.replace("schemas:\n", "schemas:\n  Receipt:\n    evidence: inferred\n")
    workspace.add("provenance.yaml", extra)
    workspace.vendor(workspace.add("api.yaml", DOCUMENT), workspace.add("page.md", PAGE))
    assert plain(read_document(workspace.lock))["evidence"]["schemas"]["Receipt"] == "published"


def test_second_run_writes_nothing(workspace: Workspace) -> None:
    source = workspace.add("api.yaml", DOCUMENT)
    workspace.vendor(source, today=date(2026, 4, 1))
    before = {path: (path.read_bytes(), path.stat().st_ino) for path in (workspace.target, workspace.lock)}
    workspace.vendor(source, source, today=date(2026, 4, 2))
    assert {path: (path.read_bytes(), path.stat().st_ino) for path in before} == before
    assert workspace.summary == (
        "openapi.yaml: 3 operations, 3 paths, 2 tags, 2 schemas from 1 source; evidence: 5 published; "
        "nothing has changed."
    )


def test_lock_has_a_new_date_when_sources_change(workspace: Workspace) -> None:
    workspace.vendor(workspace.add("api.yaml", DOCUMENT), today=date(2026, 4, 1))
    workspace.vendor(workspace.add("api.yaml", DOCUMENT + "# more\n"), today=date(2026, 4, 2))
    assert plain(read_document(workspace.lock))["date"] == "2026-04-02"


def test_broken_lock_is_replaced(workspace: Workspace) -> None:
    workspace.lock.write_text("<<<<<<< ours", encoding="utf-8")
    workspace.vendor(workspace.add("api.yaml", DOCUMENT))
    assert plain(read_document(workspace.lock))["date"] == "2026-04-01"
