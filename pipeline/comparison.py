"""Compares two versions: their APIs, and what upstream changed where the overlay hides it."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from pipeline.api import Api
from pipeline.diff.changes import Change, Level
from pipeline.diff.comparing import compare
from pipeline.diff.forms import form_changes
from pipeline.diff.quoting import quoted, short_line
from pipeline.errors import PipelineError
from pipeline.loading import Version
from pipeline.openapi import pointer
from pipeline.overlay.hidden import HiddenChange, hidden_changes
from pipeline.parse import parse_api

# Each takes two more parses. A version with more has its levels from a person.
_MAX_PARSED = 20


def changes_between(old: Version, new: Version, config: Path) -> list[Change]:
    """Return all changes from one version to the other, breaking ones first.

    Args:
        old: The old version.
        new: The new version.
        config: The settings of the generator.
    """
    visible = compare(old.api, new.api) or form_changes(old.effective.spec, new.effective.spec)
    hidden = _hidden(hidden_changes(old.effective.overwritten, new.effective.overwritten), new, config)
    return sorted([*visible, *hidden], key=lambda change: -change.level)


def _hidden(changes: Sequence[HiddenChange], new: Version, config: Path) -> Iterator[Change]:
    for index, change in enumerate(changes):
        level = _level_without_overlay(change, new, config) if index < _MAX_PARSED else None
        before, after = _shown(change.before, change.was_absent), _shown(change.after, change.is_absent)
        place = pointer(change.location)
        meaning = f"would be {level.word}" if level else "was not classified and may be breaking"
        yield Change(
            "hidden-by-overlay",
            Level.PATCH,
            f"{quoted(place)} changed upstream from {quoted(before)} to {quoted(after)}, hidden by overlay action "
            f"{change.action}, {quoted(change.label)}; without the action, the change {meaning}",
            before=short_line(before),
            after=short_line(after),
            exact=place,
        )


def _level_without_overlay(change: HiddenChange, new: Version, config: Path) -> Level | None:
    """Return the level that the change would have if the action did not hide it; `None` where that is not known."""
    old_value = None if change.was_absent else [change.before]
    new_value = None if change.is_absent else [change.after]
    try:
        apis = [_api_with(value, change, new, config) for value in (old_value, new_value)]
    except (LookupError, TypeError, ValueError, PipelineError):
        # Without the action the place is not valid, or it is not where it was before later actions.
        return None
    return max((visible.level for visible in compare(*apis)), default=Level.PATCH)


def _api_with(value: list[Any] | None, change: HiddenChange, version: Version, config: Path) -> Api:
    """Return the API of a version in which a place has an upstream value, or none."""
    spec = deepcopy(version.effective.spec)
    container: Any = spec
    for key in change.location[:-1]:
        container = container[key]
    key = change.location[-1]
    if value is None:
        container.pop(key, None)
    else:
        container[key] = value[0]
    if key != "$ref" and isinstance(container, dict):
        # What stands beside a reference is hidden by it.
        container.pop("$ref", None)
    return parse_api(spec, config)


def _shown(value: Any, is_absent: bool) -> Any:
    return "nothing" if is_absent else value
