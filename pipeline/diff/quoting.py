"""Quote untrusted text of a spec in messages for terminals and pull requests."""

import json
import unicodedata
from typing import Any

_LENGTH = 120


def quoted(value: Any) -> str:
    """Return a value between backticks, on one line, without backticks and invisible characters in it."""
    # Two backticks without text between them would start another code span.
    text = short_line(value).replace("`", "'") or '""'
    return f"`{text}`"


def short_line(value: Any) -> str:
    """Return a value as one short line."""
    line = on_one_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"


def on_one_line(text: str) -> str:
    """Return the whole text on one line, without invisible characters and control characters."""
    visible = "".join(
        char if char.isspace() or not unicodedata.category(char).startswith("C") else "\ufffd" for char in text
    )
    return " ".join(visible.split())
