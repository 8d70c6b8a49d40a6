"""How long an access token can be used."""

from datetime import UTC, datetime, timedelta
from math import inf

import pytest

from mijnklantportaal.oauth import Tokens
from mijnklantportaal.oauth._expiry import usable_seconds

NOW = datetime(2026, 4, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expires_in", "age", "margin", "usable"),
    [
        (3600, 0, 60, 3540),
        (3600, 3000, 60, 540),
        (3600, 3540, 60, 0),
        (3600, 3599, 60, -59),
        (3600, 7200, 60, -3660),
        # At most a tenth of the lifetime is left unused.
        (100, 0, 60, 90),
        (1, 0, 60, 0.9),
        (3600, 3599, 0, 1),
        (None, 10**9, 60, inf),
        # Another machine of the same store is ahead.
        (3600, -50, 60, 3540),
        # The clock was set back.
        (3600, -61, 60, 0),
        (3600, -(10**9), 60, 0),
    ],
)
def test_token_is_usable_until_shortly_before_it_expires(
    expires_in: float | None, age: float, margin: float, usable: float
) -> None:
    tokens = Tokens("a", "r", NOW - timedelta(seconds=age), expires_in)
    assert usable_seconds(tokens, NOW, margin) == pytest.approx(usable)
