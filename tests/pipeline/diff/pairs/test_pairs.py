"""Each pair of specs has its level, and the table itself is sound."""

import functools
import json
import re
from collections import Counter

import pytest

from pipeline.diff.changes import bump_of
from pipeline.effective import check_spec
from tests.pipeline.diff.pairs.pair import Expected, Pair, changes_between, text_of
from tests.pipeline.diff.pairs.table import PAIRS

_WITHOUT_EFFECT = [pair for pair in PAIRS if pair.level in (Expected.FORM, Expected.NONE)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_changes_of_pair_have_expected_level(pair: Pair) -> None:
    changes = changes_between(*pair.versions)
    bump = bump_of(changes)
    texts = [f"{change.level.word}: {text_of(change)}" for change in changes]
    assert bump in pair.level.value, "\n".join([f"{pair.level.name}, since {pair.reason}. The report:", *texts])
    highest = [text_of(change) for change in changes if bump_of([change]) == bump]
    mentioned = re.compile(rf"(?<!\w){re.escape(pair.mentions)}(?!\w)")
    assert not pair.mentions or any(map(mentioned.search, highest)), "\n".join([f"no {pair.mentions!r} in:", *texts])


@pytest.mark.parametrize("pair", _WITHOUT_EFFECT, ids=lambda pair: pair.id)
def test_changes_of_reversed_pair_without_effect_have_none_either(pair: Pair) -> None:
    assert bump_of(changes_between(pair.versions.new, pair.versions.old)) in pair.level.value


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_specs_of_pair_pass_the_checks(pair: Pair) -> None:
    for spec in pair.versions:
        _check(json.dumps(spec))


# Many pairs have a spec in common.
@functools.cache
def _check(spec: str) -> None:
    check_spec(json.loads(spec))


def test_table_has_unique_ids() -> None:
    assert [name for name, count in Counter(pair.id for pair in PAIRS).items() if count > 1] == []


def test_table_has_distinct_pairs() -> None:
    # As text: the order of keys is what distinguishes the versions of some pairs.
    ids: dict[str, list[str]] = {}
    for pair in PAIRS:
        ids.setdefault(json.dumps(pair.versions), []).append(pair.id)
    assert [same for same in ids.values() if len(same) > 1] == []
    assert [pair.id for pair in PAIRS if json.dumps(pair.versions.old) == json.dumps(pair.versions.new)] == []


def test_table_has_enough_pairs_of_each_family() -> None:
    counts = Counter(pair.family for pair in PAIRS)
    assert len(PAIRS) >= 150
    assert [family for family, count in counts.items() if count < 10] == []
