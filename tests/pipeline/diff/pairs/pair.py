"""A pair of specs with the level of its changes, and the one place that compares two specs."""

import functools
import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from pipeline import comparison
from pipeline.diff.changes import Change
from pipeline.effective import Effective
from pipeline.effective.ordering import in_canonical_order
from pipeline.loading import Version
from pipeline.parse import parse_api
from tests.pipeline.diff.pairs.fragments import Spec

_CONFIG = Path(__file__).parents[4] / "generator-config.yaml"


class Expected(Enum):
    """What a report must say as a whole: the bumps that are right."""

    BREAKING = frozenset({"major"})
    FEATURE = frozenset({"minor"})
    # More is allowed, which takes a rule to know. A report of "unclassified", at its worst case, is right too.
    UNORDERED = frozenset({"minor", "major"})
    PATCH = frozenset({"patch"})
    # Callers cannot notice the change. A report of "the same in another form" is right, and so is none.
    FORM = frozenset({"none", "patch"})
    NONE = frozenset({"none"})


class Versions(NamedTuple):
    """Two complete specs."""

    old: Spec
    new: Spec


@dataclass(frozen=True)
class Pair:
    """A change of a spec, with its right level.

    Attributes:
        family: The kind of change.
        name: What changes, unique in the family.
        versions: The specs before and after the change.
        level: The right level.
        reason: Why it is right, for a caller of the Python client.
        mentions: A text that must be in a reported change of that level, such as the Python name.
    """

    family: str
    name: str
    versions: Versions
    level: Expected
    reason: str
    mentions: str = ""

    @property
    def id(self) -> str:
        return f"{self.family}-{self.name}"


def changes_between(old: Spec, new: Spec) -> list[Change]:
    """Return the changes from one spec to the other.

    Raises:
        PipelineError: No client can be generated from one of them.
    """
    return comparison.changes_between(_version(json.dumps(old)), _version(json.dumps(new)), _CONFIG)


# Many pairs have a spec in common. Read from JSON, so that no two places of a spec share an object.
@functools.cache
def _version(spec: str) -> Version:
    effective = Effective(in_canonical_order(json.loads(spec)), [], [])
    return Version(effective, parse_api(effective.spec, _CONFIG))


def text_of(change: Change) -> str:
    """Return all texts of a change in one line."""
    texts = (change.text, change.python, change.operation, change.before, change.after)
    return " ".join(text for text in texts if text)
