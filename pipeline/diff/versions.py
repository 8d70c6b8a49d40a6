"""Read the versions to compare."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.api import Api
from pipeline.diff.changes import Change
from pipeline.diff.comparing import compare
from pipeline.diff.forms import form_changes
from pipeline.documents import refuse_lone_surrogates
from pipeline.effective import Effective, effective_spec
from pipeline.errors import PipelineError
from pipeline.overlay import checked_overlay
from pipeline.overlay.depth import check_depth
from pipeline.parse import parse_api
from pipeline.vendor.pages import is_page
from pipeline.vendor.reading import decoded, parsed, read_bytes
from pipeline.vendor.shape import check_shape

_REVISION = "git:"


@dataclass(frozen=True)
class Version:
    """One version of the spec.

    Attributes:
        name: Its name as it was given, a URL without secrets.
        api: The API that it describes.
        remarks: A sentence for each overlay action without effect, and for each part that the client leaves out.
        effective: The effective spec.
    """

    name: str
    api: Api
    remarks: list[str]
    effective: Effective


def changes_between(old: Version, new: Version) -> list[Change]:
    """Return all changes from one version to the other, breaking ones first."""
    return compare(old.api, new.api) or form_changes(old.effective.spec, new.effective.spec)


def read_version(place: str, overlay: dict[str, Any], root: Path) -> Version:
    """Read a version of the spec.

    Args:
        place: A file, a URL, or `git:REV` for the openapi.yaml of that revision.
        overlay: The overlay to apply; actions without effect are allowed.
        root: The repository, with the settings of the generator.

    Raises:
        PipelineError: The spec cannot be read, or no client can be generated from it.
    """
    name, content = _read(place, "openapi.yaml", root)
    text = decoded(content, name)
    if is_page(text):
        raise PipelineError(f"{name} is a single page, not a whole spec: vendor it first.")
    _, spec = parsed(text, name)
    check_depth(spec, name)
    check_shape(spec, name)
    refuse_lone_surrogates(name, spec)
    try:
        effective = effective_spec(spec, overlay, strict=False)
        api = parse_api(effective.spec, root / "generator-config.yaml")
    except PipelineError as error:
        raise PipelineError(f"No client can be generated from {name}:\n{error}") from None
    return Version(name, api, effective.remarks, effective)


def read_overlay_at(place: str, root: Path) -> dict[str, Any]:
    """Read an overlay.

    Args:
        place: A file, a URL, or `git:REV` for the overrides/overlay.yaml of that revision.
        root: The repository.

    Raises:
        PipelineError: The overlay cannot be read, or is not valid.
    """
    name, content = _read(place, "overrides/overlay.yaml", root)
    return checked_overlay(parsed(decoded(content, name), name)[1], name)


def _read(place: str, path: str, root: Path) -> tuple[str, bytes]:
    if place.startswith(_REVISION):
        return place, _read_revision(place.removeprefix(_REVISION), path, root)
    return read_bytes(place)


def _read_revision(revision: str, path: str, root: Path) -> bytes:
    if not _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"):
        raise PipelineError(f"git has no revision {revision!r} here; fetch it, or find another with `git log`.")
    content = _git(root, "show", "--end-of-options", f"{revision}:{path}")
    if content is None:
        raise PipelineError(f"the revision {revision} has no {path}.")
    return content


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return the output of git, or None where it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        raise PipelineError("git cannot be started; install it, or give files instead of revisions.") from None
    return done.stdout if done.returncode == 0 else None
