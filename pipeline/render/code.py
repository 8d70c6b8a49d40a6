"""Writes texts of the spec as Python literals and docstrings. The texts are hostile input, and must not become code."""

import textwrap
import unicodedata

WIDTH = 116


def literal(text: str) -> str:
    """Return the text as a Python string literal of ASCII characters."""
    # ascii() escapes characters that could deceive a reader of the code, such as those that change the writing
    # direction.
    return ascii(text)


def prose(text: str) -> str:
    """Return the text as a paragraph for a docstring. It can neither end the docstring nor deceive a reader."""
    # Most texts have no whitespace except spaces, and only visible characters.
    visible = text if text.isprintable() else "".join(_visible(character) for character in text)
    # A quote only ends a docstring next to two others. A backslash would start an escape.
    return " ".join(visible.split()).replace("\\", "\\\\").replace('"""', "'''")


def sentence(text: str) -> str:
    """Return the text with a period, unless it ends with punctuation."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def docstring(text: str, indent: int) -> str:
    """Return paragraphs of `prose`, one per line, as a docstring at this indentation.

    The continuation of a line that starts with spaces is indented by four more spaces.
    """
    lines: list[str] = []
    for line in text.strip().split("\n"):
        margin = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(
            line,
            width=WIDTH - indent,
            initial_indent="",
            subsequent_indent=margin + "    " if margin else "",
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    # A quote or a backslash at the end would join the closing quotes.
    if lines[-1].endswith(('"', "\\")):
        lines[-1] += " "
    pad = " " * indent
    body = f"\n{pad}".join(lines)
    return f'"""{body}{chr(10) + pad if len(lines) > 1 else ""}"""'.replace(f"\n{pad}\n", "\n\n")


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character).startswith("C") else character
