"""How the command line writes names of Python, and texts that it did not make itself."""

import re


def kebab_case(name: str) -> str:
    """Return a name of Python as the command line has it: `customer-id` for `customer_id`, `type` for `type_`."""
    return name.strip("_").replace("_", "-")


def singular(word: str) -> str:
    """Return the singular of an English plural, for an option that is repeated; another word as it is."""
    for plural, ending in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(plural):
            return word.removesuffix(plural) + ending
    return word.removesuffix("s") if re.search("[^s]s$", word) else word


def printable_text(text: str) -> str:
    """Return a text with spaces for line breaks, and escapes for the other characters that control a terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char.isspace() else char.encode("unicode_escape").decode()
        for char in text
    )


def one_line(text: str) -> str:
    """Return a printable text, with single spaces between its words."""
    return " ".join(printable_text(text).split())


def cut_text(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
