"""Table tests of the parts of the comparison."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.api import Kind, Security, Type
from pipeline.diff.accepted import read_accepted
from pipeline.diff.changes import Change, Edit, Level, bump_of, folded
from pipeline.diff.quoting import on_one_line, quoted, short_line
from pipeline.diff.renames import likely_renames, similarity
from pipeline.diff.rendering import Comparison, as_json, as_markdown, as_text, inert, markdown_lists
from pipeline.diff.security import compare_security
from pipeline.diff.subjects import Subject
from pipeline.diff.types import compare_types, level_of_type
from pipeline.errors import PipelineError
from tests.pipeline.diff.api_samples import empty_pair, typed
from tests.pipeline.diff.diff_samples import Mutation, Spec, changes_of, schemas

BREAKING, FEATURE, PATCH = Level.BREAKING, Level.FEATURE, Level.PATCH

# Types

ALIASES: dict[str, tuple[str | float, ...]] = {"Colour": ("red", "green"), "Size": (1, 2), "Half": (0.5, 1)}


def level_of(before: Type, after: Type, *, sent: bool) -> Level | None:
    return level_of_type(Subject("field `a`", "A.a", None, is_sent=sent, is_received=not sent), (before, after))


@pytest.mark.parametrize(
    ("before", "after", "sent", "received"),
    [
        ("str", "str", None, None),
        ("str", "str | None", FEATURE, BREAKING),
        ("str | None", "str", BREAKING, PATCH),
        ("str", "int", BREAKING, BREAKING),
        ("int", "float", FEATURE, BREAKING),
        ("float", "int", BREAKING, PATCH),
        ("int | None", "float | None", FEATURE, BREAKING),
        ("int", "float | None", FEATURE, BREAKING),
        ("int | None", "float", BREAKING, BREAKING),
        ("bool", "int", BREAKING, BREAKING),
        ("float", "Decimal", BREAKING, BREAKING),
        ("date", "datetime", BREAKING, BREAKING),
        ("str", "Any", FEATURE, BREAKING),
        ("Any", "str", BREAKING, PATCH),
        ("str | None", "Any", FEATURE, BREAKING),
        ("Any", "str | None", BREAKING, PATCH),
        ("list[str]", "list[str] | None", FEATURE, BREAKING),
        ("list[str | None]", "list[str]", BREAKING, PATCH),
        ("list[str] | None", "list[str | None]", BREAKING, BREAKING),
        ("list[int]", "list[float]", FEATURE, BREAKING),
        ("list[list[int] | None]", "list[list[float | None] | None]", FEATURE, BREAKING),
        ("list[list[int] | None]", "list[list[int]]", BREAKING, PATCH),
        ("list[dict[str, int]]", "list[Any]", FEATURE, BREAKING),
        ("dict[str, int]", "dict[str, float]", FEATURE, BREAKING),
        ("dict[str, Order]", "dict[str, Invoice]", BREAKING, BREAKING),
        ("list[str]", "str", BREAKING, BREAKING),
        ("str", "list[str]", BREAKING, BREAKING),
        ("Order", "Invoice", BREAKING, BREAKING),
        ("Order", "Order | None", FEATURE, BREAKING),
        # Unions
        ("str", "str | int", FEATURE, BREAKING),
        ("str | int", "int | str", None, None),
        ("str | int", "str", BREAKING, PATCH),
        ("str | int", "str | bool", BREAKING, BREAKING),
        ("Order | Invoice", "Order | Invoice | Offer", FEATURE, BREAKING),
        ("Order | Invoice", "Order | Invoice | None", FEATURE, BREAKING),
        # An integer is a number already.
        ("float", "float | int", PATCH, PATCH),
        # Enumerations: a received value is any text.
        ("Colour", "Colour", None, None),
        ("Colour", "str", FEATURE, None),
        ("Colour | None", "str | None", FEATURE, None),
        ("str", "Colour", BREAKING, None),
        ("list[str]", "list[Colour]", BREAKING, None),
        ("Size", "int", FEATURE, None),
        ("Size", "float", FEATURE, BREAKING),
        ("float", "Size", BREAKING, PATCH),
        ("int", "Half", BREAKING, BREAKING),
        ("Size", "str", BREAKING, BREAKING),
        ("Size", "Any", FEATURE, BREAKING),
    ],
)
def test_level_of_another_type(before: str, after: str, sent: Level | None, received: Level | None) -> None:
    old, new = typed(before, ALIASES), typed(after, ALIASES)
    assert (level_of(old, new, sent=True), level_of(old, new, sent=False)) == (sent, received)


def test_level_of_type_that_is_neither_sent_nor_received_is_patch() -> None:
    subject = Subject("field `a`", "A.a", None, is_sent=False, is_received=False)
    assert level_of_type(subject, (typed("str"), typed("int"))) is PATCH
    assert level_of_type(subject, (typed("str"), typed("str"))) is None


_PLAIN = st.sampled_from(["str", "int", "float", "bool", "Order", "Decimal"])
_TYPES = st.recursive(
    _PLAIN,
    lambda inner: st.one_of(
        inner.map("list[{}]".format),
        st.lists(inner, min_size=2, max_size=3, unique=True).map(" | ".join),
        inner.map("{} | None".format),
    ),
    max_leaves=6,
).map(typed)


@given(_TYPES, _TYPES)
def test_types_in_opposite_directions_have_opposite_levels(one: Type, other: Type) -> None:
    sent, received = level_of(one, other, sent=True), level_of(other, one, sent=False)
    # More is accepted by the one that has more.
    opposites = {FEATURE: PATCH, BREAKING: BREAKING, PATCH: PATCH, None: None}
    assert received == opposites[sent]
    assert level_of(one, one, sent=True) is level_of(one, one, sent=False) is None
    wider = Type(pointer="", kind=Kind.UNION, members=(one, typed("date")))
    assert (level_of(one, wider, sent=True), level_of(wider, one, sent=False)) == (FEATURE, PATCH)
    assert (level_of(wider, one, sent=True), level_of(one, wider, sent=False)) == (BREAKING, BREAKING)


# Limits


def changes_of_types(
    old: Type, new: Type, *, sent: bool = True, received: bool = False
) -> list[tuple[str, Level] | str]:
    subject = Subject("argument `a`", "orders.create(a=)", "create-order", sent, received)
    changes = compare_types(subject, old, new, empty_pair())
    return [one.place if isinstance(one, Edit) else (one.rule, one.level) for one in changes]


TIGHTER, LOOSER, SAME = ("limit-tightened", BREAKING), ("limit-loosened", FEATURE), ("limit-written", PATCH)
UNKNOWN = ("unclassified", BREAKING)


@pytest.mark.parametrize(
    ("keyword", "before", "after", "forth", "back"),
    [
        ("maxLength", 5, 4, TIGHTER, LOOSER),
        ("maxLength", None, 4, TIGHTER, LOOSER),
        ("maxLength", None, 0, TIGHTER, LOOSER),
        ("minLength", 1, 2, TIGHTER, LOOSER),
        ("minLength", None, 1, TIGHTER, LOOSER),
        ("minLength", None, 0, SAME, SAME),
        ("minItems", 0, 2, TIGHTER, LOOSER),
        ("maxItems", 9, 8, TIGHTER, LOOSER),
        ("minimum", 0, 0.5, TIGHTER, LOOSER),
        ("minimum", -1, 1, TIGHTER, LOOSER),
        ("minimum", None, -5, TIGHTER, LOOSER),
        # Zero is a limit.
        ("minimum", None, 0, TIGHTER, LOOSER),
        ("minimum", -5, 0, TIGHTER, LOOSER),
        ("exclusiveMinimum", None, 0, TIGHTER, LOOSER),
        ("maximum", None, 0, TIGHTER, LOOSER),
        ("exclusiveMinimum", None, 5, TIGHTER, LOOSER),
        ("maximum", 10, 9.5, TIGHTER, LOOSER),
        ("exclusiveMaximum", 10, 5, TIGHTER, LOOSER),
        ("minProperties", 1, 2, TIGHTER, LOOSER),
        ("maxProperties", 3, 2, TIGHTER, LOOSER),
        ("uniqueItems", None, True, TIGHTER, LOOSER),
        ("uniqueItems", None, False, SAME, SAME),
        ("uniqueItems", False, True, TIGHTER, LOOSER),
        ("additionalProperties", None, False, TIGHTER, LOOSER),
        ("additionalProperties", None, True, SAME, SAME),
        ("additionalProperties", {}, False, TIGHTER, LOOSER),
        ("pattern", None, "^a$", TIGHTER, LOOSER),
        ("pattern", None, ".*", SAME, SAME),
        ("pattern", "^.*$", "^a$", TIGHTER, LOOSER),
        # Which pattern accepts more is unknown.
        ("pattern", "^a$", "^b$", TIGHTER, TIGHTER),
        ("format", None, "email", TIGHTER, LOOSER),
        ("format", "email", "uri", TIGHTER, TIGHTER),
        ("format", "int64", "int32", TIGHTER, LOOSER),
        ("format", "int32", None, LOOSER, TIGHTER),
        ("multipleOf", 2, 3, TIGHTER, TIGHTER),
        ("multipleOf", None, 2, TIGHTER, LOOSER),
        ("multipleOf", 5, 10, TIGHTER, LOOSER),
        ("multipleOf", 0.1, 0.3, TIGHTER, LOOSER),
        ("not", None, {"const": 1}, TIGHTER, LOOSER),
        ("dependentRequired", {"a": ["b"]}, {"a": ["c"]}, TIGHTER, TIGHTER),
        ("unevaluatedProperties", None, False, TIGHTER, LOOSER),
        ("x-nothing-known", 1, 2, UNKNOWN, UNKNOWN),
        ("default", None, "a", ("default-changed", PATCH), ("default-changed", BREAKING)),
        ("default", "a", "b", ("default-changed", BREAKING), ("default-changed", BREAKING)),
        ("deprecated", None, True, ("deprecated", FEATURE), ("no-longer-deprecated", PATCH)),
        ("deprecated", None, False, SAME, SAME),
        ("allowReserved", None, True, SAME, SAME),
    ],
)
@pytest.mark.parametrize("outer", ["{}", "list[{}]", "dict[str, {}]", "list[list[{}]]"])
def test_level_of_a_limit_of_a_sent_value(
    outer: str, keyword: str, before: Any, after: Any, forth: Any, back: Any
) -> None:
    old, new = (_inside(outer, {} if one is None else {keyword: one}) for one in (before, after))
    if keyword == "allowReserved":
        forth, back = ("limit-tightened", PATCH), ("limit-loosened", PATCH)
    assert changes_of_types(old, new) == [forth]
    assert changes_of_types(new, old) == [back]
    assert changes_of_types(old, old) == []
    # The client does not validate received values, but nothing is known of what no rule knows.
    if keyword not in ("deprecated", "x-nothing-known"):
        for one, other in ((old, new), (new, old)):
            [change] = changes_of_types(one, other, sent=False, received=True)
            assert change[1] is PATCH
        assert changes_of_types(old, new, received=True) == [forth]


def _inside(outer: str, keywords: dict[str, Any]) -> Type:
    value = typed("Any", **keywords)
    for _ in range(outer.count("list[")):
        value = Type(pointer="", kind=Kind.LIST, items=value)
    return Type(pointer="", kind=Kind.MAP, items=value) if "dict" in outer else value


@pytest.mark.parametrize(
    ("kind", "old", "new", "change"),
    [
        ("int", {"minimum": 1}, {"exclusiveMinimum": 0}, SAME),
        ("float", {"minimum": 1}, {"exclusiveMinimum": 0}, LOOSER),
        ("float", {"minimum": 0}, {"exclusiveMinimum": 0}, TIGHTER),
        ("int", {"maximum": 4}, {"exclusiveMaximum": 5}, SAME),
        ("int", {"maximum": 4, "exclusiveMaximum": 9}, {"maximum": 4}, SAME),
        ("int", {"minimum": 0.5}, {"minimum": 1}, SAME),
        ("int", {}, {"multipleOf": 1}, SAME),
        ("float", {}, {"multipleOf": 1}, TIGHTER),
        ("int", {"multipleOf": 10}, {"multipleOf": 5}, LOOSER),
        ("str", {"contentEncoding": "base64"}, {}, TIGHTER),
        ("FileInput", {"format": "binary"}, {}, SAME),
        ("Any", {"contains": {}}, {"contains": {}, "minContains": 1}, SAME),
        ("Any", {"contains": {}}, {"contains": {}, "minContains": 2}, TIGHTER),
        ("Any", {}, {"contains": {}, "minContains": 0}, None),
        ("Any", {"if": {}}, {"if": {}, "then": {"minimum": 0}}, TIGHTER),
        ("Any", {"if": {}, "else": {"minimum": 0}}, {}, LOOSER),
    ],
)
def test_keywords_that_belong_together_are_one_limit(kind: str, old: Spec, new: Spec, change: Any) -> None:
    changes = changes_of_types(typed(kind, **old), typed(kind, **new))
    if change is None:
        assert {change[1] for change in changes} == {PATCH}
    else:
        assert changes == [change]


@pytest.mark.parametrize(
    ("keyword", "before", "after", "level"),
    [
        ("prefixItems", None, [{"type": "string"}], PATCH),
        ("prefixItems", [{"type": "string"}], None, BREAKING),
        ("patternProperties", {"a": {"type": "string"}}, {"a": {"type": "integer"}}, BREAKING),
        ("contentEncoding", None, "base64", BREAKING),
        ("nothing-known", None, 1, BREAKING),
    ],
)
def test_level_of_a_keyword_on_which_readers_rely(keyword: str, before: Any, after: Any, level: Level) -> None:
    old, new = (typed("Any", **({} if one is None else {keyword: one})) for one in (before, after))
    [change] = changes_of_types(old, new, sent=False, received=True)
    assert change[1] is level


@pytest.mark.parametrize("keyword", ["description", "example", "x-anything", "x-with.maximum", "x-items.enum"])
def test_texts_are_documentation(keyword: str) -> None:
    old, new = (typed("str").model_copy(update={"wording": {keyword: text}}) for text in ("a", {"b": 1}))
    assert changes_of_types(old, new) == ["`orders.create(a=)`"]
    assert changes_of_types(typed("str"), new) == ["`orders.create(a=)`"]


def _limited(*values: Any, name: str = "") -> Type:
    return typed("str").model_copy(update={"values": values or None, "name": name})


@pytest.mark.parametrize(
    ("old", "new", "sent", "received"),
    [
        ("rg", "r", [("value-removed", BREAKING)], [("value-removed", PATCH)]),
        ("rg", "rgb", [("value-added", FEATURE)], [("value-added", FEATURE)]),
        (
            "rg",
            "rb",
            [("value-removed", BREAKING), ("value-added", FEATURE)],
            [("value-removed", PATCH), ("value-added", FEATURE)],
        ),
        ("rg", "gr", ["`orders.create(a=)`"], ["`orders.create(a=)`"]),
        ("", "rg", [("values-listed", BREAKING)], [("values-listed", FEATURE)]),
        ("rg", "", [("values-no-longer-listed", FEATURE)], [("values-no-longer-listed", PATCH)]),
    ],
)
def test_level_of_enumeration_values(old: str, new: str, sent: list[object], received: list[object]) -> None:
    before, after = _limited(*list(old)), _limited(*list(new))
    assert changes_of_types(before, after) == sent
    assert changes_of_types(before, after, sent=False, received=True) == received


def test_values_of_a_sent_alias_are_reported_with_the_alias_or_another_type() -> None:
    assert changes_of_types(_limited(), _limited("r", name="Colour")) == []
    assert changes_of_types(_limited("r", name="Colour"), _limited()) == []


def test_removed_alias_of_a_received_value_is_breaking() -> None:
    named = _limited("r", name="Colour")
    received = {"sent": False, "received": True}
    assert changes_of_types(named, _limited(), **received) == [("values-no-longer-listed", BREAKING)]
    assert changes_of_types(_limited(), named, **received) == [("values-listed", FEATURE)]


def test_members_of_a_union_are_compared_in_pairs() -> None:
    short_text, code, number = typed("str", maxLength=5), typed("str", pattern="^a"), typed("int", minimum=1)

    def union(*members: Type) -> Type:
        return Type(pointer="", kind=Kind.UNION, members=members)

    assert changes_of_types(union(short_text, number), union(number, short_text)) == ["`orders.create(a=)`"]
    assert changes_of_types(union(short_text, code), union(code, short_text)) == ["`orders.create(a=)`"]
    assert changes_of_types(union(short_text, number), union(short_text, typed("int", minimum=2))) == [TIGHTER]
    # One of two texts is gone.
    assert level_of(union(short_text, code), short_text, sent=True) is BREAKING
    assert level_of(union(short_text, code), short_text, sent=False) is PATCH


def test_changes_of_keywords_are_in_the_order_of_the_table() -> None:
    old, new = typed("str", maxLength=5, minLength=1), typed("str", maxLength=4, minLength=0)
    assert changes_of_types(old, new) == [LOOSER, TIGHTER]


# Renames


def _alike(scores: dict[tuple[str, str], float]) -> Any:
    return lambda old, new: scores.get((old, new), 0.0)


@pytest.mark.parametrize(
    ("scores", "pairs"),
    [
        ({}, {}),
        ({("a", "x"): 0.59}, {}),
        ({("a", "x"): 0.6}, {"a": "x"}),
        ({("a", "x"): 0.7, ("a", "y"): 0.8}, {"a": "y"}),
        ({("a", "x"): 0.7, ("b", "x"): 0.8}, {"b": "x"}),
        ({("a", "x"): 0.9, ("b", "x"): 0.8, ("b", "y"): 0.7}, {"a": "x", "b": "y"}),
        ({("a", "x"): 0.8, ("b", "x"): 0.8}, {"a": "x"}),
        ({("a", "x"): 0.8, ("a", "y"): 0.8, ("b", "x"): 0.8, ("b", "y"): 0.8}, {"a": "x", "b": "y"}),
    ],
)
def test_likely_renames(scores: dict[tuple[str, str], float], pairs: dict[str, str]) -> None:
    assert likely_renames(["a", "b"], iter(["x", "y"]), _alike(scores)) == pairs


@pytest.mark.parametrize(
    ("old", "new", "documented", "same_type", "is_likely"),
    [
        ("amount", "total", ({"description": "What is due"}, {"description": "What is due"}), False, True),
        ("amount", "total", ({"summary": "What is due"}, {"summary": "What is due"}), True, True),
        ("amount", "total", ({"description": "What is due"}, {"description": "What was paid"}), True, False),
        ("amount", "total", ({}, {}), True, False),
        ("amount", "total_amount", ({}, {}), True, True),
        ("total_amount", "amount", ({}, {}), True, True),
        ("amount", "total_amount", ({}, {}), False, False),
        ("amount", "amuont", ({}, {}), True, True),
        ("customer_id", "customer_ids", ({}, {}), True, True),
        ("starts_at", "ends_at", ({}, {}), True, False),
        ("vat", "amount_excl_vat_in_euro", ({}, {}), True, True),
    ],
)
def test_similarity(old: str, new: str, documented: tuple[Spec, Spec], same_type: bool, is_likely: bool) -> None:
    score = similarity(old, new, documented, same_type=same_type)
    assert 0 <= score <= 1
    assert (score >= 0.6) == is_likely


def test_same_description_and_type_are_most_similar() -> None:
    words = ({"description": "What is due"}, {"description": "What is due"})
    assert similarity("a", "b", words, same_type=True) > similarity("a", "b", words, same_type=False) > 0.6


# Tokens and scopes

TOKEN, KEY, OAUTH = (
    json.dumps(scheme, sort_keys=True)
    for scheme in (
        {"type": "http", "scheme": "bearer"},
        {"type": "apiKey", "in": "header", "name": "X-Key"},
        {"type": "oauth2"},
    )
)
BY_TOKEN: dict[str, tuple[str, ...]] = {TOKEN: ()}
BY_KEY: dict[str, tuple[str, ...]] = {KEY: ()}
CLIENT = Subject("the client", "MijnKlantportaal(api_key=)", None, is_received=False)


def by_scopes(*scopes: str) -> dict[str, tuple[str, ...]]:
    return {OAUTH: scopes}


@pytest.mark.parametrize(
    ("old", "new", "forth", "back"),
    [
        ((BY_TOKEN,), (BY_TOKEN,), None, None),
        ((), ({},), PATCH, PATCH),
        ((BY_TOKEN, BY_KEY), (BY_KEY, BY_TOKEN), PATCH, PATCH),
        ((BY_TOKEN, BY_TOKEN), (BY_TOKEN,), PATCH, PATCH),
        # A request with both schemes has one of them.
        ((BY_TOKEN, {**BY_TOKEN, **BY_KEY}), (BY_TOKEN,), PATCH, PATCH),
        ((BY_TOKEN,), (BY_KEY,), BREAKING, BREAKING),
        ((BY_TOKEN,), (BY_TOKEN, BY_KEY), FEATURE, BREAKING),
        ((BY_TOKEN,), ({**BY_TOKEN, **BY_KEY},), BREAKING, FEATURE),
        ((BY_TOKEN,), (BY_TOKEN, {}), FEATURE, BREAKING),
        ((BY_TOKEN,), (), FEATURE, BREAKING),
        ((by_scopes("a"),), (by_scopes("a", "b"),), BREAKING, FEATURE),
        ((by_scopes("a", "b"),), (by_scopes("b", "a"),), PATCH, PATCH),
        ((by_scopes("a"),), (by_scopes("b"),), BREAKING, BREAKING),
        ((by_scopes("a"),), (by_scopes("a"), by_scopes("b")), FEATURE, BREAKING),
        ((by_scopes("a"),), (by_scopes(),), FEATURE, BREAKING),
        ((by_scopes("a"),), ({**BY_TOKEN, **by_scopes("a")},), BREAKING, FEATURE),
    ],
)
def test_level_of_another_security(old: Security, new: Security, forth: Level | None, back: Level | None) -> None:
    for one, other, level in ((old, new, forth), (new, old, back)):
        assert [change.level for change in compare_security(CLIENT, one, other)] == ([level] if level else [])


def test_text_of_another_security() -> None:
    both: dict[str, tuple[str, ...]] = {KEY: (), OAUTH: ("b", "a")}
    [change] = compare_security(CLIENT, (BY_TOKEN,), (both, BY_TOKEN))
    assert (change.rule, change.before) == ("security-loosened", "`http bearer`")
    [change] = compare_security(CLIENT, (BY_TOKEN,), (both, {}))
    assert change.level is FEATURE
    [change] = compare_security(CLIENT, (BY_TOKEN,), (both,))
    assert change.python == "MijnKlantportaal(api_key=)"
    assert change.text == "requires `apiKey header X-Key` and `oauth2` with `a`, `b` instead of `http bearer`"


# Changes


def change(text: str = "t", level: Level = PATCH, python: str | None = "a.b()", **more: Any) -> Change:
    return Change(more.pop("rule", "something-changed"), level, text, python, **more)


@pytest.mark.parametrize(
    ("levels", "bump"),
    [([], "none"), ([PATCH], "patch"), ([PATCH, FEATURE], "minor"), ([FEATURE, BREAKING, PATCH], "major")],
)
def test_bump_of(levels: list[Level], bump: str) -> None:
    assert bump_of(change(level=level) for level in levels) == bump


def test_words_of_levels() -> None:
    assert [level.word for level in sorted(Level, reverse=True)] == ["breaking", "feature", "patch"]


def test_id_depends_on_the_change_only() -> None:
    one = change(operation="get-b", before="x", after="y", exact="z")
    assert re.fullmatch("something-changed-[0-9a-f]{12}", one.id)
    # Neither level nor text is part of it.
    assert one.id == change("other words", BREAKING, operation="get-b", before="x", after="y", exact="z").id
    others = [
        change(operation="get-c", before="x", after="y", exact="z"),
        change(operation="get-b", before="y", after="x", exact="z"),
        change(operation="get-b", before="x", exact="z"),
        change(operation="get-b", before="x", after="y"),
        change(python=None, operation="get-b", before="x", after="y", exact="z"),
        change(rule="something-else", operation="get-b", before="x", after="y", exact="z"),
    ]
    assert len({one.id, *(other.id for other in others)}) == 7


def test_breaking_changes_come_first() -> None:
    found = [change("a"), change("b", FEATURE), change("c", BREAKING), change("d"), change("e", BREAKING)]
    assert [one.text for one in folded(found)] == ["c", "e", "b", "a", "d"]


def test_edits_are_one_change_at_the_end() -> None:
    edits = [Edit("`d`", "1", "2"), Edit("`b`", "1", "2"), Edit("`b`", "3", "4"), Edit("`a`", "1", "2")]
    first, last = folded([edits[0], change("x"), *edits[1:]])
    assert first.text == "x"
    assert (last.level, last.python, last.operation, last.before, last.after) == (PATCH, None, None, None, None)
    assert last.text == "documentation of `a`, `b`, `d`: descriptions, examples, or their order"
    [same] = folded(reversed([*edits, *edits]))
    assert same == last
    [other] = folded([*edits[:3], Edit("`a`", "1", "3")])
    assert (other.text, other.id == last.id) == (last.text, False)


def test_many_edits_are_counted() -> None:
    [one] = folded(Edit(f"`{letter}`", "1", "2") for letter in "edcba")
    assert one.text == "documentation of `a`, `b`, `c` and 2 more: descriptions, examples, or their order"
    assert folded([]) == []


# Untrusted text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        (" a\n b\t\u00a0\u2028c ", "a b c"),
        ("a\x1b[31mb\x07", "a\ufffd[31mb\ufffd"),
        ("a\u202eb\u200bc\ud800d\U000e0001e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("\u00e9\u4e2d\U0001f600", "\u00e9\u4e2d\U0001f600"),
        ("x" * 120, "x" * 120),
        ("x" * 121, "x" * 119 + "\u2026"),
        (5, "5"),
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        ("5", "5"),
        ({"b": 1, "a": ["\n"]}, '{"a": ["\\n"], "b": 1}'),
        ([], "[]"),
        ("", ""),
    ],
)
def test_quoted_and_short_line(value: object, shown: str) -> None:
    assert short_line(value) == shown
    assert quoted(value) == (f"`{shown}`" if shown else '`""`')


@pytest.mark.parametrize("value", ["`", "a`b", "``` x ```", "`" * 200, " ` "])
def test_quoted_text_contains_no_backtick(value: str) -> None:
    assert quoted(value).count("`") == 2
    assert re.fullmatch("`[^`]+`", quoted(value))


@given(st.text())
def test_any_text_becomes_one_line(text: str) -> None:
    assert on_one_line(text).isprintable()
    assert re.fullmatch("`[^`]{1,120}`", quoted(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@me", "@\u2060me"),
        ("Closes #1", "Closes #\u20601"),
        ("somebody/project#12", "somebody/project#\u206012"),
        ("GH-5", "GH\u2060-5"),
        ("https://github.com/a/b/issues/1", "https:\u2060//github.com/a/b/issues/1"),
        ("nothing: of / the - kind", "nothing: of / the - kind"),
    ],
)
def test_inert_prevents_mentions_and_links(text: str, shown: str) -> None:
    assert inert(text) == shown


# Accepted changes


def test_read_accepted(tmp_path: Path) -> None:
    path = tmp_path / "accepted.txt"
    path.write_text(
        "# A comment\n\none-changed-0a1b # why\r\n\ttwo-0  \nthree-more-words-ffff#x\n#two-1\none-changed-0a1b"
    )
    assert read_accepted(path) == {"one-changed-0a1b", "two-0", "three-more-words-ffff"}


def test_read_accepted_of_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "accepted.txt"
    path.write_text("\n# nothing yet\n")
    assert read_accepted(path) == set()


@pytest.mark.parametrize("line", ["one", "One-0a1b", "one-0A1B", "one-changed-", "-0a1b", "one two-0a1b", "one-0a1b;"])
def test_invalid_id_is_an_error(tmp_path: Path, line: str) -> None:
    path = tmp_path / "accepted.txt"
    path.write_text(f"fine-0a\n{line}\n")
    with pytest.raises(PipelineError) as caught:
        read_accepted(path)
    assert str(caught.value) == (f"{path}, line 2: {line!r} is not a valid id; `--format json` prints the ids.")


# Rendering


def _lines(changes: list[Change], accepted: frozenset[str] = frozenset()) -> list[str]:
    return re.sub(r"-[0-9a-f]{12}", "-ID", as_text(Comparison("o", "n", changes, (), accepted), colored=False)).split(
        "\n"
    )


def test_changes_with_the_same_text_are_one_line() -> None:
    changes = [change(python=f"{letter}.get()") for letter in "abcde"]
    assert _lines(changes[:1])[3:] == ["  a.get(): t  something-changed-ID"]
    assert _lines(changes[:2])[3:] == ["  a.get(), b.get(): t"]
    assert _lines(changes[:3])[3:] == ["  a.get(), b.get(), c.get(): t"]
    assert _lines(changes[:4])[3:] == ["  a.get(), b.get(), c.get() and 1 more: t"]
    assert _lines(changes)[3:] == ["  a.get(), b.get(), c.get() and 2 more: t"]
    assert list(markdown_lists(changes, "##")) == [
        "## Other",
        "",
        "- `a.get()`, `b.get()`, `c.get()` and 2 more: t",
        "",
    ]
    # JSON contains each of them.
    assert as_json(Comparison("o", "n", changes)).count('"id"') == 5


def test_changes_with_different_texts_are_separate_lines() -> None:
    changes = [
        change("t", BREAKING),
        change("t", FEATURE),
        change("u", FEATURE, "c.d()"),
        change("t", FEATURE, "c.d()"),
    ]
    assert _lines(changes) == [
        "o -> n: major",
        "",
        "Breaking",
        "  a.b(): t  something-changed-ID",
        "",
        "New",
        "  a.b(), c.d(): t",
        "  c.d(): u  something-changed-ID",
    ]


def test_accepted_changes_have_a_line_of_their_own() -> None:
    changes = [change("t", BREAKING, f"{letter}.get()") for letter in "abc"]
    accepted = frozenset({changes[1].id})
    assert _lines(changes, accepted)[3:] == [
        "  a.get(), c.get(): t",
        "  b.get(): t (accepted)  something-changed-ID",
    ]
    comparison = Comparison("o", "n", changes, (), accepted)
    assert comparison.bump == "major"
    assert comparison.unaccepted_breaking == [changes[0], changes[2]]
    assert "- `b.get()`: t (accepted)\n" in as_markdown(comparison) + "\n"


def test_change_without_python_name_is_a_sentence() -> None:
    assert _lines([change("the servers differ", python=None)])[3:] == ["  the servers differ  something-changed-ID"]
    assert list(markdown_lists([change("the servers differ", python=None)], "#"))[2] == "- the servers differ"
    assert list(markdown_lists([], "#")) == []


def test_remarks_are_not_shortened() -> None:
    remarks = ["a" * 400, "b `c` @d\x1b"]
    comparison = Comparison("o`\n", "n\x1b", [], remarks)
    assert as_text(comparison, colored=False).split("\n") == [
        "o` -> n\ufffd: none",
        "",
        "No changes for users of the client.",
        "",
        "Remarks",
        f"  {'a' * 400}",
        "  b `c` @d\ufffd",
    ]
    assert as_markdown(comparison).split("\n") == [
        "From `o'` to `n\ufffd`: **none**.",
        "",
        "### Remarks",
        "",
        f"- `{'a' * 400}`",
        "- `b 'c' @\u2060d\ufffd`",
    ]


# Responses


def _headers(spec: Spec) -> Spec:
    found: Spec = spec["paths"]["/orders"]["get"]["responses"]["200"]["headers"]
    return found


def _error(spec: Spec) -> Spec:
    found: Spec = spec["components"]["responses"]["Missing"]
    return found


@pytest.mark.parametrize(
    ("mutation", "given", "place"),
    [
        (lambda spec: _headers(spec).update({"x-limit": {"schema": {}}}), None, "headers/x-limit"),
        (lambda spec: _headers(spec).update({"title": {"schema": {}}}), None, "headers/title"),
        (
            lambda spec: _headers(spec)["X-Count"]["schema"].update(minimum=1),
            None,
            "headers/X-Count/schema/minimum",
        ),
        (lambda spec: _headers(spec)["X-Count"].update(description="How many"), None, None),
        (lambda spec: _headers(spec)["X-Count"].update({"x-more": {"a": 1}}), None, None),
        (
            lambda spec: _error(spec)["content"]["application/json"].update(example={"message": "New"}),
            lambda spec: _error(spec)["content"]["application/json"].update(example={"message": "Old"}),
            None,
        ),
        (lambda spec: _error(spec).update(description="Nowhere"), None, None),
        (lambda spec: _error(spec)["content"].pop("application/json"), None, "content/application/json"),
    ],
)
def test_change_of_a_response(mutation: Mutation, given: Mutation | None, place: str | None) -> None:
    found = [one for one in changes_of(given, mutation) if one.rule != "class-removed"]
    text = "documentation of `orders.list()`: descriptions, examples, or their order"
    if place:
        status = "200 (OK)" if place.startswith("headers") else "404 (Not Found)"
        text = f"response with status {status} differs at `{place}`"
    assert [(one.level, one.text) for one in found] == [(PATCH, text)]


def test_referenced_header_is_the_same_as_an_inline_one() -> None:
    def as_component(spec: Spec) -> None:
        spec["components"]["headers"] = {"Count": dict(_headers(spec)["X-Count"])}
        _headers(spec)["X-Count"] = {"$ref": "#/components/headers/Count"}

    [one] = changes_of(None, as_component)
    assert one.rule == "form-changed"
    [one] = changes_of(as_component, lambda spec: spec["components"]["headers"]["Count"]["schema"].update(minimum=1))
    assert (one.rule, one.python) == ("response-described", "orders.list()")


# Texts


def test_texts_of_all_changes_are_complete() -> None:
    def everything(spec: Spec) -> None:
        schemas(spec)["Order"]["properties"]["id"].update(maxLength=5, minLength=1, default="ab", pattern="a")
        schemas(spec)["Colour"]["enum"] = ["red", "", "None"]

    for one in changes_of(None, everything):
        assert "None" not in one.text.replace("`None`", "")
        assert "``" not in one.text
        assert one.text == one.text.strip()
