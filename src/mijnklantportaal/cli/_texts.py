"""Conversion of Python names to option names, and of foreign texts to texts that are safe to print."""

import re


def kebab_case(name: str) -> str:
    """Return the command-line form of a Python name: `customer-id` for `customer_id`, `type` for `type_`."""
    return name.strip("_").replace("_", "-")


def singular_option(word: str) -> str:
    """Return the singular of an option that may be repeated, or the same option if it is not an English plural."""
    for plural, ending in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(plural):
            return word.removesuffix(plural) + ending
    return word.removesuffix("s") if re.search("[^s]s$", word) else word


def printable_text(text: str) -> str:
    """Return a text with spaces instead of line breaks, and escapes instead of other control characters."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char.isspace() else char.encode("unicode_escape").decode()
        for char in text
    )


def one_line(text: str) -> str:
    """Return a text as printable text on one line, with single spaces between words."""
    return " ".join(printable_text(text).split())


def cut_text(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
