"""Links to files. A link is a secret: whoever has it can download the file until it expires."""

import re
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from mijnklantportaal._copying import SharedByCopies

# Shorter parts of a link, such as `files`, are likely to be words, not secrets.
_SECRET_LENGTH: Final = 6


class Link(SharedByCopies):
    """A link to a file, or the target of its redirect. The repr shows only its server.

    Args:
        url: The value that the server sent. If it is not a valid URL, `problem` is set.
    """

    __slots__ = ("host", "origin", "problem", "scheme", "url")

    def __init__(self, url: object) -> None:
        self.url = ""
        self.origin = self.host = self.scheme = ""
        self.problem: str | None = "is not a valid URL"
        """Why the link cannot be used, without its URL; `None` if it can be."""
        if not isinstance(url, str) or not url.isprintable() or " " in url:
            return
        try:
            parts = urlsplit(url)
            port = "" if parts.port is None else f":{parts.port}"
            host = parts.hostname or ""
            host.encode("idna")
        except ValueError:
            return
        # An IPv6 address has brackets in a URL.
        self.host = f"[{host}]" if ":" in host else host
        self.scheme = parts.scheme
        self.origin = f"{self.scheme}://{self.host}{port}"
        self.url = url
        if self.scheme not in ("http", "https"):
            self.problem = "is not an http or https URL"
        elif self.host:
            self.problem = None

    def __repr__(self) -> str:
        return f"<link to {self.host}>"

    def joined(self, location: str) -> "Link":
        """Return the target of a redirect.

        Args:
            location: The header `Location`, which may be relative.
        """
        try:
            return Link(urljoin(self.url, location))
        except ValueError:
            return Link(None)

    def is_shown_in(self, text: str) -> bool:
        """Return whether a text, such as an error message, shows more of the link than its server."""
        parts = urlsplit(self.url)
        secrets = re.split(r"[/?&=#;]", f"{parts.path}?{parts.query}")
        return any(len(secret) >= _SECRET_LENGTH and (secret in text or unquote(secret) in text) for secret in secrets)
