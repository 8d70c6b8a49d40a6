"""Text of the document on its way into Python code. It comes from outside, and nothing of it may become code."""

import textwrap
import unicodedata

WIDTH = 116


def literal(text: str) -> str:
    """The text as a Python string literal of ASCII characters."""
    # ascii() escapes what a reader of the code could be deceived by, such as marks that turn the writing direction.
    return ascii(text)


def prose(text: str) -> str:
    """The text as one paragraph for a docstring, in which nothing can end the docstring or deceive its reader."""
    kept = "".join(" " if character.isspace() else character for character in text if _is_visible(character))
    # A quote is the end of a docstring only beside two others; a backslash would begin an escape.
    return " ".join(kept.split()).replace("\\", "\\\\").replace('"""', "'''")


def sentence(text: str) -> str:
    """The text with a full stop, if it ends in nothing of the kind."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def docstring(text: str, indent: int) -> str:
    """Paragraphs of `prose`, one a line, as a docstring at this indentation.

    A line that begins with spaces is continued with four more.
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


def _is_visible(character: str) -> bool:
    return character.isspace() or not unicodedata.category(character).startswith("C")
