"""Filters of JSONPath queries, with a quick test before each evaluation."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathNode, JSONPathQuery
from jsonpath_rfc9535.exceptions import JSONPathRecursionError
from jsonpath_rfc9535.filter_expressions import (
    ComparisonExpression,
    Expression,
    FilterExpression,
    FilterExpressionLiteral,
    FunctionExtension,
    LogicalExpression,
    PrefixExpression,
    RelativeFilterQuery,
)
from jsonpath_rfc9535.segments import JSONPathChildSegment, JSONPathRecursiveDescentSegment, JSONPathSegment
from jsonpath_rfc9535.selectors import FilterSelector, JSONPathSelector, NameSelector
from jsonpath_rfc9535.tokens import Token

_Test = Callable[[Any], bool]


def with_quick_filters(query: JSONPathQuery) -> JSONPathQuery:
    """Return an equal query that evaluates its filters only if a quick test does not rule out a match.

    A query such as `$..[?@.nullable == true]` spends nearly all its time on values without that key.
    """
    segments: list[JSONPathSegment] = []
    for segment in query.segments:
        selectors = tuple(_quick(selector) for selector in segment.selectors)
        kind = _Descent if isinstance(segment, JSONPathRecursiveDescentSegment) else JSONPathChildSegment
        segments.append(kind(env=segment.env, token=segment.token, selectors=selectors))
    return JSONPathQuery(env=query.env, segments=tuple(segments))


class _Descent(JSONPathRecursiveDescentSegment):
    """The segment `..`, which only creates nodes for containers in which a selector may select something."""

    __slots__ = ("_tests",)

    def __init__(self, *, env: JSONPathEnvironment, token: Token, selectors: tuple[JSONPathSelector, ...]) -> None:
        super().__init__(env=env, token=token, selectors=selectors)
        self._tests = [_container_test(selector) for selector in selectors]

    def resolve(self, nodes: Iterable[JSONPathNode]) -> Iterable[JSONPathNode]:
        for node in nodes:
            yield from self._descendants(node)

    def _descendants(self, node: JSONPathNode) -> Iterator[JSONPathNode]:
        maximum = self.env.max_recursion_depth
        tests = self._tests
        stack: list[_Visit] = [_Visit(node.value, "", None, 1)]
        while stack:
            visit = stack.pop()
            value = visit.value
            if visit.depth > maximum:
                raise JSONPathRecursionError("recursion limit exceeded", token=self.token)
            if any(test(value) for test in tests):
                container = JSONPathNode(
                    value=value, location=(*node.location, *visit.location()), parent=node.parent, root=node.root
                )
                for selector in self.selectors:
                    yield from selector.resolve(container)
            items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            children = [
                _Visit(child, key, visit, visit.depth + 1) for key, child in items if isinstance(child, dict | list)
            ]
            children.reverse()
            stack += children


class _Visit(NamedTuple):
    """A container below a node, with its key in its parent."""

    value: Any
    key: int | str
    above: "_Visit | None"
    depth: int

    def location(self) -> list[int | str]:
        keys: list[int | str] = []
        visit = self
        while visit.above is not None:
            keys.append(visit.key)
            visit = visit.above
        keys.reverse()
        return keys


class _QuickFilter(FilterSelector):
    """A filter that is only evaluated in containers with a value that may match."""

    __slots__ = ("_may_match",)

    def __init__(self, selector: FilterSelector) -> None:
        super().__init__(env=selector.env, token=selector.token, expression=selector.expression)
        self._may_match = _quick_test(selector.expression)

    def may_select(self, container: Any) -> bool:
        values = container.values() if isinstance(container, dict) else container if isinstance(container, list) else ()
        return any(map(self._may_match, values))

    def resolve(self, node: JSONPathNode) -> Iterable[JSONPathNode]:
        return super().resolve(node) if self.may_select(node.value) else ()


def _container_test(selector: JSONPathSelector) -> _Test:
    """Return a function that is true for every container in which the selector selects something."""
    match selector:
        case _QuickFilter():
            return selector.may_select
        case NameSelector(name=name):
            return lambda container: isinstance(container, dict) and name in container
    return lambda container: True


def _quick(selector: JSONPathSelector) -> JSONPathSelector:
    return _QuickFilter(selector) if isinstance(selector, FilterSelector) else selector


def expressions_in(expression: Expression) -> Iterator[Expression]:
    """Yield an expression of a filter and those inside it, but not those in the filters of its queries."""
    yield expression
    match expression:
        case FilterExpression():
            yield from expressions_in(expression.expression)
        case PrefixExpression():
            yield from expressions_in(expression.right)
        case LogicalExpression() | ComparisonExpression():
            yield from expressions_in(expression.left)
            yield from expressions_in(expression.right)
        case FunctionExtension():
            for argument in expression.args:
                yield from expressions_in(argument)


def queries_of(expression: Expression) -> Iterator[list[str]]:
    """Yield the names at the start of each query relative to the current value in a filter."""
    for inner in expressions_in(expression):
        if isinstance(inner, RelativeFilterQuery):
            names = _names(inner.query)
            yield [name for name in names[: names.index(None) if None in names else None] if name is not None]


def _quick_test(expression: Expression) -> _Test:
    """Return a function that is true for every value that matches the filter expression, and for few others."""
    match expression:
        case FilterExpression():
            return _quick_test(expression.expression)
        case LogicalExpression():
            left, right = _quick_test(expression.left), _quick_test(expression.right)
            if expression.operator == "&&":
                return lambda value: left(value) and right(value)
            return lambda value: left(value) or right(value)
        case ComparisonExpression(operator="=="):
            for side, other in ((expression.left, expression.right), (expression.right, expression.left)):
                if isinstance(side, RelativeFilterQuery) and isinstance(other, FilterExpressionLiteral):
                    return _equality_test(side.query, other.value)
        case ComparisonExpression(operator="<" | ">" | "<=" | ">="):
            for side, other in ((expression.left, expression.right), (expression.right, expression.left)):
                if isinstance(side, RelativeFilterQuery) and isinstance(other, FilterExpressionLiteral):
                    return _presence_test(side.query)
        case RelativeFilterQuery():
            return _presence_test(expression.query)
        case FunctionExtension(name="match" | "search") if isinstance(expression.args[0], RelativeFilterQuery):
            return _presence_test(expression.args[0].query)
    return lambda value: True


def _equality_test(query: JSONPathQuery, literal: object) -> _Test:
    match _names(query):
        case []:
            return lambda value: bool(value == literal)
        case [str(name)]:
            return lambda value: isinstance(value, dict) and name in value and bool(value[name] == literal)
    return _presence_test(query)


def _presence_test(query: JSONPathQuery) -> _Test:
    match _names(query):
        case [str(name), *_]:
            return lambda value: isinstance(value, dict) and name in value
    return lambda value: True


def _names(query: JSONPathQuery) -> list[str | None]:
    """Return the name that each segment selects; None for a segment that is not a single name."""
    return [
        segment.selectors[0].name
        if isinstance(segment, JSONPathChildSegment)
        and len(segment.selectors) == 1
        and isinstance(segment.selectors[0], NameSelector)
        else None
        for segment in query.segments
    ]
