"""What one change is, how much it means, and which version follows."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """What a change means for somebody who calls the client. CONTRIBUTING has the table."""

    PATCH = 1
    FEATURE = 2
    BREAKING = 3

    @property
    def word(self) -> str:
        """As it is written: `breaking`, `feature` or `patch`."""
        return self.name.lower()


BUMPS = {None: "none", Level.PATCH: "patch", Level.FEATURE: "minor", Level.BREAKING: "major"}


@dataclass(frozen=True)
class Change:
    """One change between two versions, in the terms of the client.

    Attributes:
        rule: Which kind of change it is, such as `argument-removed`; part of the id.
        level: What it means for callers.
        text: What has changed, as a sentence without its subject and full stop.
        python: The thing that has changed, as callers write it; None where Python does not show it.
        operation: The operationId, where the change belongs to one operation.
        before: What was there, if it can be said in a word.
        after: What is there now.
        exact: What else tells it from other changes, in full; part of the id, and not shown.
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
        """The same for the same change in every run, whatever else has changed and whatever the versions are called."""
        facts = json.dumps([self.python, self.operation, self.before, self.after, self.exact])
        return f"{self.rule}-{hashlib.sha256(facts.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Edit:
    """A change of a text, an example, or an order: something that only readers of the documentation see."""

    place: str
    before: str
    after: str


def bump_of(changes: Iterable[Change]) -> str:
    """Which part of the version goes up: `major`, `minor`, `patch` or `none`."""
    return BUMPS[max((change.level for change in changes), default=None)]


def folded(found: Iterable[Change | Edit]) -> list[Change]:
    """The changes, breaking ones first, with all edits of texts as one change at the end."""
    both = list(found)
    changes = [one for one in both if isinstance(one, Change)]
    edits = sorted({(one.place, one.before, one.after) for one in both if isinstance(one, Edit)})
    if edits:
        places = sorted({place for place, _, _ in edits})
        shown = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
        texts = f"documentation of {shown}: descriptions, examples, or their order"
        # Which edits they are is part of the id, though the sentence does not show it.
        changes.append(Change("wording-changed", Level.PATCH, texts, exact=json.dumps(edits)))
    return sorted(changes, key=lambda change: -change.level)
