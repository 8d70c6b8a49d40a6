"""Reading the sources, each with everything that can be wrong about it alone."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import PipelineError
from pipeline.vendor.aliases import has_aliases
from pipeline.vendor.pages import check_operation, fragment_of, is_page
from pipeline.vendor.provenance import Provenance, provenance_beside
from pipeline.vendor.reading import decoded, is_url, parsed, read_bytes
from pipeline.vendor.shape import check_shape


@dataclass(frozen=True, eq=False)
class Source:
    """One page or document.

    Attributes:
        label: what messages call it: the path as it was given, or the URL without secrets.
        name: what the lock calls it: the name of the file without folders, or the URL without secrets.
        content: its bytes.
        text: the document in it, with plain line feeds.
        document: the document as it was parsed; its nodes know their lines. JSON has none.
        value: the document in plain values.
        has_aliases: whether the document has YAML aliases.
        is_page: whether the document is the fragment of a page.
        provenance: where a transcribed or vendored document was seen; None when it is the publisher's own.
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
        """Whether it is the publisher's own."""
        return self.provenance is None

    @property
    def is_recorded(self) -> bool:
        """Whether it is what was vendored before, with its lock beside it."""
        return self.provenance is not None and self.provenance.recorded_sources is not None

    def supersedes(self, other: "Source") -> bool:
        """Whether this one is right where the two disagree: the publisher's own, about what was vendored before."""
        return self.is_published and other.is_recorded

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_sources(arguments: Iterable[str]) -> list[Source]:
    """All sources in their canonical order: documents, what was vendored before, transcriptions, pages, each by name.

    The same one given twice counts once.

    Raises:
        PipelineError: with the errors of all sources.
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
        PipelineError: it can't be read, or holds no OpenAPI document or fragment.
    """
    provenance = None
    label, content = read_bytes(argument)
    name = label if is_url(argument) else Path(argument).name
    text = decoded(content, label)
    fragment = fragment_of(text, label) if _holds_page(name, text) else None
    if fragment:
        text = fragment.text
    document, value = parsed(text, label)
    aliased = document is not None and has_aliases(text, label)
    check_shape(value, label)
    if fragment:
        check_operation(fragment, value, label)
    elif not is_url(argument):
        provenance = provenance_beside(Path(argument), hashlib.sha256(content).hexdigest())
    return Source(label, name, content, text, document, value, aliased, fragment is not None, provenance)


def _holds_page(name: str, text: str) -> bool:
    suffix = Path(urlsplit(name).path if is_url(name) else name).suffix.lower()
    if suffix in (".md", ".mdx", ".markdown", ".txt"):
        return True
    return suffix not in (".yaml", ".yml", ".json") and is_page(text)
