"""Changes, their levels, and the version bump that they require."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """The level of a change for users of the client. docs/versions.md has the rules."""

    PATCH = 1
    FEATURE = 2
    BREAKING = 3

    @property
    def word(self) -> str:
        """The level in reports: `breaking`, `feature` or `patch`."""
        return self.name.lower()


BUMPS = {None: "none", Level.PATCH: "patch", Level.FEATURE: "minor", Level.BREAKING: "major"}


@dataclass(frozen=True)
class Change:
    """One change between two versions of the client.

    Attributes:
        rule: The kind of change, such as `argument-removed`; part of the id.
        level: The level for users of the client.
        text: The change as a sentence without subject and period. python: The changed name as in Python code; None if
        it is not part of the Python interface. operation: The operationId, if the change belongs to one operation.
        before: The old value as a short line, if there is one. after: The new value. exact: Further details that
        distinguish the change from others; part of the id, and not printed.
    """

    rule: str
    level: Level
    text: str
    python: str | None = None
    operation: str | None = None
    before: str | None = None
    after: str | None = None
    exact: str = ""

    @property
    def id(self) -> str:
        """An id that depends only on the change, not on other changes or the names of the versions."""
        facts = json.dumps([self.python, self.operation, self.before, self.after, self.exact])
        return f"{self.rule}-{hashlib.sha256(facts.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Edit:
    """A change of documentation only: of a text, an example, or their order."""

    place: str
    before: str
    after: str


def bump_of(changes: Iterable[Change]) -> str:
    """Return the part of the version to raise: `major`, `minor`, `patch` or `none`."""
    return BUMPS[max((change.level for change in changes), default=None)]


def folded(items: Iterable[Change | Edit]) -> list[Change]:
    """Return the changes, breaking ones first, with all edits as one change at the end."""
    both = list(items)
    changes = [item for item in both if isinstance(item, Change)]
    edits = sorted({(item.place, item.before, item.after) for item in both if isinstance(item, Edit)})
    if edits:
        places = sorted({place for place, _, _ in edits})
        shown = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
        texts = f"documentation of {shown}: descriptions, examples, or their order"
        # The id depends on the edits, although the text does not list them.
        changes.append(Change("wording-changed", Level.PATCH, texts, exact=json.dumps(edits)))
    return sorted(changes, key=lambda change: -change.level)
