"""From a new version of the document to one commit: all of it, or none."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pipeline.diff.changes import Change, bump_of
from pipeline.diff.comparing import compare
from pipeline.diff.interface import read_interface
from pipeline.diff.rendering import inert, markdown_lists
from pipeline.documents import plain, read_document
from pipeline.effective import Effective, effective_document
from pipeline.errors import PipelineError
from pipeline.files import fresh_folder_beside, replace_files, replace_folder
from pipeline.overlay import read_overlay
from pipeline.regenerate import regenerate
from pipeline.upgrade.changelog import calls_for, version_in, with_section
from pipeline.upgrade.pruning import described, idle_actions, prune
from pipeline.upgrade.repository import check_ready, commit
from pipeline.vendor.vendoring import vendor

_OVERLAY = "overrides/overlay.yaml"
_CHANGELOG = "CHANGELOG.md"
_FILES = ("openapi.yaml", "openapi.lock.yaml", _OVERLAY, "README.md", _CHANGELOG)
_COMMITTED = (*_FILES, "generated")
_READ_ONLY = ("generator-config.yaml", "overrides/templates")


def upgrade(sources: Iterable[str], root: Path, today: date, *, pruning: bool) -> None:
    """Vendor the sources, regenerate, compare, and commit what has changed with a section of the change log.

    Args:
        sources: Paths and URLs of pages and documents.
        root: The repository.
        today: The date of the commit's title, the lock and the change log.
        pruning: Whether overlay actions that lost their target are deleted; else they stop the upgrade.

    Raises:
        PipelineError: Something stops it. Everything is as it was, unless it is git that refuses in the end.
    """
    check_ready(root, _COMMITTED)
    with fresh_folder_beside(root / "generated") as stage:
        _copy(root, stage)
        print(vendor(sources, stage / "openapi.yaml", stage / "openapi.lock.yaml", today))
        if all((stage / name).read_bytes() == (root / name).read_bytes() for name in _FILES):
            print("Nothing has changed: there is nothing to upgrade to.")
            return
        old = _effective(root)
        pruned = _pruned(stage, old, pruning=pruning)
        new = regenerate(stage)
        changes = _changes(old, new, root)
        if changes:
            version = version_in(root / "src/mijnklantportaal/_version.py")
            changelog = with_section((stage / _CHANGELOG).read_bytes().decode(), changes, version, today)
            (stage / _CHANGELOG).write_bytes(changelog.encode())
        message = _message(changes, pruned, today)
        # That took a while, and somebody may have gone on working.
        check_ready(root, _COMMITTED)
        # Before anything is in place, since not every terminal takes every character.
        print(message)
        _put_in_place(root, stage)
    print(f"Committed as {commit(root, _COMMITTED, message)}.")


def _copy(root: Path, stage: Path) -> None:
    for name in (*_FILES, *_READ_ONLY):
        (stage / name).parent.mkdir(exist_ok=True)
        copy = shutil.copytree if (root / name).is_dir() else shutil.copyfile
        try:
            copy(root / name, stage / name)
        except OSError as error:
            raise PipelineError(f"{root / name} can't be read: {error.strerror}.") from None


def _put_in_place(root: Path, stage: Path) -> None:
    before = {root / name: (root / name).read_bytes() for name in _FILES}
    try:
        replace_files({root / name: (stage / name).read_bytes() for name in _FILES})
        replace_folder(root / "generated", stage / "generated")
    except BaseException:
        # Also when somebody interrupts it. The folder goes last: once it has moved, all is in place.
        if (stage / "generated").exists():
            replace_files(before)
        raise


def _effective(root: Path) -> Effective:
    return effective_document(plain(read_document(root / "openapi.yaml")), read_overlay(root / _OVERLAY))


def _pruned(stage: Path, old: Effective, *, pruning: bool) -> list[str]:
    """Delete the actions that lost their target, and return what they did."""
    overlay = read_overlay(stage / _OVERLAY)
    numbers = idle_actions(plain(read_document(stage / "openapi.yaml")), overlay)
    lost = [described(number, overlay, old.action_counts[number - 1][1]) for number in numbers]
    if lost and not pruning:
        raise PipelineError(
            "\n".join(lost) + "\nThese lost their target: upstream repaired what they were for, or moved it. Correct "
            "those that are still needed, and let `--prune` delete the others."
        )
    if lost:
        prune(stage / _OVERLAY, numbers)
    return lost


def _changes(old: Effective, new: Effective, root: Path) -> list[Change]:
    config = root / "generator-config.yaml"
    return compare(read_interface(old.document, config), read_interface(new.document, config))


def _message(changes: Sequence[Change], pruned: Sequence[str], today: date) -> str:
    """The commit's title and body; the body is also that of the pull request."""
    if changes:
        title = f"Take over the API document of {today.isoformat()} ({bump_of(changes)})"
        body = [calls_for(bump_of(changes)), "", *markdown_lists(changes, "###")]
    else:
        title = f"Take over the API document of {today.isoformat()} (no change of the client)"
        body = ["Once the overlay is applied, the document says the same as the one before.", ""]
    if pruned:
        body += ["### Deleted overlay actions", "", *(inert(f"- {line}") for line in pruned)]
    return "\n".join([title, "", *body]).rstrip() + "\n"
