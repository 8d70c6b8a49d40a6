"""Text of the document, which comes from outside, on its way into sentences for terminals and pull requests."""

import json
import unicodedata
from typing import Any

_LENGTH = 120


def quoted(value: Any) -> str:
    """A value of the document between backticks, on one line, with nothing in it that could end them or hide."""
    # Two backticks with nothing between them would begin another quotation.
    text = short_line(value).replace("`", "'") or '""'
    return f"`{text}`"


def short_line(value: Any) -> str:
    """A value of the document as one short line."""
    line = on_one_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"


def on_one_line(text: str) -> str:
    """The whole text on one line, with nothing in it that hides, or that a terminal would follow."""
    seen = "".join(one if one.isspace() or not unicodedata.category(one).startswith("C") else "\ufffd" for one in text)
    return " ".join(seen.split())
