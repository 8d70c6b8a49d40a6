"""Markdown as HTML, with the extensions of the site."""

from functools import cache
from pathlib import Path
from typing import Any

import markdown

from pipeline.documents import read_document
from tests.site.built_pages import BuiltPage

ROOT = Path(__file__).parents[2]


@cache
def _extensions() -> dict[str, dict[str, Any]]:
    listed = read_document(ROOT / "mkdocs.yml")["markdown_extensions"]
    extensions: dict[str, dict[str, Any]] = {name: {} for name in listed if isinstance(name, str)}
    for configured in listed:
        extensions |= configured if isinstance(configured, dict) else {}
    # Its paths are relative to the folder of mkdocs.yml.
    extensions["pymdownx.snippets"]["base_path"] = [str(ROOT)]
    return extensions


def rendered(text: str) -> BuiltPage:
    """Return what the HTML of a Markdown text has."""
    extensions = _extensions()
    html = markdown.markdown(text, extensions=list(extensions), extension_configs=extensions)
    return BuiltPage.parse(html)
