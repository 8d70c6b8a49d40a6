"""What the actions of an overlay change, by place."""

from pathlib import Path

import pytest

from pipeline.loading import load_files, read_source, read_spec
from pipeline.overlay import read_overlay
from pipeline.overlay.reading import Overlay
from pipeline.site.corrections import ABSENT, Place, Subject, closing_comment, corrections
from pipeline.site.overlay_page import overlay_page
from pipeline.vendor.provenance import read_lock
from tests.site.rendering import ROOT, rendered

TEXT = """\
overlay: 1.1.0
actions:
  # First section,
  # on two lines

  - target: $.paths['/a'].get
    update: {summary: new}
  - target: $.paths['/a'].get.tags
    update: [more]

  # Second section

  - target: $.components.schemas.B.type
    remove: true
  - target: $.info
    update: {title: new}

# Left alone:
#
# - This,
#   for a reason.
# - That.
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    path = tmp_path / "overlay.yaml"
    path.write_text(TEXT.replace("actions:\n", "info: {title: a, version: '1'}\nactions:\n"), encoding="utf-8")
    return read_overlay(path)


SPEC = {
    "info": {"title": "old"},
    "paths": {"/a": {"get": {"tags": ["one"]}}},
    "components": {"schemas": {"B": {"type": "string"}}},
}


def test_places_have_their_subject_and_both_values(overlay: Overlay) -> None:
    operation, schema = Subject("operation", "GET /a"), Subject("schema", "B")
    assert [place for correction in corrections(SPEC, overlay) for place in correction.places] == [
        Place(operation, ("summary",), ABSENT, "new"),
        Place(operation, ("tags",), ["one"], ["one", "more"]),
        Place(schema, ("type",), "string", ABSENT),
        Place(Subject("other"), ("info", "title"), "old", "new"),
    ]


def test_sections_are_the_comments_above_actions(overlay: Overlay) -> None:
    sections = [(correction.number, correction.section) for correction in corrections(SPEC, overlay)]
    first, second = "First section, on two lines", "Second section"
    assert sections == [(1, first), (2, first), (3, second), (4, second)]


def test_closing_comment_is_a_title_and_its_items(overlay: Overlay) -> None:
    assert closing_comment(overlay) == ["Left alone:", "This, for a reason.", "That."]


def test_overlay_without_comments_has_one_section() -> None:
    overlay = Overlay(overlay="1.1.0", info={}, actions=[])
    overlay["info"] = {"title": "a", "version": "1"}
    overlay["actions"] = [{"target": "$.info", "update": {"title": "new"}}]
    (correction,) = corrections(SPEC, overlay)
    assert (correction.line, correction.section) == (0, "")
    assert closing_comment(overlay) == []


def test_page_has_every_action_of_this_repository_with_its_whole_reason() -> None:
    path = ROOT / "overrides" / "overlay.yaml"
    overlay, spec = read_overlay(path), read_spec(read_source(ROOT / "openapi.yaml"))
    api = load_files(ROOT / "openapi.yaml", path, ROOT / "generator-config.yaml").api
    lock = read_lock(ROOT / "openapi.lock.yaml")
    page = rendered(overlay_page(spec, overlay, lock, api, "https://repository.invalid"))
    text = " ".join(page.text.split())
    assert len(overlay["actions"]) > 100
    for number, action in enumerate(overlay["actions"], start=1):
        assert f"action-{number}" in page.anchors
        assert " ".join(action["description"].split()).replace("`", "") in text
    assert all(correction.places and correction.section for correction in corrections(spec, overlay))
