"""The links of README.md, which are absolute: PyPI shows the page too."""

import re
from pathlib import Path

import pytest

from tests.docs_examples import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
REPOSITORY = "https://github.com/mijnklantportaal-client/mijnklantportaal"
DOCS = "https://mijnklantportaal-client.github.io/mijnklantportaal/"
LINKS = sorted(set(re.findall(r"\]\(([^)\s]+)\)", README)))
# Pages that `nox -s docs` generates.
GENERATED = {"architecture/", "changelog/", "contributing/", "known/", "overlay/", "security/"}


def headings(text: str) -> set[str]:
    """Return the IDs that the headings of a page have."""
    lines = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", line).strip().lower().replace(" ", "-") for line in lines}


def page_of(path: str) -> Path:
    """Return the page that the site has at this path, which ends in a slash."""
    page = ROOT / "docs" / f"{path.rstrip('/')}.md"
    return page if page.is_file() else ROOT / "docs" / path / "index.md"


def test_readme_links_are_absolute() -> None:
    assert len(LINKS) > 20
    assert [link for link in LINKS if not link.startswith(("https://", "#"))] == []


def test_readme_links_to_itself_name_a_heading() -> None:
    assert {link[1:] for link in LINKS if link.startswith("#")} <= headings(README)


@pytest.mark.parametrize("link", [link for link in LINKS if link.startswith(DOCS)])
def test_readme_link_to_the_docs_names_a_page_and_a_heading(link: str) -> None:
    path, _, heading = link.removeprefix(DOCS).partition("#")
    assert not path or path.endswith("/"), "the site has a folder for each page"
    if path not in GENERATED:
        text = page_of(path).read_text(encoding="utf-8")
        assert not heading or heading in headings(text)


@pytest.mark.parametrize("link", [link for link in LINKS if link.startswith(REPOSITORY)])
def test_readme_link_to_the_repository_names_a_file(link: str) -> None:
    kind, _, path = link.removeprefix(f"{REPOSITORY}/").partition("/")
    file = f".github/{path.removesuffix('/badge.svg')}" if kind == "actions" else path.removeprefix("main/")
    assert (ROOT / file).is_file()
