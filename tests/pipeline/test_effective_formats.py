"""Formats of values."""

from typing import Any

import pytest
from jsonschema import FormatChecker

from pipeline.effective import format_checker

VALUES = [
    ("date", "2024-04-30", True),
    ("date", "2024-04-31", False),
    ("date", "20240430", False),
    ("date-time", "2024-04-29T21:00:00+02:00", True),
    ("date-time", "2024-04-31T21:00:00+02:00", False),
    ("date-time", "2024-04-29T21:00:00", False),
    ("email", "jan@example.nl", True),
    ("email", "jan@localhost", False),
    ("email", "jan@ex@ample.nl", False),
    ("ipv4", "123.45.67.89", True),
    ("ipv4", "123.456.7.8.9", False),
    ("ipv6", "::1", True),
    ("ipv6", "::g", False),
    ("uri", "https://example.nl/x?page=2", True),
    ("uri", "example.nl/x", False),
    ("uuid", "123e4567-e89b-12d3-a456-426614174000", True),
    ("uuid", "123", False),
    ("hostname", "example.nl", True),
    ("hostname", "ex ample", False),
    ("decimal", "12.95", True),
    ("decimal", "-0.5", True),
    ("decimal", "0", True),
    ("decimal", 12.95, True),
    ("decimal", "1e3", False),
    ("decimal", "12,95", False),
    ("decimal", "012", False),
    ("decimal", ".5", False),
    ("decimal", "5.", False),
    ("decimal", "", False),
    ("decimal", "12.95\n", False),
    ("decimal", "١٢", False),
    ("local-date-time", "2024-04-30 14:00:00", True),
    ("local-date-time", None, True),
    ("local-date-time", "2024-04-31 14:00:00", False),
    ("local-date-time", "2024-04-30 24:00:01", False),
    ("local-date-time", "2024-04-30T14:00:00", False),
    ("local-date-time", "2024-04-30 14:00", False),
    ("local-date-time", "2024-04-30 14:00:00+02:00", False),
    ("local-minute", "2024-04-30 14:00", True),
    ("local-minute", "2023-02-29 14:00", False),
    ("local-minute", "2024-04-30 14:00:00", False),
    ("local-minute", "2024-04-30 14:60", False),
    ("int32", 2**31 - 1, True),
    ("int32", 2**31, False),
    ("int64", 2**31, True),
    ("int64", 2**63, False),
    ("binary", "anything", True),
    ("password", "anything", True),
]


@pytest.mark.parametrize(("name", "value", "valid"), VALUES)
def test_format(name: str, value: Any, valid: bool) -> None:
    checker = format_checker()
    assert name in checker.checkers
    assert checker.conforms(value, name) is valid


def test_format_checker_does_not_change_the_default_one() -> None:
    format_checker()
    assert "decimal" not in FormatChecker.checkers
    assert FormatChecker().conforms("jan@localhost", "email")
