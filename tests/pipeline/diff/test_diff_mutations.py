"""Each mutation of the real spec is reported once, with its level, its Python name, and the bump."""

import copy
import functools
import json
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.diff.changes import Change, bump_of
from pipeline.diff.versions import Version
from pipeline.documents import plain, read_document
from pipeline.effective import Effective
from pipeline.effective.objects import iter_nodes
from pipeline.effective.ordering import in_canonical_order
from pipeline.effective.required import expand_all_required
from pipeline.overlay import apply_overlay, read_overlay
from pipeline.parse import parse_api
from tests.pipeline.diff.diff_samples import changes_between
from tests.pipeline.diff.mutating import unchanged
from tests.pipeline.diff.mutations import COMBINED, MUTATIONS, Expected, Mutation

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "generator-config.yaml"
# Each takes a second or more, so only a sample runs by default. All of them run in the nox session `endurance`.
IS_FULL = settings.get_current_profile_name() == "endurance"
SELECTED = [*MUTATIONS, *COMBINED] if IS_FULL else [*MUTATIONS[::12], *COMBINED[::4]]


@functools.cache
def published() -> dict[str, object]:
    return dict(plain(read_document(ROOT / "openapi.yaml")))


@functools.cache
def version_in_use() -> Version:
    return version(copy.deepcopy(published()))


def version(spec: dict[str, object]) -> Version:
    """Read a version without the checks, which take long and pass for each of these specs."""
    applied = apply_overlay(spec, read_overlay(ROOT / "overrides/overlay.yaml"), strict=False).document
    assert not list(expand_all_required(list(iter_nodes(applied))))
    effective = Effective(in_canonical_order(applied), [], [])
    return Version(effective, parse_api(effective.spec, CONFIG), "test")


def both_sides(mutation: Mutation) -> tuple[Version, Version]:
    spec = copy.deepcopy(published())
    mutation.given(spec)
    old = version_in_use() if mutation.given is unchanged else version(copy.deepcopy(spec))
    mutation.change(spec)
    return old, version(spec)


def matches(expected: Expected, change: Change) -> bool:
    report = " ".join(filter(None, (change.python, change.text, change.before, change.after)))
    same = (change.level.word, change.python, change.operation) == (
        expected.level,
        expected.python,
        expected.operation,
    )
    return same and all(word in report for word in expected.words)


def test_table_is_complete() -> None:
    assert len(MUTATIONS) >= 180
    assert len(COMBINED) >= 10
    names = [mutation.name for mutation in (*MUTATIONS, *COMBINED)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("mutation", SELECTED, ids=lambda mutation: mutation.name)
def test_mutation_is_reported(mutation: Mutation) -> None:
    old, new = both_sides(mutation)
    changes = changes_between(old, new)
    left = list(changes)
    missing = []
    for expected in mutation.changes:
        found = next((change for change in left if matches(expected, change)), None)
        if found:
            left.remove(found)
        else:
            missing.append(expected)
    assert (missing, left, bump_of(changes)) == ([], [], mutation.bump)
    assert len({change.id for change in changes}) == len(changes)
    # The generated package depends only on the spec, including its order.
    is_generated_alike = json.dumps(old.effective.spec) == json.dumps(new.effective.spec)
    assert is_generated_alike == (mutation.bump == "none")
