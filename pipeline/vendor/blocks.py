"""A document as its own lines, cut where documents are merged.

Merging moves whole blocks of lines, so that quoting, folding, comments and long lines stay what they were. A YAML
writer would have to get all of them right again.
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
# What ruamel counts as the end of a line, beside the line feed.
_UNUSUAL_LINE_BREAK = re.compile("[\r\x85\u2028\u2029]")


@dataclass
class Block:
    """One key with its value.

    Where its children are merged one by one, the lines are those before the first child; elsewhere they are all.

    Attributes:
        source: which source says it.
        is_original: whether the lines are those of a source, and not written anew.
        column: where its key stands.
        lines: its lines, from the comments above its key on.
        value: what its lines say, in plain values; None where it is divided.
        children: the blocks in it, by key.
        is_divided: whether its children are merged one by one.
    """

    source: Source
    is_original: bool
    column: int
    lines: list[str]
    value: Any
    children: dict[str, "Block"] = field(default_factory=dict)
    is_divided: bool = False

    def render(self) -> Iterator[str]:
        """The lines of the block and all its children."""
        yield from self.lines
        for child in self.children.values():
            yield from child.render()

    def merged_value(self) -> Any:
        """What the lines say."""
        if self.is_divided:
            return {key: child.merged_value() for key, child in self.children.items()}
        return self.value

    def moved_to(self, column: int) -> "Block":
        """The block with its key in that column."""
        offset = column - self.column
        return replace(
            self,
            column=column,
            lines=[_shifted(line, offset) for line in self.lines],
            children={key: child.moved_to(child.column + offset) for key, child in self.children.items()},
        )


@dataclass(frozen=True)
class _Layout:
    """The lines that a document is cut from."""

    source: Source
    is_original: bool
    lines: list[str]


class _IndivisibleError(Exception):
    """The document is written in a way that does not let its lines be cut."""


def blocks_of(source: Source) -> Block:
    """Cut the document of a source into blocks.

    A document in JSON or flow style, or with aliases, has no lines of its own for each thing it says; it is written
    anew as block YAML.
    """
    if source.document is not None and not source.has_aliases and not _UNUSUAL_LINE_BREAK.search(source.text):
        with suppress(_IndivisibleError):
            return _cut(source, source.text, source.document, is_original=True)
    text = dump_yaml(source.value).decode()
    return _cut(source, text, parse_document(text.encode(), source.label), is_original=False)


def render(root: Block) -> bytes:
    """The document that the blocks make."""
    return ("\n".join(root.render()) + "\n").encode()


def is_divided(place: Place, value: Any) -> bool:
    """Whether sources are merged inside of this place; elsewhere they have to agree."""
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
        # A marker must not end up in the middle of the result; in column 0 it is never content.
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
