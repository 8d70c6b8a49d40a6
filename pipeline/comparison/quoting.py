"""Text of the document, which comes from outside, on its way into sentences for terminals and pull requests."""

import json
import unicodedata
from typing import Any

_LENGTH = 120


def quoted(value: Any) -> str:
    """A value of the document between backticks, on one line, with nothing in it that could end them or hide."""
    return f"`{worded(value).replace('`', chr(39))}`"


def worded(value: Any) -> str:
    """A value of the document as one short line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    seen = "".join(one if one.isspace() or not unicodedata.category(one).startswith("C") else "\ufffd" for one in text)
    line = " ".join(seen.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"
