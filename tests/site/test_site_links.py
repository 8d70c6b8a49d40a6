"""Links of files whose pages stand elsewhere."""

from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.site.links import Links

PAGES = {
    "ARCHITECTURE.md": "architecture.md",
    "docs/architecture.md": "architecture.md",
    "docs/guides/files.md": "guides/files.md",
    "docs/chart.svg": "chart.svg",
}


@pytest.fixture
def links(tmp_path: Path) -> Links:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "story.py").touch()
    return Links(tmp_path, PAGES, "https://repository.invalid/blob/main")


@pytest.mark.parametrize(
    ("source", "page", "link", "expected"),
    [
        ("CONTRIBUTING.md", "contributing.md", "ARCHITECTURE.md#speed", "architecture.md#speed"),
        ("CONTRIBUTING.md", "contributing.md", "docs/guides/files.md", "guides/files.md"),
        ("docs/guides/files.md", "guides/files.md", "../../ARCHITECTURE.md", "../architecture.md"),
        ("docs/guides/files.md", "guides/files.md", "../architecture.md", "../architecture.md"),
        ("docs/guides/files.md", "guides/files.md", "../chart.svg", "../chart.svg"),
        ("docs/guides/files.md", "guides/files.md", "#there", "#there"),
        ("docs/guides/files.md", "guides/files.md", "https://a.invalid/b.md", "https://a.invalid/b.md"),
        ("docs/guides/files.md", "guides/files.md", "mailto:a@b.invalid", "mailto:a@b.invalid"),
        (
            "docs/guides/files.md",
            "guides/files.md",
            "../../examples/story.py#L3",
            "https://repository.invalid/blob/main/examples/story.py#L3",
        ),
    ],
)
def test_link_is_right_where_the_page_is(links: Links, source: str, page: str, link: str, expected: str) -> None:
    assert links.rewritten(f"See [it]({link}).", source, page) == f"See [it]({expected})."
    assert links.rewritten(f"See [`it`]({link}).", source, page) == f"See [`it`]({expected})."
    assert links.rewritten(f"[it]: {link}\n", source, page) == f"[it]: {expected}\n"


@pytest.mark.parametrize("link", ["missing.md", "../../etc/passwd", "../outside.md", "docs/guides/missing.md#a"])
def test_unknown_link_is_an_error_that_names_it(links: Links, link: str) -> None:
    with pytest.raises(PipelineError, match=rf"^CONTRIBUTING\.md has a link to {link}, which is neither a page nor"):
        links.rewritten(f"[a]({link})", "CONTRIBUTING.md", "contributing.md")


@pytest.mark.parametrize(
    "text",
    [
        "```python\nlinks[0](missing)\n```\n",
        "````\n```\n[a](missing.md)\n```\n````\n",
        "~~~\n[a](missing.md)\n~~~\n",
        "Use `values[0](missing)` and ``a ` [b](missing)``.\n",
        "A call (missing.md) [without] a link.\n",
    ],
)
def test_code_has_no_links(links: Links, text: str) -> None:
    assert links.rewritten(text, "CONTRIBUTING.md", "contributing.md") == text


def test_link_after_a_fenced_block_is_a_link(links: Links) -> None:
    text = "```\na\n```\n[a](ARCHITECTURE.md)\n"
    assert links.rewritten(text, "CONTRIBUTING.md", "contributing.md") == "```\na\n```\n[a](architecture.md)\n"
