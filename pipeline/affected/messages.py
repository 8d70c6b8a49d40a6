"""What the errors of pyright mean for the author of a program, where no change explains them."""

import re

from pipeline.diff.quoting import on_one_line, quoted

# For the first line of a message: the pattern, what is the matter, and what to do.
_MESSAGES = [
    (r"Arguments? missing for parameters? (.+)", "the call must pass {0} now", "pass it"),
    (r'No parameter named "(.+)"', "there is no argument `{0}` any more", "remove it"),
    (r"Expected (\d+) positional arguments?", "the number of positional arguments is {0} now", "use keywords"),
    (r'Cannot access attribute "(.+)" for class "(.+)"', "`{1}` has no `{0}` any more", "replace it"),
    (r'Import "(.+)" could not be resolved', "there is no module `{0}` any more", "replace it"),
    (r'"(.+)" is unknown import symbol', "`{0}` does not exist any more", "replace it"),
    (r'"(.+)" is not a known attribute of (?:module )?"(.+)"', "`{1}` has no `{0}` any more", "replace it"),
    (r'Argument of type "(.+?)".* parameter "(.+?)" of type "(.+?)"', "`{1}` must be `{2}` and is `{0}`", "convert it"),
    (r'Type "(.+?)" is not assignable to (.+)', "`{0}` is not assignable to {1}", "convert it, or change the type"),
]


def explained(message: str) -> tuple[str, str]:
    """Return what is the matter, and what to do, for a message of pyright about code that was right before."""
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
