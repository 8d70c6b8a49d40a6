"""Reading the sources, each with everything that can be wrong about it alone."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.documents import MAX_BYTES, parse_document, plain
from pipeline.errors import PipelineError
from pipeline.vendor.aliases import check_expansion, has_aliases
from pipeline.vendor.download import download, public_name
from pipeline.vendor.pages import check_operation, fragment_of, is_page
from pipeline.vendor.provenance import Provenance, provenance_beside
from pipeline.vendor.shape import check_shape

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


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
    if _SCHEME.match(argument):
        label = name = _checked_url(argument)
        content = download(argument)
    else:
        label, name = argument, Path(argument).name
        content = _read_file(Path(argument))
    text = _decoded(content, label)
    fragment = fragment_of(text, label) if _holds_page(name, text) else None
    if fragment:
        text = fragment.text
    document, value = _parsed(text, label)
    aliased = document is not None and has_aliases(text, label)
    check_shape(value, label)
    if fragment:
        check_operation(fragment, value, label)
    elif not _SCHEME.match(argument):
        provenance = provenance_beside(Path(argument), hashlib.sha256(content).hexdigest())
    return Source(label, name, content, text, document, value, aliased, fragment is not None, provenance)


def _checked_url(url: str) -> str:
    try:
        name = public_name(url)
        is_web = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        raise PipelineError("One of the sources is not a valid URL: its host can't be read.") from None
    if not is_web:
        raise PipelineError(f"{name} can't be read: only http:// and https:// URLs and files can.")
    return name


def _read_file(path: Path) -> bytes:
    if path.is_dir():
        raise PipelineError(f"{path} is a folder; give the files in it.")
    if not path.is_file():
        raise PipelineError(f"{path} does not exist, or is not a file; check the path.")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PipelineError(f"{path} can't be read: {error.strerror}.") from None
    if len(content) > MAX_BYTES:
        raise PipelineError(f"{path} has more than {MAX_BYTES:,} bytes; that can't be an API document.")
    return content


def _decoded(content: bytes, label: str) -> str:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise PipelineError(f"{label} is not UTF-8 text (byte {error.start}).") from None
    if not text.strip():
        raise PipelineError(f"{label} is empty.")
    if _HTML.match(text):
        raise PipelineError(f"{label} is an HTML page; give the YAML document or the .md form of the page.")
    return text


def _holds_page(name: str, text: str) -> bool:
    suffix = Path(urlsplit(name).path if _SCHEME.match(name) else name).suffix.lower()
    if suffix in (".md", ".mdx", ".markdown", ".txt"):
        return True
    return suffix not in (".yaml", ".yml", ".json") and is_page(text)


def _parsed(text: str, label: str) -> tuple[Any, dict[str, Any]]:
    if text.lstrip().startswith("{"):
        try:
            value = json.loads(text, object_pairs_hook=_without_duplicates, parse_constant=_refused_constant)
        except json.JSONDecodeError:
            pass  # A flow mapping of YAML also starts with a brace.
        except RecursionError:
            raise PipelineError(f"{label} is nested too deeply to be an API document.") from None
        except ValueError as error:
            raise PipelineError(f"{label} is not valid JSON: {error}.") from None
        else:
            return None, value
    document = parse_document(text.encode(), label)
    check_expansion(document, label)
    try:
        return document, plain(document)
    except TypeError:
        raise PipelineError(f"{label} has a list or a mapping as a key; keys have to be texts.") from None


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f'the key "{key}" stands twice in one object')
        found[key] = value
    return found


def _refused_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
