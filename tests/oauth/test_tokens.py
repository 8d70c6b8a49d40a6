"""Tokens, and the JSON object that a store holds."""

import json
import pickle
from collections.abc import Mapping
from copy import copy, deepcopy
from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal.oauth import Tokens
from mijnklantportaal.types import JSON
from tests.oauth.stored_tokens import ACCESS, REFRESH, TOKENS, assert_no_secret_in, with_lifetime

SAVED = TOKENS.to_dict()
TOKEN = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1)
ZONES = st.builds(timezone, st.timedeltas(timedelta(hours=-14), timedelta(hours=14)))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
    max_leaves=5,
)


def without(name: str) -> dict[str, JSON]:
    return {key: value for key, value in SAVED.items() if key != name}


@given(
    access=TOKEN,
    refresh=st.none() | st.text(),
    issued_at=st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES),
    expires_in=st.none() | st.integers(0) | st.floats(0, allow_infinity=False),
)
def test_tokens_survive_json(access: str, refresh: str | None, issued_at: datetime, expires_in: float | None) -> None:
    tokens = Tokens(access, refresh, issued_at, expires_in)
    again = Tokens.from_dict(json.loads(json.dumps(tokens.to_dict())))
    assert again == tokens
    assert again.expires_at == tokens.expires_at


def test_dict_has_the_tokens_and_utc() -> None:
    issued_at = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))
    assert Tokens(ACCESS, None, issued_at, None).to_dict() == {
        "access_token": ACCESS,
        "refresh_token": None,
        "issued_at": "2026-03-01T12:00:00+00:00",
        "expires_in": None,
    }


def test_unknown_names_in_the_dict_are_ignored() -> None:
    assert Tokens.from_dict({**SAVED, "portal": "bakery"}) == TOKENS


@pytest.mark.parametrize(
    ("seconds", "expires_at"),
    [
        (3600, datetime(2026, 3, 1, 13, tzinfo=UTC)),
        (0.5, datetime(2026, 3, 1, 12, 0, 0, 500_000, tzinfo=UTC)),
        (1e300, datetime.max.replace(tzinfo=UTC)),
        (10**400, datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_expiry_follows_from_the_lifetime(seconds: float, expires_at: datetime) -> None:
    assert with_lifetime(seconds).expires_at == expires_at


def test_tokens_without_a_lifetime_have_no_expiry() -> None:
    assert Tokens(ACCESS, REFRESH, TOKENS.issued_at, None).expires_at is None


HOSTILE = {
    "none": None,
    "list": [SAVED],
    "text": json.dumps(SAVED),
    "number": 5,
    "empty": {},
    **{f"no {name}": without(name) for name in SAVED},
    "access token is null": {**SAVED, "access_token": None},
    "access token is a list": {**SAVED, "access_token": [ACCESS]},
    "access token is empty": {**SAVED, "access_token": ""},
    "access token has a line break": {**SAVED, "access_token": f"{ACCESS}\r\nX-Header: 1"},
    "access token is not ASCII": {**SAVED, "access_token": f"{ACCESS}é"},
    "refresh token is a number": {**SAVED, "refresh_token": 5},
    "time is null": {**SAVED, "issued_at": None},
    "time is a number": {**SAVED, "issued_at": 1_772_366_400},
    "time is a word": {**SAVED, "issued_at": "yesterday"},
    "time has no zone": {**SAVED, "issued_at": "2026-03-01T12:00:00"},
    "time is before the calendar": {**SAVED, "issued_at": "0001-01-01T00:00:00+14:00"},
    "lifetime is text": {**SAVED, "expires_in": "3600"},
    "lifetime is true": {**SAVED, "expires_in": True},
    "lifetime is negative": {**SAVED, "expires_in": -1},
    "lifetime is not a number": {**SAVED, "expires_in": float("nan")},
    "lifetime is infinite": {**SAVED, "expires_in": float("inf")},
    "lifetime is larger than any float": {**SAVED, "expires_in": 10**400},
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_dict_that_holds_no_tokens_is_an_error_that_shows_none(data: object) -> None:
    with pytest.raises(ValueError, match=r"^data must be an object as Tokens\.to_dict returns it$") as caught:
        Tokens.from_dict(cast("Mapping[str, JSON]", data))
    assert_no_secret_in(caught.value)


@given(name=st.sampled_from(sorted(SAVED)), value=JSON_VALUES)
def test_dict_with_any_value_is_refused_or_can_be_used(name: str, value: JSON) -> None:
    try:
        tokens = Tokens.from_dict({**SAVED, name: value})
    except ValueError:
        return
    assert tokens.expires_at is None or tokens.expires_at.tzinfo is not None
    assert Tokens.from_dict(tokens.to_dict()) == tokens


def test_repr_shows_no_secret() -> None:
    assert_no_secret_in(TOKENS)
    assert "expires_in=3600" in repr(TOKENS)


def test_pickle_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^Tokens cannot be pickled, .*: store what to_dict\(\) returns$") as caught:
        pickle.dumps(TOKENS)
    assert_no_secret_in(caught.value)


@pytest.mark.parametrize("make_copy", [copy, deepcopy])
def test_copy_of_tokens_is_the_same_object(make_copy: type) -> None:
    assert make_copy(TOKENS) is TOKENS
