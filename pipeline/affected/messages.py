"""Explanations of pyright errors for the author of a program, for errors that no change explains."""

import re

from pipeline.diff.quoting import on_one_line, quoted

# For the first line of a message: a pattern, the problem, and what to do.
_MESSAGES = [
    (r"Arguments? missing for parameters? (.+)", "the call must pass {0} now", "pass it"),
    (r'No parameter named "(.+)"', "there is no longer an argument `{0}`", "remove it"),
    (r"Expected (\d+) positional arguments?", "the number of positional arguments is {0} now", "use keywords"),
    (r'Cannot access attribute "(.+)" for class "(.+)"', "`{1}` no longer has `{0}`", "replace it"),
    (r'Import "(.+)" could not be resolved', "there is no longer a module `{0}`", "replace it"),
    (r'"(.+)" is unknown import symbol', "`{0}` no longer exists", "replace it"),
    (r'"(.+)" is not a known attribute of (?:module )?"(.+)"', "`{1}` no longer has `{0}`", "replace it"),
    (r'Argument of type "(.+?)".* parameter "(.+?)" of type "(.+?)"', "`{1}` must be `{2}`, not `{0}`", "convert it"),
    (r'Type "(.+?)" is not assignable to (.+)', "`{0}` is not assignable to {1}", "convert it, or change the type"),
]


def explained(message: str) -> tuple[str, str]:
    """Return the problem and what to do, for a pyright message about code that was correct before."""
    first, _, details = message.partition("\n")
    if re.search(r'(of|for|type) "None"', first) or '"None" is not' in details:
        return "the value may be `None` now", "check it"
    for pattern, text, to_do in _MESSAGES:
        match = re.match(pattern, first)
        if match:
            return text.format(*map(_with_code, match.groups())), to_do
    return quoted(first), "correct this line"


def _with_code(text: str) -> str:
    """Return a part of a message with backticks instead of its quotation marks."""
    return on_one_line(text).replace("`", "'").replace('"', "`")
