"""The folder of the pages."""

from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.site.writing import write_pages
from tests.site.rendering import ROOT


def test_old_pages_are_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    count = write_pages(ROOT, folder)
    (folder / "removed.md").touch()
    assert write_pages(ROOT, folder) == count == len(list(folder.rglob("*.md")))
    assert not (folder / "removed.md").exists()
    assert "resources/customers.md" in (folder / "reference" / "index.md").read_text(encoding="utf-8")


def test_folder_with_other_files_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(PipelineError, match="holds files that are no pages of the site: name another folder"):
        write_pages(ROOT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
