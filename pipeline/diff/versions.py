"""Read the versions to compare."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from pipeline import loading
from pipeline.errors import PipelineError
from pipeline.loading import Source, load, read_overlay, read_spec
from pipeline.vendor.reading import read_bytes

_REVISION = "git:"


@dataclass(frozen=True)
class Version(loading.Version):
    """A version of the API.

    Attributes:
        name: Its name as it was given; a URL is shown without secrets.
    """

    name: str


def read_version(place: str, overlay: Source, root: Path) -> Version:
    """Read a version of the spec.

    Args:
        place: A file, a URL, or `git:REV` for the openapi.yaml of that revision.
        overlay: The overlay to apply; actions without effect are allowed.
        root: The repository, with the settings of the generator.

    Raises:
        PipelineError: The spec cannot be read, or no client can be generated from it.
    """
    source = Source(*_read(place, "openapi.yaml", root))
    try:
        loaded = load(source, overlay, root / "generator-config.yaml", strict=False)
    except PipelineError as error:
        # Files that are not valid have other errors.
        read_spec(source)
        read_overlay(overlay)
        raise PipelineError(f"No client can be generated from {source.name}:\n{error}") from None
    return Version(loaded.effective, loaded.api, source.name)


def read_overlay_at(place: str, root: Path) -> Source:
    """Read an overlay.

    Args:
        place: A file, a URL, or `git:REV` for the overrides/overlay.yaml of that revision.
        root: The repository.

    Raises:
        PipelineError: The overlay cannot be read.
    """
    return Source(*_read(place, "overrides/overlay.yaml", root))


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
    """Return the output of git, or None if it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        raise PipelineError("git cannot be started; install it, or give files instead of revisions.") from None
    return done.stdout if done.returncode == 0 else None
