"""Vendoring with the vendored spec as a source."""

import hashlib
import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents import dump_yaml, parse_document, plain, read_document
from pipeline.errors import PipelineError
from tests.pipeline.vendor.vendor_samples import DOCUMENT, HEAD, PAGE, Workspace, lines_in_order

PROVENANCE = """\
operations:
  list-orders:
    evidence: seen-in-yaml
  get-order:
    evidence: seen-in-rendered-page
    inferred:
      - the status
  get-stock:
    evidence: inferred
schemas:
  Order:
    evidence: seen-in-yaml
    inferred:
      - the dates
  Stock:
    evidence: inferred
"""
GET_ORDER = DOCUMENT[DOCUMENT.index("  /orders/{orderId}:") : DOCUMENT.index("  /stock:")]
ORDER = DOCUMENT[DOCUMENT.index("    Order:") : DOCUMENT.index("    Stock:")]
ORDER_PAGE = (
    f"```yaml /openapi.yaml get /orders/{{orderId}}\n{HEAD}paths:\n{GET_ORDER}components:\n  schemas:\n{ORDER}```\n"
)


@pytest.fixture
def vendored(workspace: Workspace) -> Workspace:
    """Return a workspace with a spec and a lock from a transcription and a page."""
    workspace.add("transcribed/provenance.yaml", PROVENANCE)
    workspace.vendor(workspace.add("transcribed/api.yaml", DOCUMENT), workspace.add("create-order.md", PAGE))
    return workspace


def lock_in(workspace: Workspace) -> Any:
    return plain(read_document(workspace.lock))


def sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def test_changed_page_replaces_the_vendored_operation(vendored: Workspace) -> None:
    before = vendored.target.read_text(encoding="utf-8")
    changes = (
        ("description: One order", 'description: "The order"  # new'),
        ("example: 2024-001", "example: 2026-001"),
        ("title: Shop", "title: Web shop"),
    )
    page, expected = ORDER_PAGE, before
    for old, new in changes:
        assert old in page
        page, expected = page.replace(old, new), expected.replace(old, new)
    assert vendored.vendor(vendored.target, vendored.add("get-order.md", page)) == expected
    lock = lock_in(vendored)
    assert lock["evidence"] == {
        "operations": {
            "GET /orders": "seen-in-yaml",
            "POST /orders": "published",
            "GET /orders/{orderId}": "published",
            "GET /stock": "inferred",
        },
        "schemas": {"Order": "published", "Receipt": "published", "Stock": "inferred"},
    }
    assert lock["inferred"] == {"operations": {}, "schemas": {}}
    assert vendored.summary == (
        "openapi.yaml: 4 operations, 3 paths, 2 tags, 3 schemas from 2 sources; "
        "evidence: 4 published, 1 seen-in-yaml, 2 inferred; updated: 1 operation, 1 schema."
    )


@pytest.mark.parametrize("name", ["new.yaml", "new.json"])
def test_published_spec_replaces_the_vendored_one(vendored: Workspace, name: str) -> None:
    text = DOCUMENT.replace("description: Stock", "description: What is there").replace("type: integer", "type: number")
    spec = json.dumps(plain(parse_document(text.encode(), name))) if name.endswith("json") else text
    result = vendored.vendor(vendored.add(name, spec), vendored.target)
    assert lines_in_order(text, result)
    assert "operationId: create-order" in result
    assert set(lock_in(vendored)["evidence"]["operations"].values()) == {"published"}
    assert vendored.summary.endswith("; evidence: 7 published; updated: 1 operation, 1 schema.")


def test_new_tags_of_a_page_determine_the_order_of_its_paths(vendored: Workspace) -> None:
    head = HEAD.replace("  - name: Stock API\n", "  - name: Returns API\n  - name: Stock API\n")
    operation = "    get:\n      tags:\n        - Returns API\n      responses: {}\n"
    page = f"```yaml /openapi.yaml get /zebra\n{head}paths:\n  /zebra:\n{operation}```\n"
    result = vendored.vendor(vendored.target, vendored.add("zebra.md", page))
    assert result.index("  /orders/{orderId}:") < result.index("  /zebra:") < result.index("  /stock:")


def test_contradicting_pages_are_an_error_beside_a_vendored_spec(vendored: Workspace) -> None:
    pages = [
        vendored.add(f"{word}.md", ORDER_PAGE.replace("One order", word)) for word in ("One order", "Two", "Three")
    ]
    before = vendored.target.read_bytes()
    for one, other in itertools.permutations(pages, 2):
        with pytest.raises(PipelineError) as caught:
            vendored.vendor(one, vendored.target, other)
        assert str(caught.value).startswith(f"{min(one, other)} and {max(one, other)} disagree about ")
    assert vendored.target.read_bytes() == before


@pytest.mark.parametrize("word", ["One order", "Another"])
def test_transcription_is_not_replaced_by_a_page(vendored: Workspace, word: str) -> None:
    """The transcription contradicts the page, whether or not it equals the vendored spec."""
    vendored.add("transcribed/api.yaml", DOCUMENT.replace("One order", word))
    page = vendored.add("get-order.md", ORDER_PAGE.replace("One order", "The order"))
    with pytest.raises(PipelineError, match=r"disagree about /paths/~1orders~1\{orderId\}/get/responses/200/"):
        vendored.vendor(vendored.target, vendored.folder / "transcribed/api.yaml", page)


