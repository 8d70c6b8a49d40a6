"""Tokens that tests store, and a check that nothing shows them."""

import pickle
from contextlib import suppress
from datetime import UTC, datetime

from mijnklantportaal.oauth import Tokens
from tests.tracebacks import traceback_with_locals

ACCESS, REFRESH = "very-secret-access", "very-secret-refresh"
TOKENS = Tokens(ACCESS, REFRESH, datetime(2026, 3, 1, 12, tzinfo=UTC), 3600)


def with_lifetime(seconds: float) -> Tokens:
    return Tokens(ACCESS, REFRESH, TOKENS.issued_at, seconds)


def assert_no_secret_in(value: object) -> None:
    texts = [repr(value), str(value), f"{value}"]
    if isinstance(value, BaseException):
        texts.append(traceback_with_locals(value))
    with suppress(TypeError):
        texts.append(pickle.dumps(value).decode("latin-1"))
    assert "very-secret" not in "\n".join(texts)
