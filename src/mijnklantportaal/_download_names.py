"""Safe file names from the names that servers send."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

_MAX_BYTES = 255
_MAX_SUFFIX = 20
_PARAMETER = re.compile(r';\s*([!#$&+.^_`|~0-9A-Za-z-]+)(\*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
# Names of devices, which are reserved even with a suffix (learn.microsoft.com, Naming Files, Paths, and Namespaces).
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
_SUFFIX = re.compile(r"\.[0-9A-Za-z]{1,8}")


def server_name(disposition: str, url: str) -> str | None:
    """Return the file name that a server sent, made safe; `None` if it sent none.

    The name in the header `Content-Disposition` takes precedence (RFC 6266, section 4.3). Otherwise, it is the last
    part of the URL, if that has a suffix: without one, it is more likely an ID or a secret.

    Args:
        disposition: The header, or an empty string.
        url: The URL of the file.
    """
    parameters: dict[str, str] = {}
    for name, star, value in _PARAMETER.findall(f";{disposition}"):
        parameters.setdefault(name.lower() + star, value.strip())
    last = unquote(urlsplit(url).path.rpartition("/")[2])
    names = (
        _decoded(parameters.get("filename*", "")),
        _unquoted(parameters.get("filename", "")),
        last if _SUFFIX.fullmatch(PurePosixPath(last).suffix) else "",
    )
    return next(filter(None, map(cleaned_name, names)), None)


def cleaned_name(name: str) -> str | None:
    """Return a name that is safe on every system, or `None` if nothing is left of it.

    The function removes folders, control characters, invisible characters, characters that change the direction of
    text, and dots and blanks at both ends, so that the file is neither hidden nor in another folder. It replaces
    characters that Windows does not allow by `_`, puts `_` before names of devices, and shortens a name of more than
    255 bytes before its suffix.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(character for character in name if unicodedata.category(character) not in _REMOVED)
    name = _trimmed(re.sub(r'[<>:"|?*]', "_", name))
    if _DEVICES.fullmatch(name):
        name = f"_{name}"
    return _shortened(name) or None


# Control characters, format characters, lone surrogates, and separators of lines.
_REMOVED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _trimmed(name: str) -> str:
    # Unlike a regular expression, this takes linear time for a name with thousands of dots in the middle.
    match = re.search(r"[^\s.](?:.*[^\s.])?", name, re.DOTALL)
    return match[0] if match else ""


def _shortened(name: str) -> str:
    content = name.encode()
    if len(content) <= _MAX_BYTES:
        return name
    suffix = PurePosixPath(name).suffix.encode()
    if len(suffix) > _MAX_SUFFIX:
        suffix = b""
    stem = content[: _MAX_BYTES - len(suffix)].decode(errors="ignore")
    return _trimmed(stem) + suffix.decode()


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _decoded(value: str) -> str:
    """Return the text of an extended parameter (RFC 8187), or an empty string if it is malformed."""
    charset, _, rest = value.strip('"').partition("'")
    _, separator, encoded = rest.partition("'")
    if not separator or charset.lower() not in ("utf-8", "iso-8859-1"):
        return ""
    try:
        return unquote_to_bytes(encoded).decode(charset)
    except UnicodeDecodeError:
        return ""
