"""Writes the whole tree of pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.api import Api
from pipeline.documents import read_document
from pipeline.errors import PipelineError
from pipeline.files import fresh_folder_beside, replace_folder
from pipeline.loading import load_files, read_source, read_spec
from pipeline.overlay import read_overlay
from pipeline.site.known_page import known_page
from pipeline.site.links import Links
from pipeline.site.overlay_page import overlay_page
from pipeline.site.reference import reference_pages, with_resources
from pipeline.vendor.provenance import LOCK_NAME, VENDORED_NAME, read_lock

# The files of the top folder that are pages.
ROOT_PAGES = {
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
# The file in a folder of pages by which the next run knows that it may delete them.
_MARK = ".written-by-pipeline-site"
_REFERENCE = "reference/index.md"
_OVERLAY = "overrides/overlay.yaml"


def write_pages(root: Path, folder: Path) -> int:
    """Write the pages of a repository to a folder, whose old pages are deleted, and return how many there are.

    Raises:
        PipelineError: A file is missing or not valid, a link leads nowhere, or the folder holds something else.
    """
    if folder.exists() and not (folder / _MARK).exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise PipelineError(f"{folder} was not written by this command: name another folder, or delete it.")
    repository = _repository(root)
    api = load_files(root / VENDORED_NAME, root / _OVERLAY, root / "generator-config.yaml").api
    generated = _generated_pages(root, api, repository)
    copied = {path.relative_to(root / "docs").as_posix(): path for path in _files(root / "docs")}
    if both := sorted({*generated, *ROOT_PAGES.values()} & copied.keys()):
        raise PipelineError(f"These pages are generated: delete the files in docs/ of these names: {', '.join(both)}.")
    pages = {f"docs/{page}": page for page in (*generated, *copied, *ROOT_PAGES.values())} | ROOT_PAGES
    links = Links(root, pages, repository)
    texts = dict(generated)
    for source, page in ROOT_PAGES.items():
        texts[page] = links.rewritten(_read(root / source), source, page)
    for page, path in copied.items():
        if path.suffix == ".md":
            texts[page] = links.rewritten(_read(path), f"docs/{page}", page)
    texts[_REFERENCE] = with_resources(texts[_REFERENCE], api)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with fresh_folder_beside(folder) as new:
            _write(new, copied, texts)
            replace_folder(folder, new)
    except OSError as error:
        raise PipelineError(f"{folder} cannot be written: {error.strerror}.") from None
    return len(texts)


def _write(folder: Path, copied: dict[str, Path], texts: dict[str, str]) -> None:
    # mkdocs ignores it.
    (folder / _MARK).touch()
    for page, path in copied.items():
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / page)
    for page, text in texts.items():
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(text, encoding="utf-8")


def _generated_pages(root: Path, api: Api, repository: str) -> dict[str, str]:
    lock_path = root / LOCK_NAME
    lock = read_lock(lock_path)
    spec, overlay = read_spec(read_source(root / VENDORED_NAME)), read_overlay(root / _OVERLAY)
    return {
        "overlay.md": overlay_page(spec, overlay, lock, api, repository),
        "known.md": known_page(lock, lock_path, api, repository),
        **{f"reference/{name}": text for name, text in reference_pages(api).items()},
    }


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            # It could publish a file of the machine that builds the site.
            raise PipelineError(f"{path} is a symbolic link: copy the file that it leads to.")
        if path.is_file():
            yield path


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PipelineError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise PipelineError(f"{path} is not valid UTF-8: save it in this encoding.") from None


def _repository(root: Path) -> str:
    """Return the address of files in the repository, which the configuration of the site links to."""
    configuration: dict[str, Any] = read_document(root / "mkdocs.yml")
    try:
        return f"{configuration['extra']['repository']}/blob/main"
    except (KeyError, TypeError):
        raise PipelineError("mkdocs.yml lacks `repository` in `extra`: add the address of the repository.") from None
