"""The head of a response, and what it states about the file in the body."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

# Numbers with more digits cannot be sizes of files.
_CONTENT_RANGE = re.compile(r"bytes (?:([0-9]{1,18})-([0-9]{1,18})|\*)/([0-9]{1,18}|\*)")


class ContentRange(NamedTuple):
    """The header `Content-Range` (RFC 9110, section 14.4)."""

    first: int | None
    """The position of the first byte; `None` where the requested range does not exist."""
    last: int | None
    """The position of the last byte."""
    total: int | None
    """The size of the whole file in bytes; `None` if the server does not state it."""


class Head:
    """The status and the headers of a response. The repr shows no header, since `Location` holds a link.

    Args:
        status_code: The status.
        headers: The headers; their names are case-insensitive.
    """

    def __init__(self, status_code: int, headers: Mapping[str, str]) -> None:
        self.status_code = status_code
        self.headers = headers

    def __repr__(self) -> str:
        return f"<Head {self.status_code}>"

    @property
    def length(self) -> int | None:
        """The announced length of the body in bytes."""
        length = self.headers.get("content-length", "")
        # Otherwise, the length is that of the encoded message (RFC 9112, section 6.2).
        is_length = length.isascii() and length.isdecimal() and len(length) < 19
        return int(length) if is_length and "transfer-encoding" not in self.headers else None

    @property
    def content_range(self) -> ContentRange | None:
        """The part of the file in the body; `None` if the header is missing or malformed."""
        match = _CONTENT_RANGE.fullmatch(self.headers.get("content-range", "").strip())
        if match is None:
            return None
        first, last, total = (int(text) if text and text != "*" else None for text in match.groups())
        return ContentRange(first, last, total)

    @property
    def validator(self) -> str | None:
        """The header that identifies this version of the file byte for byte, for `If-Range`; `None` if there is none.

        A weak `ETag` does not. A time of modification does only if it is at least one second before the time of the
        response (RFC 9110, sections 8.8.2.2 and 13.1.5).
        """
        etag = self.headers.get("etag", "").strip()
        if etag:
            # Headers of a request must be ASCII.
            is_strong = etag.startswith('"') and etag.endswith('"') and len(etag) > 2
            return etag if is_strong and etag.isascii() else None
        modified = self.headers.get("last-modified", "")
        try:
            age = parsedate_to_datetime(self.headers.get("date", "")) - parsedate_to_datetime(modified)
        except (TypeError, ValueError, OverflowError):
            return None
        return modified if age >= timedelta(seconds=1) and modified.isascii() else None

    @property
    def total(self) -> int | None:
        """The size of the whole file in bytes; `None` if the server does not state it."""
        if self.status_code == 206:
            return self.content_range.total if self.content_range else None
        return self.length

    def is_rest(self, position: int, total: int | None, validator: str | None) -> bool:
        """Return whether the body is the rest of the same version of the file, from a position on.

        Args:
            position: The number of bytes received before.
            total: The size of the file, if an earlier response has announced it.
            validator: The header that identifies the version of the file.
        """
        part = self.content_range
        if validator is None or part is None or part.first != position or part.last is None or part.last < position:
            return False
        # A part has the ETag of the whole file, and may lack the time of modification (RFC 9110, section 15.3.7). Some
        # servers ignore `If-Range`, and send parts in any case.
        if not self.is_of(validator) or (validator.startswith('"') and "etag" not in self.headers):
            return False
        if self.length not in (None, part.last + 1 - position):
            return False
        # Without the size, there is no way to know whether more follows this part.
        return part.total is not None and part.last < part.total and total in (None, part.total)

    def is_of(self, validator: str) -> bool:
        """Return whether no header shows that the response has another version of the file.

        Args:
            validator: The header that identifies the version of the file.
        """
        if validator.startswith('"'):
            return self.headers.get("etag", validator).strip() == validator
        # The time of modification identifies only files without an ETag.
        return "etag" not in self.headers and self.headers.get("last-modified", validator).strip() == validator.strip()

    @property
    def encoding(self) -> str:
        """The encoding of the content, such as `gzip`; empty if it is not encoded."""
        encoding = self.headers.get("content-encoding", "").strip().lower()
        return "" if encoding == "identity" else encoding

    @property
    def media_type(self) -> str | None:
        """The media type, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() or None
