"""Read files and URLs as OpenAPI specs."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.documents import MAX_BYTES, json_value, parse_document, parse_values
from pipeline.errors import PipelineError
from pipeline.vendor.download import download, public_name

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def is_url(argument: str) -> bool:
    """Return whether a source is a URL, not a file."""
    return _SCHEME.match(argument) is not None


def read_bytes(argument: str) -> tuple[str, bytes]:
    """Return the label and the content of a file or URL. The label is the path, or the URL without secrets.

    Raises:
        PipelineError: It cannot be read, or is too large.
    """
    if is_url(argument):
        return _checked_url(argument), download(argument)
    return argument, _read_file(Path(argument))


def _checked_url(url: str) -> str:
    try:
        name = public_name(url)
        parts = urlsplit(url)
        # `port` raises ValueError when it is not a valid number.
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise PipelineError("One of the sources is not a valid URL: its host cannot be parsed.") from None
    if not is_web:
        raise PipelineError(f"{name} cannot be read: a source must be a file, or an http:// or https:// URL.")
    return name


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise PipelineError(f"{path} is a folder; give the files in it.")
        if not path.is_file():
            raise PipelineError(f"{path} does not exist, or is not a file; check the path.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PipelineError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > MAX_BYTES:
        raise PipelineError(f"{path} has more than {MAX_BYTES:,} bytes, which is the limit for an API spec.")
    return content


def decoded(content: bytes, label: str) -> str:
    """Decode the content as UTF-8, with line feeds as line ends.

    Raises:
        PipelineError: The content is not UTF-8, is empty, or is an HTML page.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise PipelineError(f"{label} is not UTF-8 text (byte {error.start}).") from None
    if not text.strip():
        raise PipelineError(f"{label} is empty.")
    if _HTML.match(text):
        raise PipelineError(f"{label} is an HTML page; give the YAML file or the .md form of the page.")
    return text


def values_of(text: str, label: str) -> dict[str, Any]:
    """Parse a spec into plain values.

    Raises:
        PipelineError: The text is not valid YAML or JSON, or its aliases expand to too many values.
    """
    return parse_values(text.encode(), label)


def parsed(text: str, label: str) -> tuple[Any, dict[str, Any]]:
    """Parse a spec, and return it as ruamel parsed it, or None for JSON, and in plain values.

    Raises:
        PipelineError: As for `values_of`.
    """
    value = values_of(text, label)
    document = None if json_value(text, label) is not None else parse_document(text.encode(), label)
    return document, value
