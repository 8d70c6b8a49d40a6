"""Texts of the spec in docstrings of the generated package stay text in the reference."""

from pathlib import Path

import griffe
import pytest

from pipeline.render.code import docstring
from pipeline.render.documentation import method_documentation
from pipeline.site.docstrings import SpecTexts
from tests.pipeline.render.render_samples import argument, method
from tests.site.built_pages import BuiltPage
from tests.site.hostile_texts import HOSTILE
from tests.site.rendering import rendered


def _rendered_documentation(folder: Path, package: str, text: str) -> list[BuiltPage]:
    """Return the parts of the docstring of a method that has a text as its description and that of its argument."""
    documented = method(argument("value", wording={"description": text}), wording={"description": text})
    documentation = docstring(method_documentation(documented, is_async=False), 4)
    (folder / package).mkdir()
    source = f"def call(value):\n    {documentation}\n"
    (folder / package / "__init__.py").write_text(source, encoding="utf-8")
    extensions = griffe.load_extensions(SpecTexts)
    loaded = griffe.load(package, search_paths=[folder], extensions=extensions, docstring_parser="google")
    parts: list[str] = []
    assert loaded["call"].docstring is not None
    for section in loaded["call"].docstring.parsed:
        is_text = isinstance(section.value, str)
        parts += [section.value] if is_text else [item.description for item in section.value]
    return [rendered(part) for part in parts]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_docstring_with_hostile_texts_has_only_text_and_code(tmp_path: Path, text: str) -> None:
    pages = _rendered_documentation(tmp_path, "mijnklantportaal_api", text)
    assert {tag for page in pages for tag in page.tags} <= {"p", "code", "wbr"}
    assert [link for page in pages for link in page.links] == []
    assert all(page.text.strip() for page in pages)


def test_docstring_of_another_package_is_markdown(tmp_path: Path) -> None:
    pages = _rendered_documentation(tmp_path, "other_package", "**bold**")
    assert "strong" in pages[0].tags
