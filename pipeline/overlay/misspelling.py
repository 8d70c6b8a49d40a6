"""The key that an action without a match may mean."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from jsonpath_rfc9535 import JSONPathNode
from jsonpath_rfc9535.segments import JSONPathRecursiveDescentSegment, JSONPathSegment
from jsonpath_rfc9535.selectors import FilterSelector, NameSelector

from pipeline.overlay.filtering import queries_of
from pipeline.overlay.selecting import compiled


def nearest_key(document: Any, query: str) -> str:
    """Return a remark such as "no key there is `a`; the nearest is `b`" about a query that matches nothing, or ""."""
    nodes: Iterable[JSONPathNode] = [JSONPathNode(value=document, location=(), parent=None, root=document)]
    for segment in compiled(query).segments:
        following = list(segment.resolve(nodes))
        if not following:
            return _remark(segment, nodes)
        nodes = following
    return ""


def _remark(segment: JSONPathSegment, nodes: Iterable[JSONPathNode]) -> str:
    is_descent = isinstance(segment, JSONPathRecursiveDescentSegment)
    for selector in segment.selectors:
        if isinstance(selector, NameSelector):
            names = [selector.name]
            depth = -1 if is_descent else 1
        elif isinstance(selector, FilterSelector):
            names = [name for query in queries_of(selector.expression) for name in query[:1]]
            depth = -1 if is_descent else 2
        else:
            continue
        keys = dict.fromkeys(key for node in nodes for key in _keys(node.value, depth))
        for name in names:
            nearest = [] if name in keys else difflib.get_close_matches(name, keys, n=1)
            if nearest:
                return f"no key there is `{name}`; the nearest is `{nearest[0]}`"
    return ""


def _keys(value: Any, depth: int) -> Iterator[str]:
    """Yield the keys of an object and of nested objects, down to a number of levels; -1 stands for all levels."""
    if depth == 0:
        return
    if isinstance(value, dict):
        yield from value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(child, depth - 1)
