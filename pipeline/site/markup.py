"""Text of a spec or an overlay in a page: it stays text, whatever it contains.

Everything that could mean something to Markdown, to an extension of it, or to HTML becomes a character reference.
Tables and blocks are HTML on one line, which extensions that work by lines, such as snippets, leave alone.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.diff.quoting import on_one_line

_CODE = re.compile(r"`([^`]+)`")
_BREAKS = re.compile(r"(?<=[/._])(?=[^/._])|(?<=[0-9a-f]{16})(?=[0-9a-f]{16})")
_LENGTH = 160


def text(value: str) -> str:
    """Return a text on one line, as text."""
    return _references(on_one_line(value))


def prose(value: str) -> str:
    """Return a sentence on one line, with what is between backticks as code."""
    parts = _CODE.split(on_one_line(value))
    return "".join(_code(part) if index % 2 else _references(part) for index, part in enumerate(parts))


def code(value: str) -> str:
    """Return a text on one line, as code."""
    return _code(on_one_line(value))


def json_code(value: Any) -> str:
    """Return a JSON value as code, truncated if it is long."""
    line = json.dumps(value, ensure_ascii=False)
    return code(line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…")


def block(value: str) -> str:
    """Return lines of code as an HTML block."""
    lines = "&#10;".join(_references(_visible(line)) for line in value.split("\n"))
    return f'<div class="highlight"><pre><code>{lines}</code></pre></div>'


def details(summary: str, content: str) -> str:
    """Return an HTML block that shows its content when a reader opens it. Both are HTML on one line."""
    return f"<details><summary>{summary}</summary>{content}</details>"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML on one line."""
    head = "".join(f"<th>{cell}</th>" for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def link(address: str, content: str) -> str:
    """Return a link to an address of this project, with HTML as its text."""
    return f'<a href="{address}">{content}</a>'


def _code(line: str) -> str:
    # Paths and names may be broken in a narrow column, behind a separator, and digests.
    return f"<code>{'<wbr>'.join(map(_references, _BREAKS.split(line)))}</code>"


def _visible(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + on_one_line(line)


def _references(line: str) -> str:
    # Letters, digits and spaces mean nothing; neither do characters beyond ASCII.
    return "".join(char if char.isalnum() or char == " " or char > "\x7f" else f"&#{ord(char)};" for char in line)
