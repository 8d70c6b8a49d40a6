"""Quote untrusted text of a spec in messages for terminals and pull requests."""

import json
import unicodedata
from typing import Any

_LENGTH = 120
# Only hostile input has longer names.
_PLACE_LENGTH = 1000


def quoted(value: Any) -> str:
    """Return a value between backticks, on one line, without backticks and invisible characters in it."""
    # Two backticks without text between them would start a different code span.
    text = short_line(value).replace("`", "'") or '""'
    return f"`{text}`"


def quoted_place(place: str) -> str:
    """Return a JSON pointer between backticks. If it is shortened, its end stays, which distinguishes it from
    others."""
    text = on_one_line(place).replace("`", "'")
    return f"`{text if len(text) <= _PLACE_LENGTH else f'{text[: _PLACE_LENGTH // 2]}…{text[-_PLACE_LENGTH // 2 :]}'}`"


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
