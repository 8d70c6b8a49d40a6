"""What the HTML of a page has: links, anchors, headings, and what a browser loads with it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

# Of these attributes, a browser loads the address without a click of the reader.
_LOADED = {
    ("audio", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("input", "src"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("track", "src"),
    ("video", "poster"),
    ("video", "src"),
}
# Links of these kinds only name an address.
_NAMED = {"alternate", "author", "canonical", "license", "next", "prev"}


@dataclass
class BuiltPage:
    """What a page has.

    Attributes:
        links: The addresses of its links.
        anchors: The IDs of its elements.
        headings: The levels of its headings, in order.
        loaded: The addresses that a browser loads with it.
        tags: The names of all elements.
        text: The text in its elements.
    """

    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text: str = ""

    @classmethod
    def read(cls, path: Path) -> "BuiltPage":
        """Return what a file has."""
        return cls.parse(path.read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, html: str) -> "BuiltPage":
        """Return what a document or a fragment has."""
        parser = _Parser()
        parser.feed(html)
        parser.close()
        return parser.page


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = BuiltPage()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, given = self.page, {name: value or "" for name, value in attrs}
        page.tags.append(tag)
        if "id" in given:
            page.anchors.add(given["id"])
        if tag == "a" and "href" in given:
            page.links.append(given["href"])
        if tag == "link" and not _NAMED & set(given.get("rel", "").split()):
            page.loaded.append(given.get("href", ""))
        page.loaded += [value for name, value in given.items() if (tag, name) in _LOADED]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            page.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.page.text += data
