"""Read and check the sources."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import PipelineError
from pipeline.vendor.pages import check_operation, fragment_of, is_page
from pipeline.vendor.provenance import Provenance, provenance_beside
from pipeline.vendor.reading import decoded, is_url, parsed, read_bytes
from pipeline.vendor.shape import check_shape
from pipeline.yaml_events import has_aliases


@dataclass(frozen=True, eq=False)
class Source:
    """One page or spec.

    Attributes:
        label: Its name in messages: the path as it was given, or the URL without secrets.
        name: Its name in the lock: the name of the file without folders, or the URL without secrets.
        content: Its bytes.
        text: The spec in it, with line feeds as line ends.
        document: The spec as ruamel parsed it, with line numbers; None for JSON.
        value: The spec in plain values.
        has_aliases: Whether the spec has YAML aliases.
        is_page: Whether the spec is the fragment of a page.
        provenance: The origin of a transcribed or vendored spec; None for a spec of the publisher.
    """

    label: str
    name: str
    content: bytes
    text: str
    document: Any
    value: dict[str, Any]
    has_aliases: bool
    is_page: bool
    provenance: Provenance | None

    @property
    def is_published(self) -> bool:
        """Whether it is a page or spec of the publisher."""
        return self.provenance is None

    @property
    def is_recorded(self) -> bool:
        """Whether it is a vendored spec with its lock."""
        return self.provenance is not None and self.provenance.recorded_sources is not None

    def supersedes(self, other: "Source") -> bool:
        """Return whether this source wins if the two differ: a published source over a vendored one."""
        return self.is_published and other.is_recorded

    @property
    def sha256(self) -> str:
        """The SHA-256 digest of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_sources(arguments: Iterable[str]) -> list[Source]:
    """Read all sources, and return them in canonical order: specs, vendored specs, transcriptions, pages, each by name.

    A source that is given twice counts once.

    Raises:
        PipelineError: Sources are not valid. The message contains the errors of all sources.
    """
    sources: dict[tuple[bool, bool, bool, str, str], Source] = {}
    errors: dict[str, None] = {}
    for argument in arguments:
        try:
            source = read_source(argument)
        except PipelineError as error:
            errors[str(error)] = None
        else:
            key = (source.is_page, not source.is_published, not source.is_recorded, source.name, source.sha256)
            sources.setdefault(key, source)
    if errors:
        raise PipelineError("\n".join(errors))
    return [sources[key] for key in sorted(sources)]


def read_source(argument: str) -> Source:
    """Read a path or URL.

    Raises:
        PipelineError: It cannot be read, or does not contain an OpenAPI spec or fragment.
    """
    provenance = None
    label, content = read_bytes(argument)
    name = label if is_url(argument) else Path(argument).name
    text = decoded(content, label)
    fragment = fragment_of(text, label) if _contains_page(name, text) else None
    if fragment:
        text = fragment.text
    document, value = parsed(text, label)
    aliased = document is not None and has_aliases(text)
    check_shape(value, label)
    if fragment:
        check_operation(fragment, value, label)
    elif not is_url(argument):
        provenance = provenance_beside(Path(argument), hashlib.sha256(content).hexdigest())
    return Source(label, name, content, text, document, value, aliased, fragment is not None, provenance)


def _contains_page(name: str, text: str) -> bool:
    suffix = Path(urlsplit(name).path if is_url(name) else name).suffix.lower()
    if suffix in (".md", ".mdx", ".markdown", ".txt"):
        return True
    return suffix not in (".yaml", ".yml", ".json") and is_page(text)
