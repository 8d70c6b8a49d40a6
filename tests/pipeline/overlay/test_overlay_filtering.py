"""Queries with quick filters select the same nodes as those of the library."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathNode

from pipeline.documents import read_document
from pipeline.overlay import apply_overlay, read_overlay
from pipeline.overlay.filtering import with_quick_filters

ROOT = Path(__file__).parents[3]
ENVIRONMENT = JSONPathEnvironment()


def described(nodes: list[JSONPathNode]) -> list[Any]:
    return [(node.path(), node.value, node.parent.value if node.parent else None) for node in nodes]


def check_same(query: str, document: Any) -> list[Any]:
    compiled = ENVIRONMENT.compile(query)
    expected = described(compiled.find(document))
    assert repr(described(with_quick_filters(compiled).find(document))) == repr(expected)
    return expected


def test_quick_filters_of_the_overlay_select_what_those_of_the_library_do() -> None:
    spec, overlay = read_document(ROOT / "openapi.yaml"), read_overlay(ROOT / "overrides" / "overlay.yaml")
    effective = apply_overlay(spec, overlay).document
    counts = [len(check_same(action["target"], spec)) for action in overlay["actions"]]
    assert sum(map(bool, counts)) > 100
    for action in overlay["actions"]:
        check_same(action["target"], effective)


keys = st.sampled_from(["a", "b", "type", "0"])
leaves = st.sampled_from([None, True, False, 0, 1, 1.0, "", "a", "b", "string"])
documents = st.recursive(
    leaves, lambda children: st.lists(children, max_size=3) | st.dictionaries(keys, children, max_size=3), max_leaves=15
)
paths = st.sampled_from(["@", "@.a", "@.b", "@['type']", "@.a.b", "@[0]", "@.a[0]", "@.*", "@..a", "@['a','b']", "$.a"])
literals = st.sampled_from(["null", "true", "false", "0", "1", "'a'", "'string'", "''"])
singular = st.sampled_from(["@", "@.a", "@.b", "@['type']", "@.a.b", "@[0]", "$.a"])
comparisons = st.builds(
    lambda left, sign, right: f"{left} {sign} {right}",
    singular | literals,
    st.sampled_from(["==", "!=", "<", ">", "<=", ">="]),
    singular | literals,
)
functions = st.builds(
    lambda name, path, pattern: f"{name}({path}, '{pattern}')",
    st.sampled_from(["match", "search"]),
    singular,
    st.sampled_from(["a", ".*", "str"]),
)
atoms = paths | comparisons | functions
filters = st.recursive(
    atoms,
    lambda parts: (
        st.builds(lambda one, sign, two: f"({one} {sign} {two})", parts, st.sampled_from(["&&", "||"]), parts)
        | parts.map(lambda part: f"!({part})")
    ),
    max_leaves=4,
)
selectors = filters.map(lambda text: f"?{text}") | st.sampled_from(["'a'", "*", "0", "-1", "0:2", "'a','b'"])
queries = st.lists(st.builds(lambda dots, text: f"{dots}[{text}]", st.sampled_from(["", ".."]), selectors), max_size=3)


@given(queries.map(lambda parts: "$" + "".join(parts)), documents)
@settings(max_examples=150, deadline=None)
def test_quick_filters_select_what_those_of_the_library_do(query: str, document: Any) -> None:
    before = copy.deepcopy(document)
    check_same(query, document)
    assert document == before


def test_quick_filters_of_deep_documents_stop_at_the_same_depth() -> None:
    document: Any = {"a": 1}
    for _ in range(98):
        document = {"a": document}
    check_same("$..a", document)
    for query in (ENVIRONMENT.compile("$..a"), with_quick_filters(ENVIRONMENT.compile("$..a"))):
        with pytest.raises(JSONPathError, match="recursion limit exceeded"):
            query.find({"a": {"a": document}})
