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


def one_line(text: str) -> str:
    """Return a text on one line, with escapes for the characters that a terminal would act on."""
    words = re.split(r"[\s\x1c-\x1f\x85]+", text.strip())
    return " ".join("".join(map(_shown, word)) for word in words)


def _shown(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()
