"""The codecs of values that are not JSON: files in requests, and bytes and text in responses."""

import codecs
import os
import re
from collections.abc import Mapping
from typing import Any

from mijnklantportaal._wire.codec import Codec, ResponseCodec
from mijnklantportaal._wire.parsing import Place, Report
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.types import Upload

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s"';,]+)""", re.IGNORECASE)
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Encodings of Python that are not charsets of HTTP. Some of them take hours for a large body.
_NOT_CHARSETS = frozenset({"idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})


class File(Codec[Upload]):
    """A part of a multipart body that is a file.

    Args:
        media_type: The media type of files without one; `None` to guess it from the name.
    """

    expected = "file"

    def __init__(self, media_type: str | None = None) -> None:
        self._media_type = media_type

    def parse(self, value: Any, report: Report, place: Place) -> Upload:
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        upload = value if isinstance(value, Upload) else Upload(value)
        for text in (upload.name, upload.media_type):
            if text is not None and not (isinstance(text, str) and _is_header_text(text)):
                raise ValueError(
                    f"{name} must have a name and a media type with printable characters only, not {text!r}"
                )
        if not isinstance(upload.content, str | bytes | os.PathLike):
            # Imported here, since most files are paths or bytes.
            from mijnklantportaal._wire.file_objects import described

            try:
                upload = described(upload, name)
            except TypeError:
                if options.strict:
                    raise
                return options.wrong_type(name, self.sent_type(), upload.content)
        elif isinstance(upload.content, str) and (not upload.content or "\0" in upload.content):
            raise ValueError(f"{name} must be a path, not {upload.content[:40]!r}")
        if upload.media_type is None and self._media_type is not None:
            return Upload(upload.content, upload.name, self._media_type)
        return upload

    def sent_type(self) -> str:
        return "a path, bytes or a binary file object"


class _Bytes(ResponseCodec[bytes]):
    """A body of any bytes, such as a PDF."""

    def parse_body(self, content: bytes, headers: Mapping[str, str], report: Report) -> bytes:
        return content


class _Text(ResponseCodec[str]):
    """A text body in the charset of its Content-Type; by default UTF-8."""

    def parse_body(self, content: bytes, headers: Mapping[str, str], report: Report) -> str:
        charset = _CHARSET.search(headers.get("content-type", ""))
        return content.decode(_encoding(charset.group(1)) if charset else "utf-8", "replace")


def _is_header_text(text: str) -> bool:
    """Return whether a header can contain a text. File names may have unprintable spaces, such as those of macOS."""
    return text.isprintable() or not CONTROL_CHARACTERS.search(text)


def _encoding(charset: str) -> str:
    """Return the Python name of a charset; UTF-8 for an unknown charset."""
    try:
        encoding = codecs.lookup(charset)
    except (LookupError, ValueError):
        return "utf-8"
    # Python also has codecs that are not charsets, such as hex.
    is_charset = encoding._is_text_encoding and encoding.name.replace("-", "_") not in _NOT_CHARSETS
    return encoding.name if is_charset else "utf-8"


FILE = File()
BYTES = _Bytes()
TEXT = _Text()
