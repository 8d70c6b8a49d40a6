"""Compares two versions: their APIs, and the changes of upstream that the overlay hides."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from pipeline.api import Api
from pipeline.diff.changes import Change, Level
from pipeline.diff.comparing import compare
from pipeline.diff.forms import form_changes
from pipeline.diff.quoting import quoted, quoted_place, short_line
from pipeline.effective import check_spec
from pipeline.errors import PipelineError
from pipeline.loading import Version
from pipeline.openapi import pointer
from pipeline.overlay.hidden import HiddenChange, hidden_changes
from pipeline.parse import parse_api

# The level of each change takes two more parses. The level of further changes is not determined.
_MAX_PARSED = 20


def changes_between(old: Version, new: Version, config: Path) -> list[Change]:
    """Return all changes from one version to the other, breaking ones first.

    Args:
        old: The old version.
        new: The new version.
        config: The settings of the generator.
    """
    hidden = hidden_changes(old.effective.overwritten, new.effective.overwritten)
    changes = [*compare(old.api, new.api), *_hidden(hidden, new, config)]
    return sorted(changes, key=lambda change: -change.level) or form_changes(old.effective.spec, new.effective.spec)


def _hidden(changes: Sequence[HiddenChange], new: Version, config: Path) -> Iterator[Change]:
    for index, change in enumerate(changes):
        if _is_visible(change, new, config):
            continue
        level = _level_without_overlay(change, new, config) if index < _MAX_PARSED else None
        before, after = _shown(change.before, change.was_absent), _shown(change.after, change.is_absent)
        place = pointer(change.location)
        meaning = f"would be {level.word}" if level else "was not classified and may be breaking"
        yield Change(
            "hidden-by-overlay",
            Level.PATCH,
            f"{quoted_place(place)} changed upstream from {quoted(before)} to {quoted(after)}, hidden by overlay "
            f"action {change.action}, {quoted(change.label)}; without the action, the change {meaning}",
            before=short_line(before),
            after=short_line(after),
            exact=place,
        )


def _is_visible(change: HiddenChange, new: Version, config: Path) -> bool:
    """Return whether a change next to a reference is also a change of the effective spec, in which both apply."""
    try:
        spec, container = _copy_with_container(new, change)
        key = change.location[-1]
        if "$ref" not in container or key == "$ref" or change.is_absent or container.get(key) != change.after:
            return False
        _set(container, change, change.before, is_absent=change.was_absent)
        return bool(compare(parse_api(spec, config), new.api))
    except (LookupError, TypeError, PipelineError):
        return False


def _level_without_overlay(change: HiddenChange, new: Version, config: Path) -> Level | None:
    """Return the level of the change without the action that hides it; `None` if it is not known."""
    apis: list[Api] = []
    try:
        for value, is_absent in ((change.before, change.was_absent), (change.after, change.is_absent)):
            spec, container = _copy_with_container(new, change)
            _set(container, change, value, is_absent=is_absent)
            if change.location[-1] != "$ref":
                # A reference that the action sets hides the keys next to it.
                container.pop("$ref", None)
            check_spec(spec)
            apis.append(parse_api(spec, config))
    except (LookupError, TypeError, PipelineError):
        # Without the action, the spec is not valid, or a later action has moved the place.
        return None
    return max((visible.level for visible in compare(*apis)), default=Level.PATCH)


def _copy_with_container(version: Version, change: HiddenChange) -> tuple[dict[str, Any], Any]:
    """Return a copy of the effective spec, and the object in it that contains the place of a change."""
    spec = deepcopy(version.effective.spec)
    container: Any = spec
    for key in change.location[:-1]:
        container = container[key]
    if not isinstance(container, dict):
        raise LookupError(change.location)
    return spec, container


def _set(container: dict[str, Any], change: HiddenChange, value: Any, *, is_absent: bool) -> None:
    key = str(change.location[-1])
    if is_absent:
        container.pop(key, None)
    else:
        container[key] = value


def _shown(value: Any, is_absent: bool) -> Any:
    return "nothing" if is_absent else value
