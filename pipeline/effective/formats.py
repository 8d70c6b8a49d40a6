"""Validation of the formats of values."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from pipeline.effective.finding import Finding, removal
from pipeline.effective.objects import Node

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LOCAL_DATE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
LOCAL_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")


def format_checker() -> FormatChecker:
    """Return a checker of the formats of JSON Schema, of OpenAPI and of this project.

    The formats of this project are `decimal` (`12.95`, no exponent), `local-date-time` (`2024-04-29 21:00:00`) and
    `local-minute` (`2024-04-29 21:00`), the last two without a time zone.
    """
    checker = FormatChecker(Draft202012Validator.FORMAT_CHECKER.checkers)
    # jsonschema accepts every text with an @ in it as an email address.
    checker.checks("email")(_matches(_EMAIL))
    checker.checks("decimal")(_matches(_DECIMAL))
    checker.checks("local-date-time", raises=ValueError)(_is_local_time(LOCAL_DATE_TIME))
    checker.checks("local-minute", raises=ValueError)(_is_local_time(LOCAL_MINUTE))
    checker.checks("int32")(_is_integer_of(32))
    checker.checks("int64")(_is_integer_of(64))
    for anything in ("binary", "password", "float", "double"):
        checker.checks(anything)(lambda value: True)
    return checker


def unknown_formats(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each `format` that `format_checker` does not know; validators ignore unknown formats."""
    known = format_checker().checkers
    for node in nodes:
        name = node.value.get("format") if node.kind == "Schema" else None
        # The meta-schema reports a format that is not a string.
        if isinstance(name, str) and name not in known:
            location = (*node.location, "format")
            action = removal(location, "The format is neither in OpenAPI nor in JSON Schema, so no tool validates it.")
            yield Finding(location, f"unknown format {name!r}", action)


def _matches(pattern: re.Pattern[str]) -> Any:
    return lambda value: not isinstance(value, str) or pattern.fullmatch(value) is not None


def _is_local_time(pattern: re.Pattern[str]) -> Any:
    def check(value: object) -> bool:
        return not isinstance(value, str) or (
            pattern.fullmatch(value) is not None and datetime.fromisoformat(value) is not None
        )

    return check


def _is_integer_of(bits: int) -> Any:
    limit = 2 ** (bits - 1)
    return lambda value: not isinstance(value, int) or -limit <= value < limit
