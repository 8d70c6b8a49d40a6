"""Selecting nodes of a document by JSONPath (RFC 9535)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from iregexp_check import check as is_iregexp
from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathNode, JSONPathQuery
from jsonpath_rfc9535.filter_expressions import (
    ComparisonExpression,
    Expression,
    FilterExpression,
    FilterQuery,
    FunctionExtension,
    LogicalExpression,
    PrefixExpression,
    StringLiteral,
)
from jsonpath_rfc9535.selectors import FilterSelector

from pipeline.overlay.depth import MAX_DEPTH


class SelectionError(Exception):
    """A JSONPath that can't be used; the message says why."""


class _Environment(JSONPathEnvironment):
    max_recursion_depth = MAX_DEPTH


_ENVIRONMENT = _Environment()


def select(document: Any, query: str) -> list[JSONPathNode]:
    """The nodes that a query selects, each once, in document order.

    Raises:
        SelectionError: the query is no JSONPath, or has a regular expression that would silently match nothing.
    """
    try:
        nodes = _compile(query).find(document)
    except JSONPathError as error:
        raise SelectionError(f"`{query}` failed: {error}") from None
    return list({node.location: node for node in nodes}.values())


def normalized_path(location: tuple[int | str, ...]) -> str:
    """The normalized path (RFC 9535, section 2.7) of a location."""
    return JSONPathNode(value=None, location=location, parent=None, root=None).path()


@lru_cache(maxsize=512)
def _compile(text: str) -> JSONPathQuery:
    try:
        query = _ENVIRONMENT.compile(text)
    except (JSONPathError, RecursionError) as error:
        reason = str(error) if isinstance(error, JSONPathError) else "nested too deeply"
        raise SelectionError(f"`{text}` is no valid JSONPath: {reason}") from None
    for pattern in _patterns(query):
        if not is_iregexp(pattern):
            raise SelectionError(
                f"`{text}` has the regular expression `{pattern}`, which is no I-Regexp (RFC 9485) and so would match "
                r"nothing; write `[0-9]` for `\d`, `[A-Za-z]` for `(?i)`, and do without `\b`, `^`, `$` and look-around"
            )
    return query


def _patterns(query: JSONPathQuery) -> Iterator[str]:
    """The regular expressions that are written out in the filters of a query."""
    for segment in query.segments:
        for selector in segment.selectors:
            if isinstance(selector, FilterSelector):
                yield from _patterns_of_expression(selector.expression)


def _patterns_of_expression(expression: Expression) -> Iterator[str]:
    match expression:
        case FilterExpression():
            yield from _patterns_of_expression(expression.expression)
        case PrefixExpression():
            yield from _patterns_of_expression(expression.right)
        case LogicalExpression() | ComparisonExpression():
            yield from _patterns_of_expression(expression.left)
            yield from _patterns_of_expression(expression.right)
        case FilterQuery():
            yield from _patterns(expression.query)
        case FunctionExtension():
            for argument in expression.args:
                yield from _patterns_of_expression(argument)
            if expression.name in ("match", "search") and isinstance(expression.args[1], StringLiteral):
                yield expression.args[1].value
