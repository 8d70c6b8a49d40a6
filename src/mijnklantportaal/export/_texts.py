"""Escapes for characters that a format cannot represent, with a warning."""

from mijnklantportaal.export._columns import is_encodable


class TextEscapes:
    r"""Escapes lone surrogates, which UTF-8 cannot encode, and NUL characters as in Python: `\ud800` and `\x00`.

    Args:
        keep_nul: Whether the format supports NUL characters.
    """

    def __init__(self, *, keep_nul: bool = False) -> None:
        self._keep_nul = keep_nul
        self._columns: dict[str, None] = {}

    def escape(self, text: str, column: str) -> str:
        """Return a text with escapes."""
        if is_encodable(text) and (self._keep_nul or "\0" not in text):
            return text
        self._columns[column] = None
        escaped = text.encode("utf-8", "backslashreplace").decode()
        return escaped if self._keep_nul else escaped.replace("\0", r"\x00")

    def warnings(self) -> list[str]:
        """Return a warning that names the columns with escapes, if there are any."""
        if not self._columns:
            return []
        characters = "lone surrogates" if self._keep_nul else "lone surrogates or NUL characters"
        return [f"texts with {characters}, which the format lacks, have escapes: {', '.join(self._columns)}"]
