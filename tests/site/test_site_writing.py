"""The folder of the pages."""

import os
import shutil
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.site.writing import write_pages
from tests.site.rendering import ROOT


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy of what the pages are made of, in a folder whose name has a space."""
    root = tmp_path / "the copy"
    root.mkdir()
    ignored = shutil.ignore_patterns(".*", "build", "site", "__pycache__")
    shutil.copytree(ROOT, root, ignore=ignored, dirs_exist_ok=True)
    return root


def test_old_pages_are_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    count = write_pages(ROOT, folder)
    (folder / "removed.md").touch()
    assert write_pages(ROOT, folder) == count == len(list(folder.rglob("*.md")))
    assert not (folder / "removed.md").exists()
    assert "resources/customers.md" in (folder / "reference" / "index.md").read_text(encoding="utf-8")


def test_folder_with_other_files_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    (tmp_path / "index.md").touch()
    for folder in (tmp_path, tmp_path / "index.md"):
        with pytest.raises(PipelineError, match="was not written by this command: name another folder"):
            write_pages(ROOT, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.md", "thesis.txt"]


def test_sources_are_not_deleted(repository: Path) -> None:
    with pytest.raises(PipelineError, match="was not written by this command"):
        write_pages(repository, repository / "docs")
    assert (repository / "docs" / "guides" / "files.md").exists()


def test_page_that_exists_twice_is_refused(repository: Path) -> None:
    for name in ("overlay.md", "security.md"):
        (repository / "docs" / name).touch()
    with pytest.raises(PipelineError, match=r"delete the files in docs/ of these names: overlay\.md, security\.md"):
        write_pages(repository, repository / "pages")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_link_to_a_file_outside_is_refused(repository: Path) -> None:
    (repository / "docs" / "chart.svg").symlink_to("/etc/hosts")
    with pytest.raises(PipelineError, match=r"chart\.svg is a symbolic link"):
        write_pages(repository, repository / "pages")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("docs/guides/files.md", b"\xff", "is not valid UTF-8"),
        ("mkdocs.yml", b"extra: {}\n", "mkdocs.yml lacks `repository`"),
        ("CHANGELOG.md", None, r"CHANGELOG\.md cannot be read"),
        ("pages", b"", "was not written by this command"),
    ],
)
def test_file_that_cannot_be_used_is_one_sentence(
    repository: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is None:
        (repository / name).unlink()
    else:
        (repository / name).write_bytes(content)
    with pytest.raises(PipelineError, match=message):
        write_pages(repository, repository / "pages")
    assert not (repository / "pages").is_dir()
