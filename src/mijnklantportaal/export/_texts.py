"""Characters that a format cannot hold: they are written as escapes, of which the user is warned."""

from mijnklantportaal.export._columns import is_encodable


class TextEscapes:
    r"""Writes lone surrogates, which UTF-8 does not have, and NUL characters as Python does: `\ud800` and `\x00`.

    Args:
        keep_nul: Whether the format can hold NUL characters.
    """

    def __init__(self, *, keep_nul: bool = False) -> None:
        self._keep_nul = keep_nul
        self._columns: dict[str, None] = {}

    def escape(self, text: str, column: str) -> str:
        """Return a text as it is written."""
        if is_encodable(text) and (self._keep_nul or "\0" not in text):
            return text
        self._columns[column] = None
        escaped = text.encode("utf-8", "backslashreplace").decode()
        return escaped if self._keep_nul else escaped.replace("\0", r"\x00")

    def warnings(self) -> list[str]:
        """Return a warning of the columns that have escapes, if there are any."""
        if not self._columns:
            return []
        characters = "lone surrogates" if self._keep_nul else "lone surrogates or NUL characters"
        return [f"texts with {characters}, which this format cannot hold, have escapes: {', '.join(self._columns)}"]
