"""The subjects of changes: arguments, fields, classes and methods."""

import json
from dataclasses import dataclass
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.quoting import short_line
from pipeline.diff.rules import LEVELS, Meaning


@dataclass(frozen=True)
class Subject:
    """The argument, field, class or method that changes.

    Attributes:
        noun: The start of a sentence about it, such as "argument `amount`". python: Its name as in Python code; `None`
        if it has none. operation: The operationId, if it belongs to one operation. is_sent: Whether requests contain
        it. is_received: Whether responses contain it.
    """

    noun: str
    python: str | None
    operation: str | None = None
    is_sent: bool = True
    is_received: bool = True

    def level(self, meaning: Meaning) -> Level:
        """Return the level of a change of this subject."""
        levels = [(meaning.sent, self.is_sent), (meaning.received, self.is_received)]
        return max((level for level, is_concerned in levels if is_concerned), default=Level.PATCH)

    def change(
        self,
        rule: str,
        text: str,
        before: Any = None,
        after: Any = None,
        *,
        place: Any = None,
        level: Level | None = None,
    ) -> Change:
        """Return a change of this subject.

        Args:
            rule: The kind of change.
            text: The change as a sentence.
            before: The old value, if there is one.
            after: The new value.
            place: The place in its schema, such as a keyword.
            level: The level, if it is not in the table of rules.
        """
        return Change(
            rule=rule,
            level=self.level(LEVELS[rule]) if level is None else level,
            text=text,
            python=self.python,
            operation=self.operation,
            before=None if before is None else short_line(before),
            after=None if after is None else short_line(after),
            exact=json.dumps([place, before, after], sort_keys=True),
        )

    def edit(self, *old_and_new: Any) -> Edit:
        """Return a change of documentation, from the key, the old text and the new text."""
        *key, before, after = old_and_new
        place = f"`{self.python}`" if self.python else self.noun
        return Edit(place, short_line([*key, before]), short_line([*key, after]))


def whole(rule: str, text: str, python: str, operation: str | None = None, *old_and_new: str) -> Change:
    """Return a change of a resource, method, class or alias as a whole."""
    before, after = map(short_line, old_and_new) if old_and_new else (None, None)
    return Change(rule, LEVELS[rule].sent, text, python, operation, before, after)
