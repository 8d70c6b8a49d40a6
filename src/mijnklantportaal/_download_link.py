"""Links to files. Whoever has one can download the file while it works."""

import re
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from mijnklantportaal._copying import SharedByCopies

# Shorter parts of a link, such as `files`, are words rather than secrets.
_SECRET_LENGTH: Final = 6


class Link(SharedByCopies):
    """A link to a file, or where one redirects to. The repr shows its server only.

    Args:
        url: What the server gave; anything but a valid URL is a `problem`.
    """

    __slots__ = ("host", "origin", "problem", "scheme", "url")

    def __init__(self, url: object) -> None:
        self.url = ""
        self.origin = self.host = self.scheme = ""
        self.problem: str | None = "is not a valid URL"
        """Why it cannot be used, without the URL; `None` if it can be."""
        if not isinstance(url, str) or not url.isprintable() or " " in url:
            return
        try:
            parts = urlsplit(url)
            port = "" if parts.port is None else f":{parts.port}"
            # Not urlsplit().hostname, which has an IPv6 address without its brackets.
            self.host = parts.netloc.rpartition("@")[2].removesuffix(port)
            self.host.encode("idna")
        except ValueError:
            return
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
        """Return the link that a redirect leads to.

        Args:
            location: The header `Location`, which may be relative.
        """
        try:
            return Link(urljoin(self.url, location))
        except ValueError:
            return Link(None)

    def is_shown_in(self, text: str) -> bool:
        """Return whether a text, such as the message of an error, shows more of the link than its server."""
        parts = urlsplit(self.url)
        secrets = re.split(r"[/?&=#;]", f"{parts.path}?{parts.query}")
        return any(len(secret) >= _SECRET_LENGTH and (secret in text or unquote(secret) in text) for secret in secrets)
