"""What the head of a response says about the file that follows."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

# Numbers of more digits are no sizes of files.
_CONTENT_RANGE = re.compile(r"bytes (?:([0-9]{1,18})-([0-9]{1,18})|\*)/([0-9]{1,18}|\*)")


class ContentRange(NamedTuple):
    """The header `Content-Range` (RFC 9110, section 14.4)."""

    first: int | None
    """The position of the first byte; `None` where the requested range does not exist."""
    last: int | None
    """That of the last byte."""
    total: int | None
    """The size of the whole file; `None` if the server does not say it."""


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
        """The announced length of the body."""
        length = self.headers.get("content-length", "")
        # Without it, the length is that of the encoded message (RFC 9112, section 6.2).
        is_length = length.isascii() and length.isdecimal() and len(length) < 19
        return int(length) if is_length and "transfer-encoding" not in self.headers else None

    @property
    def content_range(self) -> ContentRange | None:
        """Which part of the file the body is; `None` if the header is missing or malformed."""
        match = _CONTENT_RANGE.fullmatch(self.headers.get("content-range", "").strip())
        if match is None:
            return None
        first, last, total = (int(text) if text and text != "*" else None for text in match.groups())
        return ContentRange(first, last, total)

    @property
    def validator(self) -> str | None:
        """What identifies this version of the file byte for byte, for the header `If-Range`; `None` if nothing does.

        A weak `ETag` does not, and a time of modification only where it is at least a second before the response (RFC
        9110, sections 8.8.2.2 and 13.1.5).
        """
        etag = self.headers.get("etag", "").strip()
        if etag:
            return etag if etag.startswith('"') and etag.endswith('"') and len(etag) > 2 else None
        modified = self.headers.get("last-modified", "")
        try:
            age = parsedate_to_datetime(self.headers.get("date", "")) - parsedate_to_datetime(modified)
        except (TypeError, ValueError, OverflowError):
            return None
        return modified if age >= timedelta(seconds=1) else None

    def contradicts(self, validator: str) -> bool:
        """Return whether the response is of another version of the file than the validator."""
        received = self.headers.get("etag" if validator.startswith('"') else "last-modified", validator)
        return received.strip() != validator

    @property
    def encoding(self) -> str:
        """How the content is encoded, such as `gzip`; empty if it is not."""
        encoding = self.headers.get("content-encoding", "").strip().lower()
        return "" if encoding == "identity" else encoding

    @property
    def media_type(self) -> str | None:
        """The media type, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() or None
