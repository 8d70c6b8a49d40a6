"""Select nodes of a spec by JSONPath (RFC 9535)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from iregexp_check import check as is_iregexp
from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathNode, JSONPathQuery
from jsonpath_rfc9535.filter_expressions import (
    Expression,
    FilterQuery,
    FunctionExtension,
    StringLiteral,
)
from jsonpath_rfc9535.selectors import FilterSelector

from pipeline.overlay.depth import MAX_DEPTH
from pipeline.overlay.filtering import expressions_in, with_quick_filters


class SelectionError(Exception):
    """A JSONPath cannot be used; the message contains the reason."""


class _Environment(JSONPathEnvironment):
    max_recursion_depth = MAX_DEPTH


_ENVIRONMENT = _Environment()


def select(document: Any, query: str) -> list[JSONPathNode]:
    """Return the nodes that a query selects, each once, in the order of the spec.

    Raises:
        SelectionError: The query is not a valid JSONPath, or contains a regular expression that would silently match
            nothing.
    """
    try:
        nodes = compiled(query).find(document)
    except JSONPathError as error:
        raise SelectionError(f"`{query}` failed: {error}") from None
    return list({node.location: node for node in nodes}.values())


def normalized_path(location: tuple[int | str, ...]) -> str:
    """Return the normalized path (RFC 9535, section 2.7) of a location."""
    return JSONPathNode(value=None, location=location, parent=None, root=None).path()


@lru_cache(maxsize=512)
def compiled(text: str) -> JSONPathQuery:
    """Compile a query.

    Raises:
        SelectionError: As for `select`.
    """
    try:
        query = _ENVIRONMENT.compile(text)
    except (JSONPathError, RecursionError) as error:
        reason = str(error) if isinstance(error, JSONPathError) else "nested too deeply"
        raise SelectionError(f"`{text}` is not a valid JSONPath: {reason}") from None
    for pattern in _patterns(query):
        if not is_iregexp(pattern):
            raise SelectionError(
                f"`{text}` contains the regular expression `{pattern}`, which is not a valid I-Regexp (RFC 9485) and "
                r"would match nothing; write `[0-9]` for `\d`, `[A-Za-z]` for `(?i)`, no `\b`, `^`, `$` or look-around"
            )
    return with_quick_filters(query)


def _patterns(query: JSONPathQuery) -> Iterator[str]:
    """Yield the regular expressions in the filters of a query that are literals."""
    for segment in query.segments:
        for selector in segment.selectors:
            if isinstance(selector, FilterSelector):
                yield from _patterns_of_expression(selector.expression)


def _patterns_of_expression(expression: Expression) -> Iterator[str]:
    for inner in expressions_in(expression):
        match inner:
            case FilterQuery():
                yield from _patterns(inner.query)
            case FunctionExtension(name="match" | "search", args=[_, StringLiteral() as pattern]):
                yield pattern.value
