"""Hostile texts of a spec, an overlay or a lock stay text in the pages."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.diff.quoting import on_one_line
from pipeline.overlay.reading import Overlay
from pipeline.site import markup
from pipeline.site.known_page import known_page
from pipeline.site.overlay_page import overlay_page
from tests.pipeline.render.render_samples import api, method
from tests.site.built_pages import BuiltPage
from tests.site.hostile_texts import HOSTILE
from tests.site.rendering import rendered


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_is_rendered_as_itself(text: str) -> None:
    for markdown in (markup.text(text), markup.table(("a",), [(markup.text(text),)])):
        page = rendered(markdown)
        assert on_one_line(text) in " ".join(page.text.split())
        assert set(page.tags) <= {"p", "table", "thead", "tbody", "tr", "th", "td"}
        assert not page.links
        assert not page.anchors


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_code_is_rendered_as_itself(text: str) -> None:
    assert on_one_line(text) in rendered(markup.code(text)).text
    page = rendered(markup.block(text))
    assert [line.split() for line in page.text.strip("\n").split("\n")] == [
        on_one_line(line).split() for line in text.split("\n")
    ]
    assert set(page.tags) == {"div", "pre", "code"}


def test_prose_has_code_between_backticks_and_nothing_else() -> None:
    page = rendered(markup.prose("Use `a|b` and <b>*c*</b>."))
    assert page.tags == ["p", "code"]
    assert page.text == "Use a|b and <b>*c*</b>."


def test_long_values_are_truncated() -> None:
    assert len(rendered(markup.json_code("x" * 5000)).text) < 200


def _elsewhere(page: BuiltPage) -> list[str]:
    """Return the links to other pages, and what is loaded. Those to headings of the page have the text of these."""
    return [link for link in [*page.links, *page.loaded] if not link.startswith("#")]


def _overlay(text: str) -> Overlay:
    overlay = Overlay(
        overlay="1.1.0",
        info={"title": text, "version": "1"},
        actions=[
            {
                "target": "$.paths['/a'].get",
                "description": text,
                "update": {"x-a": text, f"x-{text}": {text: text}, "summary": text},
            },
            {"target": "$.components.schemas", "description": f"`{text}`. {text}", "update": {text: {"title": text}}},
        ],
    )
    comment = on_one_line(text)
    overlay.text = f"actions:\n  # {comment}\n\n  - a: 1\n  - b: 1\n\n# {comment}:\n#\n# - {comment}\n"
    return overlay


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_overlay_page_with_hostile_texts_has_only_its_own_elements(text: str) -> None:
    spec: dict[str, Any] = {"paths": {"/a": {"get": {"summary": "old"}}}, "components": {"schemas": {"Known": {}}}}
    lock = {"evidence": {"operations": {"GET /a": "published"}, "schemas": {text: "inferred"}}}
    page = rendered(overlay_page(spec, _overlay(text), lock, api(method(path="/a")), "https://repository.invalid"))
    harmless = rendered(
        overlay_page(spec, _overlay("harmless"), lock, api(method(path="/a")), "https://repository.invalid")
    )
    assert set(page.tags) <= {*harmless.tags, "wbr"}
    assert page.headings == harmless.headings
    assert _elsewhere(page) == _elsewhere(harmless)
    assert on_one_line(text).split()[0] in page.text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_known_page_with_hostile_texts_has_only_its_own_elements(text: str) -> None:
    def lock(value: str) -> dict[str, Any]:
        return {
            "document": {"sha256": value, "operations": 1, "paths": 1, "tags": 1, "schemas": 1},
            "sources": [{"name": value, "sha256": value}],
            "date": value,
            "evidence": {"operations": {f"GET /{value}": "published"}, "schemas": {value: "inferred"}},
            "inferred": {"operations": {f"GET /{value}": [value]}, "schemas": {value: [value, value]}},
        }

    page, harmless = (
        rendered(known_page(lock(value), Path("openapi.lock.yaml"), api(method(path="/a")), "https://a.invalid"))
        for value in (text, "harmless")
    )
    assert set(page.tags) <= {*harmless.tags, "code", "wbr"}
    assert page.headings == harmless.headings
    assert _elsewhere(page) == _elsewhere(harmless)
    assert on_one_line(text).split()[0] in page.text
