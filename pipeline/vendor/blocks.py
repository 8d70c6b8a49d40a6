"""Specs as blocks of lines, which can be merged.

Merging moves whole blocks of lines, so that quoting, folding, comments and long lines stay as they are. A YAML writer
would change them.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml.comments import CommentedMap

from pipeline.documents import dump_yaml, parse_document, plain
from pipeline.vendor.sources import Source

Place = tuple[str, ...]

_DOCUMENT_MARKER = re.compile(r"(---|\.\.\.)[ \t]*")
# Line breaks of ruamel other than the line feed.
_UNUSUAL_LINE_BREAK = re.compile("[\r\x85\u2028\u2029]")


@dataclass
class Block:
    """One key with its value.

    The lines of a divided block end before its first child; other blocks have all their lines.

    Attributes:
        source: The source of the block. is_original: Whether the lines are those of the source, and not written again
        by a YAML writer. column: The column of its key. lines: Its lines, including the comments above its key. value:
        Its value in plain values; None for a divided block. children: The blocks in it, by key. is_divided: Whether its
        children are merged one by one.
    """

    source: Source
    is_original: bool
    column: int
    lines: list[str]
    value: Any
    children: dict[str, "Block"] = field(default_factory=dict)
    is_divided: bool = False

    def render(self) -> Iterator[str]:
        """Yield the lines of the block and all its children."""
        yield from self.lines
        for child in self.children.values():
            yield from child.render()

    def merged_value(self) -> Any:
        """Return the value of the block, merged from its children if it is divided."""
        if self.is_divided:
            return {key: child.merged_value() for key, child in self.children.items()}
        return self.value

    def moved_to(self, column: int) -> "Block":
        """Return the block with its key in that column."""
        offset = column - self.column
        return replace(
            self,
            column=column,
            lines=[_shifted(line, offset) for line in self.lines],
            children={key: child.moved_to(child.column + offset) for key, child in self.children.items()},
        )


@dataclass(frozen=True)
class _Layout:
    """The lines of a spec that is being cut into blocks."""

    source: Source
    is_original: bool
    lines: list[str]


class _IndivisibleError(Exception):
    """The layout of the spec does not allow its lines to be cut into blocks."""


def blocks_of(source: Source) -> Block:
    """Cut the spec of a source into blocks.

    A spec in JSON or flow style, or with aliases, does not have separate lines for each value; it is converted to block
    style first.
    """
    if source.document is not None and not source.has_aliases and not _UNUSUAL_LINE_BREAK.search(source.text):
        with suppress(_IndivisibleError):
            return _cut(source, source.text, source.document, is_original=True)
    text = dump_yaml(source.value).decode()
    return _cut(source, text, parse_document(text.encode(), source.label), is_original=False)


def render(root: Block) -> bytes:
    """Return the content of the file from its blocks."""
    return ("\n".join(root.render()) + "\n").encode()


def is_divided(place: Place, value: Any) -> bool:
    """Return whether sources are merged below this place. Elsewhere, they must agree."""
    if not place:
        return True
    return (
        isinstance(value, dict)
        and place[0] in ("paths", "components")
        and (len(place) == 1 or (len(place) == 2 and not place[1].startswith("x-")))
    )


def _cut(source: Source, text: str, document: CommentedMap, *, is_original: bool) -> Block:
    layout = _Layout(source, is_original, text.rstrip().split("\n"))
    header, children = _divided(layout, document, (), 0, 0, len(layout.lines))
    root = Block(source, is_original, 0, header, None, children, is_divided=True)
    for block in (root, *children.values()):
        # A marker must not be in the middle of the result; in column 0 it is never content.
        block.lines = [line for line in block.lines if not _DOCUMENT_MARKER.fullmatch(line)]
    return root


def _divided(
    layout: _Layout, mapping: CommentedMap, place: Place, start: int, key_end: int, end: int
) -> tuple[list[str], dict[str, Block]]:
    """Cut the lines from `start` to `end` into those before the first key of the mapping, and a block for each key."""
    lines = layout.lines
    if not mapping:
        return lines[start:end], {}
    if mapping.fa.flow_style() or mapping.merge:
        raise _IndivisibleError
    positions = [mapping.lc.key(key) for key in mapping]
    column = positions[0][1]
    if any(own != column or line < key_end or lines[line][:own].strip() for line, own in positions):
        raise _IndivisibleError
    starts = [_with_comments_above(lines, line, column, key_end) for line, _ in positions]
    blocks: dict[str, Block] = {}
    for key, first, (line, _), last in zip(mapping, starts, positions, [*starts[1:], end], strict=True):
        value, child_place = mapping[key], (*place, str(key))
        if is_divided(child_place, value):
            header, children = _divided(layout, value, child_place, first, line + 1, last)
            blocks[str(key)] = Block(layout.source, layout.is_original, column, header, None, children, is_divided=True)
        else:
            blocks[str(key)] = Block(layout.source, layout.is_original, column, lines[first:last], plain(value))
    return lines[start : starts[0]], blocks


def _with_comments_above(lines: list[str], line: int, column: int, lowest: int) -> int:
    # A "#" further to the right may be content of a block scalar.
    while line > lowest and re.match(rf" {{0,{column}}}#", lines[line - 1]):
        line -= 1
    return line


def _shifted(line: str, offset: int) -> str:
    if offset >= 0:
        return " " * offset + line if line.strip() else line
    return re.sub(rf"^ {{0,{-offset}}}", "", line)
