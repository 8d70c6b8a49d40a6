"""Loads a version of the API: its published spec with an overlay applied, checked and parsed.

The result is cached by the checksum of all its inputs, since parsing takes most of the time.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.api import Api
from pipeline.documents import refuse_lone_surrogates
from pipeline.effective import Effective, effective_spec
from pipeline.errors import PipelineError
from pipeline.files import replace_files
from pipeline.overlay import checked_overlay
from pipeline.overlay.depth import check_depth
from pipeline.parse import parse_api
from pipeline.vendor.pages import is_page
from pipeline.vendor.reading import decoded, values_of
from pipeline.vendor.shape import check_shape

PIPELINE = Path(__file__).parent
CACHE = PIPELINE.parent / ".pipeline_cache"

# Enough for two versions of the spec, each with a few versions of the overlay.
_CACHED_VERSIONS = 16


@dataclass(frozen=True)
class Source:
    """A file, a URL or a revision, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Version:
    """A version of the API.

    Attributes:
        effective: The spec with the overlay applied.
        api: The API, from which the client is generated.
    """

    effective: Effective
    api: Api


_VERSION: TypeAdapter[Version] = TypeAdapter(Version)


def load(spec: Source, overlay: Source, config: Path, *, strict: bool) -> Version:
    """Return the API of a spec.

    Args:
        spec: The published spec.
        overlay: The overlay to apply.
        config: The settings of the generator.
        strict: Whether an overlay action without effect is an error.

    Raises:
        PipelineError: An input is not valid, or no client can be generated from the spec.
    """
    cached = CACHE / f"{_checksum(spec, overlay, config, strict=strict)}.json"
    try:
        loaded = _VERSION.validate_json(cached.read_bytes())
        cached.touch()
    except (OSError, ValidationError):
        loaded = _load(spec, overlay, config, strict=strict)
        _write_cache(cached, _VERSION.dump_json(loaded, exclude_defaults=True))
    return loaded


def load_files(spec: Path, overlay: Path, config: Path) -> Version:
    """Return the API of a spec file with an overlay file. Each action of the overlay must have an effect.

    Raises:
        PipelineError: As for `load`.
    """
    return load(read_source(spec), read_source(overlay), config, strict=True)


def read_source(path: Path) -> Source:
    """Return the content of a file.

    Raises:
        PipelineError: The file cannot be read.
    """
    try:
        return Source(str(path), path.read_bytes())
    except OSError as error:
        raise PipelineError(f"{path} cannot be read: {error.strerror}.") from None


def _load(spec: Source, overlay: Source, config: Path, *, strict: bool) -> Version:
    effective = effective_spec(read_spec(spec), read_overlay(overlay), strict=strict)
    return Version(effective, parse_api(effective.spec, config))


def read_spec(source: Source) -> dict[str, Any]:
    """Return the values of a published spec.

    Raises:
        PipelineError: The source is not a valid spec.
    """
    text = decoded(source.content, source.name)
    if is_page(text):
        raise PipelineError(f"{source.name} is a single page, not a whole spec: vendor it first.")
    spec = values_of(text, source.name)
    check_depth(spec, source.name)
    check_shape(spec, source.name)
    refuse_lone_surrogates(source.name, spec)
    return spec


def read_overlay(source: Source) -> dict[str, Any]:
    """Return the values of an overlay.

    Raises:
        PipelineError: The source is not a valid overlay.
    """
    text = decoded(source.content, source.name)
    overlay = checked_overlay(values_of(text, source.name), source.name, text)
    refuse_lone_surrogates(source.name, overlay)
    return overlay


def _checksum(spec: Source, overlay: Source, config: Path, *, strict: bool) -> str:
    inputs = [
        spec.content,
        overlay.content,
        read_source(config).content,
        str(strict).encode(),
        *_tools(),
    ]
    digest = hashlib.sha256()
    for content in inputs:
        digest.update(f"{len(content)}\n".encode() + content)
    return digest.hexdigest()


@cache
def _tools() -> tuple[bytes, ...]:
    """Return the code and the versions of the libraries that the result depends on."""
    libraries = (
        "openapi-python-client",
        "pydantic",
        "pyyaml",
        "jsonschema",
        "jsonpath-rfc9535",
        "openapi-spec-validator",
    )
    return (*(f"{name} {version(name)}".encode() for name in libraries), *_code())


def _code() -> Iterator[bytes]:
    for folder in (PIPELINE, *(PIPELINE / name for name in ("effective", "overlay", "parse", "vendor"))):
        # The schema that validates the overlay is next to its code.
        for path in sorted([*folder.glob("*.py"), *folder.glob("*.json")]):
            yield path.read_bytes()


def _write_cache(path: Path, content: bytes) -> None:
    try:
        CACHE.mkdir(exist_ok=True)
        replace_files({path: content})
        by_age = sorted(CACHE.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in by_age[_CACHED_VERSIONS:]:
            old.unlink()
    except OSError:
        # Without a cache, each run parses again.
        return