def test_transcription_does_not_replace_the_vendored_spec(vendored: Workspace) -> None:
    changed = vendored.add("transcribed/api.yaml", DOCUMENT.replace("One order", "Another"))
    with pytest.raises(PipelineError, match=r"out/openapi\.yaml and .*transcribed/api\.yaml disagree about "):
        vendored.vendor(changed, vendored.target)


def test_stronger_evidence_wins(vendored: Workspace) -> None:
    vendored.vendor(vendored.target, vendored.add("get-order.md", ORDER_PAGE))
    vendored.add("transcribed/provenance.yaml", PROVENANCE.replace("evidence: inferred", "evidence: seen-in-yaml"))
    vendored.vendor(vendored.folder / "transcribed/api.yaml", vendored.target)
    evidence = lock_in(vendored)["evidence"]
    assert evidence["schemas"] == {"Order": "published", "Receipt": "published", "Stock": "seen-in-yaml"}


@pytest.mark.parametrize(("pages", "count"), [(["create-order.md"], 3), (["create-order.md", "get-order.md"], 2)])
def test_pages_alone_cannot_remove_operations(vendored: Workspace, pages: list[str], count: int) -> None:
    vendored.add("get-order.md", ORDER_PAGE)
    before = (vendored.target.read_bytes(), vendored.lock.read_bytes())
    with pytest.raises(PipelineError) as caught:
        vendored.vendor(*(vendored.folder / page for page in pages))
    assert str(caught.value) == (
        f"With these pages alone, openapi.yaml would lose {count} of its operations; "
        "to keep them, give openapi.yaml as the first source, before the pages."
    )
    assert (vendored.target.read_bytes(), vendored.lock.read_bytes()) == before


def test_pages_alone_cannot_replace_an_unreadable_spec(workspace: Workspace) -> None:
    workspace.target.write_text(f"<<<<<<< ours\n{DOCUMENT}", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"openapi\.yaml is not valid YAML"):
        workspace.vendor(workspace.add("page.md", PAGE))
    assert workspace.target.read_text(encoding="utf-8").startswith("<<<<<<< ours\n")


def test_whole_spec_can_remove_operations(vendored: Workspace) -> None:
    smaller = DOCUMENT[: DOCUMENT.index("  /stock:")] + DOCUMENT[DOCUMENT.index("components:") :]
    vendored.vendor(vendored.add("new.yaml", smaller))
    assert lock_in(vendored)["document"]["operations"] == 2


def test_lock_keeps_the_earlier_sources(vendored: Workspace) -> None:
    first = lock_in(vendored)["sources"]
    assert [source["name"] for source in first] == ["api.yaml", "create-order.md"]
    added = vendored.add("again/get-order.md", ORDER_PAGE)
    changed = vendored.add("again/create-order.md", PAGE.replace('"The order"', "Created"))
    vendored.vendor(vendored.target, added, changed, today=date(2026, 5, 1))
    assert lock_in(vendored)["sources"] == [
        first[0],
        {"name": "create-order.md", "sha256": sha256(changed)},
        {"name": "get-order.md", "sha256": sha256(added)},
    ]
    assert lock_in(vendored)["date"] == "2026-05-01"


def test_vendored_spec_alone_changes_nothing(vendored: Workspace) -> None:
    before = {path: (path.read_bytes(), path.stat().st_ino) for path in (vendored.target, vendored.lock)}
    vendored.vendor(vendored.target, today=date(2026, 5, 1))
    assert {path: (path.read_bytes(), path.stat().st_ino) for path in before} == before
    assert vendored.summary.endswith("2 inferred; nothing has changed.")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("evidence", None),
        ("evidence", []),
        ("evidence", {"operations": {}}),
        ("evidence", {"operations": {}, "schemas": {"Order": "guessed"}}),
        ("evidence", {"operations": {"GET /orders": ["published"]}, "schemas": {}}),
        ("inferred", None),
        ("inferred", {"operations": {"GET /orders": "text"}, "schemas": {}}),
        ("inferred", {"operations": [], "schemas": {}}),
        ("sources", None),
        ("sources", {"name": "api.yaml"}),
        ("sources", [{"name": "api.yaml"}]),
        ("sources", ["api.yaml"]),
        ("document", None),
        ("document", "sha256"),
        ("document", {"sha256": 1}),
    ],
)
def test_damaged_lock_is_an_error(vendored: Workspace, part: str, value: Any) -> None:
    damaged = {**lock_in(vendored), part: value}
    vendored.lock.write_bytes(dump_yaml(damaged))
    with pytest.raises(PipelineError) as caught:
        vendored.vendor(vendored.target, vendored.folder / "create-order.md")
    assert str(caught.value) == (
        f"{vendored.lock} is incomplete or damaged, see {part}: restore it from git, together with {vendored.target}."
    )
