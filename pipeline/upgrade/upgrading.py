"""Upgrade to a new version of the spec: one commit, or no change at all."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pipeline.comparison import changes_between
from pipeline.diff.changes import Change, bump_of
from pipeline.diff.rendering import inert, markdown_lists
from pipeline.documents import read_document
from pipeline.effective.suspects import suspicious_values
from pipeline.errors import PipelineError
from pipeline.files import fresh_folder_beside, replace_files, replace_folder
from pipeline.loading import Version, load_files
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
_CONFIG = "generator-config.yaml"
_READ_ONLY = (_CONFIG, "overrides/templates")


def upgrade(sources: Iterable[str], root: Path, today: date, *, pruning: bool) -> None:
    """Vendor the sources, regenerate the client, and commit both with a section of the changelog.

    Args:
        sources: Paths and URLs of pages and specs.
        root: The repository.
        today: The date for the title of the commit, the lock and the changelog.
        pruning: Whether overlay actions without effect are deleted; otherwise they are an error.

    Raises:
        PipelineError: The upgrade is not possible. No file is changed, unless the commit itself fails.
    """
    check_ready(root, _COMMITTED)
    with fresh_folder_beside(root / "generated") as stage:
        _copy(root, stage)
        print(vendor(sources, stage / "openapi.yaml", stage / "openapi.lock.yaml", today))
        if all((stage / name).read_bytes() == (root / name).read_bytes() for name in _FILES):
            print("Nothing has changed.")
            return
        old = load_files(root / "openapi.yaml", root / _OVERLAY, root / _CONFIG)
        pruned = _pruned(stage, old, pruning=pruning)
        new = regenerate(stage)
        changes = changes_between(old, new, root / _CONFIG)
        if changes:
            version = version_in(root / "src/mijnklantportaal/_version.py")
            changelog = with_section((stage / _CHANGELOG).read_bytes().decode(), changes, version, today)
            (stage / _CHANGELOG).write_bytes(changelog.encode())
        message = _message(changes, pruned, _advice(old, new), today)
        # Files may have changed in the meantime.
        check_ready(root, _COMMITTED)
        # Before the files are replaced, since printing fails on characters that the terminal does not have.
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
            raise PipelineError(f"{root / name} cannot be read: {error.strerror}.") from None


def _put_in_place(root: Path, stage: Path) -> None:
    before = {root / name: (root / name).read_bytes() for name in _FILES}
    try:
        replace_files({root / name: (stage / name).read_bytes() for name in _FILES})
        replace_folder(root / "generated", stage / "generated")
    except BaseException:
        # Also on KeyboardInterrupt. The folder is replaced last: once it has moved, the upgrade is complete.
        if (stage / "generated").exists():
            replace_files(before)
        raise


def _pruned(stage: Path, old: Version, *, pruning: bool) -> list[str]:
    """Delete the overlay actions without effect, and return their descriptions."""
    overlay = read_overlay(stage / _OVERLAY)
    numbers = idle_actions(read_document(stage / "openapi.yaml"), overlay)
    lost = [described(number, overlay, old.effective.action_counts[number - 1][1]) for number in numbers]
    if lost and not pruning:
        raise PipelineError(
            "\n".join(lost)
            + "\nThese actions no longer have an effect: upstream has fixed or moved their targets. Correct "
            "those that are still needed, and delete the others with `--prune`."
        )
    if lost:
        prune(stage / _OVERLAY, numbers)
    return lost


def _advice(old: Version, new: Version) -> list[str]:
    """Return the findings that a person must review in the new spec and that the old one did not have, a line each."""
    lines = [remark for remark in new.api.remarks if remark not in old.api.remarks]
    known = {str(finding) for finding in suspicious_values(old.effective.spec)}
    return lines + [finding.line for finding in suspicious_values(new.effective.spec) if str(finding) not in known]


def _message(changes: Sequence[Change], pruned: Sequence[str], advice: Sequence[str], today: date) -> str:
    """Return the commit message. Its body is also the description of the pull request."""
    if changes:
        title = f"Upgrade to the API spec of {today.isoformat()} ({bump_of(changes)})"
        body = [calls_for(bump_of(changes)), "", *markdown_lists(changes, "###")]
    else:
        title = f"Upgrade to the API spec of {today.isoformat()} (no change of the client)"
        body = ["With the overlay applied, the spec is the same as before.", ""]
    for heading, lines in (("Deleted overlay actions", pruned), ("To review", advice)):
        if lines:
            body += [f"### {heading}", "", *(inert(f"- {line}") for line in lines), ""]
    return "\n".join([title, "", *body]).rstrip() + "\n"
