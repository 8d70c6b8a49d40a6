"""Descriptions of JSON without its data: types, the forms of dates, and hashes of keys."""

import re
from decimal import Decimal
from hashlib import sha256
from types import NoneType

_JSON_TYPES: dict[type, str] = {
    NoneType: "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    Decimal: "number",
    str: "string",
    list: "array",
    dict: "object",
}
_MAX_SHAPE = 40


def json_type(value: object) -> str:
    """Return the JSON Schema name of a value's type."""
    return _JSON_TYPES[type(value)]


def key_hash(key: str) -> str:
    """Return the hash of a key that the spec does not define: the first 16 hexadecimal digits of its SHA-256.

    Anyone who knows or guesses a key can recognize its hash.
    """
    # Keys in JSON may contain lone surrogates.
    return sha256(key.encode(errors="surrogatepass")).hexdigest()[:16]


def time_shape(text: str) -> str:
    """Return the form of a date or a time, such as `0000-00-00 00:00:00`; `string` for any other text.

    Digits become `0`, and letters `a`, except the `T` before a time and the `Z` at its end.
    """
    has_other_characters = not re.fullmatch(r"[0-9A-Za-z:+./ -]+", text)
    if len(text) >= _MAX_SHAPE or has_other_characters or not re.search("[0-9]", text):
        return "string"
    return re.sub(r"(?!(?<=[0-9])T(?=[0-9])|(?<=[0-9])Z$)[A-Za-z]", "a", re.sub("[0-9]", "0", text))


def as_code(text: str) -> str:
    """Return a text as a code span in Markdown. The text may contain backticks (CommonMark, section 6.1)."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    padding = " " if "`" in text else ""
    return f"{fence}{padding}{text}{padding}{fence}"
