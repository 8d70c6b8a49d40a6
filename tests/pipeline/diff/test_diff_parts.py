"""Table tests of the parts of the comparison."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff.accepted import read_accepted
from pipeline.diff.annotations import Values, level_of_received, level_of_sent, names_in, renamed, short
from pipeline.diff.changes import Change, Edit, Level, bump_of, folded
from pipeline.diff.limits import Aliases, Subject, compare_facts
from pipeline.diff.quoting import on_one_line, quoted, short_line
from pipeline.diff.renames import likely_renames, similarity
from pipeline.diff.rendering import Comparison, as_json, as_markdown, as_text, inert, markdown_lists
from pipeline.diff.security import compare_default_security
from pipeline.errors import PipelineError
from tests.pipeline.diff.diff_samples import Mutation, Spec, changes_of, schemas

BREAKING, FEATURE, PATCH = Level.BREAKING, Level.FEATURE, Level.PATCH

# Types

OLD_VALUES: Values = {"Colour": frozenset({"red", "green"}), "Size": frozenset({1, 2}), "Same": frozenset({"a"})}
NEW_VALUES: Values = {
    "Colour": frozenset({"red"}),
    "Shade": frozenset({"red", "green", "blue"}),
    "Size": frozenset({1, 2, 3}),
    "Word": frozenset({"x", "y"}),
    "Twin": frozenset({"a"}),
}


@pytest.mark.parametrize(
    ("before", "after", "sent", "received"),
    [
        ("str", "str", None, None),
        ("Colour", "Colour", None, None),
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
        ("Sequence[str]", "Sequence[str] | None", FEATURE, BREAKING),
        ("Sequence[str | None]", "Sequence[str]", BREAKING, PATCH),
        ("Sequence[str] | None", "Sequence[str | None]", BREAKING, BREAKING),
        ("Sequence[int]", "Sequence[float]", FEATURE, BREAKING),
        ("list[list[int] | None]", "list[list[float | None] | None]", FEATURE, BREAKING),
        ("list[list[int] | None]", "list[list[int]]", BREAKING, PATCH),
        ("list[dict[str, int]]", "list[Any]", FEATURE, BREAKING),
        ("Sequence[str]", "str", BREAKING, BREAKING),
        ("str", "Sequence[str]", BREAKING, BREAKING),
        ("Page[Order]", "list[Order]", BREAKING, BREAKING),
        ("Order", "Invoice", BREAKING, BREAKING),
        ("Order", "Order | None", FEATURE, BREAKING),
        # Enumerations
        ("Colour", "Shade", FEATURE, BREAKING),
        ("Same", "Word", BREAKING, BREAKING),
        ("Same", "Twin", FEATURE, PATCH),
        ("Colour", "str", FEATURE, BREAKING),
        ("Colour | None", "str | None", FEATURE, BREAKING),
        ("str", "Colour", BREAKING, PATCH),
        ("Sequence[Colour]", "Sequence[Shade]", FEATURE, BREAKING),
        ("Size", "int", FEATURE, BREAKING),
        ("Size", "float", FEATURE, BREAKING),
        ("Size", "str", BREAKING, BREAKING),
        ("Size", "Any", FEATURE, BREAKING),
    ],
)
def test_level_of_another_type(before: str, after: str, sent: Level | None, received: Level | None) -> None:
    assert level_of_sent(before, after, OLD_VALUES, NEW_VALUES) == sent
    assert level_of_received(before, after, OLD_VALUES, NEW_VALUES) == received


def test_fewer_received_values_under_another_alias_are_a_patch() -> None:
    # The renamed alias is reported instead.
    old, new = {"Shade": NEW_VALUES["Shade"]}, {"Colour": OLD_VALUES["Colour"]}
    assert level_of_received("Shade", "Colour", old, new) == PATCH
    assert level_of_sent("Shade", "Colour", old, new) == BREAKING


_PLAIN = st.sampled_from(["str", "int", "float", "bool", "Order", "Decimal"])
_TYPES = st.recursive(
    _PLAIN,
    lambda inner: st.one_of(
        inner.map("Sequence[{}]".format),
        st.lists(inner, min_size=2, max_size=3, unique=True).map(" | ".join),
        inner.map(lambda one: one if one.endswith("None") else f"{one} | None"),
    ),
    max_leaves=6,
)


@given(_TYPES, _TYPES)
def test_wider_type_is_a_feature_when_sent(one: str, other: str) -> None:
    assert level_of_sent(one, f"{one} | {other}", {}, {}) == FEATURE
    assert level_of_received(f"{one} | {other}", one, {}, {}) == PATCH
    assert level_of_sent(one, "Any", {}, {}) == FEATURE
    wider, narrower = level_of_sent(one, other, {}, {}), level_of_received(other, one, {}, {})
    assert (wider == FEATURE) == (narrower == PATCH)
    if wider == level_of_sent(other, one, {}, {}) == FEATURE:
        # The types accept each other: they have the same members in another order.
        assert names_in(one) | {"int"} == names_in(other) | {"int"}


def test_short_removes_module_prefixes() -> None:
    assert short("_abc.Sequence[_models.Order] | _datetime.date | None") == "Sequence[Order] | date | None"
    assert short("my_models.Order") == "my_models.Order"
    assert names_in("Sequence[Order | None] | Line2") == {"Sequence", "Order", "None", "Line2"}
    assert renamed("Sequence[Order] | OrderLine | Line", {"Order": "Sale", "Line": "Row"}) == (
        "Sequence[Sale] | OrderLine | Row"
    )
    # All at once, not one after the other.
    assert renamed("dict[A, B]", {"A": "B", "B": "A"}) == "dict[B, A]"


# Limits


def told_of(
    old: Spec,
    new: Spec,
    *,
    sent: bool = True,
    received: bool = False,
    retyped: bool = False,
    aliases: Aliases | None = None,
) -> list[tuple[str, Level] | str]:
    subject = Subject("argument `a`", "orders.create(a=)", "create-order", sent, received)
    found = compare_facts(subject, old, new, is_retyped=retyped, aliases=aliases or Aliases())
    return [one.place if isinstance(one, Edit) else (one.rule, one.level) for one in found]


TIGHTER, LOOSER, SAME = ("limit-tightened", BREAKING), ("limit-loosened", FEATURE), ("limit-written", PATCH)
WORDING = "`orders.create(a=)`"


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
        # Which pattern accepts more is unknown.
        ("pattern", "^a$", "^b$", TIGHTER, TIGHTER),
        ("format", None, "email", TIGHTER, LOOSER),
        ("format", "email", "uri", TIGHTER, TIGHTER),
        ("multipleOf", 2, 3, TIGHTER, TIGHTER),
        ("multipleOf", None, 2, TIGHTER, LOOSER),
        ("const", "a", "b", TIGHTER, TIGHTER),
        ("type", ["string"], ["string", "integer"], LOOSER, TIGHTER),
        ("type", ["string"], ["integer"], TIGHTER, TIGHTER),
        ("default", None, "a", ("default-changed", PATCH), ("default-changed", BREAKING)),
        ("default", "a", "b", ("default-changed", BREAKING), ("default-changed", BREAKING)),
        ("deprecated", None, True, ("deprecated", FEATURE), ("no-longer-deprecated", PATCH)),
        ("style", None, "form", ("value-described", PATCH), ("value-described", PATCH)),
        ("description", "a", "b", WORDING, WORDING),
        ("example", None, {"a": 1}, WORDING, WORDING),
        ("x-anything", 1, [2], WORDING, WORDING),
        ("x-with.maximum", 1, [2], WORDING, WORDING),
        ("x-items.enum", 1, [2], WORDING, WORDING),
    ],
)
@pytest.mark.parametrize("prefix", ["", "items.", "items.items."])
def test_level_of_a_limit_of_a_sent_value(
    prefix: str, keyword: str, before: object, after: object, forth: object, back: object
) -> None:
    old, new = ({} if one is None else {f"{prefix}{keyword}": one} for one in (before, after))
    assert told_of(old, new) == [forth]
    assert told_of(new, old) == [back]
    assert told_of(old, old) == []
    # The client does not validate received values.
    if keyword != "deprecated":
        for one, other in ((old, new), (new, old)):
            [report] = told_of(one, other, sent=False, received=True)
            assert report == WORDING or report[1] is PATCH
        assert told_of(old, new, received=True) == [forth]


VALUES = {"enum": ["red", "green"]}


@pytest.mark.parametrize(
    ("old", "new", "sent", "received"),
    [
        (VALUES, {"enum": ["red"]}, [("value-removed", BREAKING)], [("value-removed", PATCH)]),
        (VALUES, {"enum": ["red", "green", "blue"]}, [("value-added", FEATURE)], [("value-added", FEATURE)]),
        (
            VALUES,
            {"enum": ["red", "blue"]},
            [("value-removed", BREAKING), ("value-added", FEATURE)],
            [("value-removed", PATCH), ("value-added", FEATURE)],
        ),
        (VALUES, {"enum": ["green", "red"]}, [WORDING], [WORDING]),
        ({}, VALUES, [("values-listed", BREAKING)], [("values-listed", FEATURE)]),
        (VALUES, {}, [("values-no-longer-listed", FEATURE)], [("values-no-longer-listed", PATCH)]),
    ],
)
def test_level_of_enumeration_values(old: Spec, new: Spec, sent: list[object], received: list[object]) -> None:
    assert told_of(old, new) == sent
    assert told_of(old, new, sent=False, received=True) == received
    # Not reported again beside the type or the alias, except for the order.
    assert told_of(old, new, retyped=True) == []
    assert told_of(old, new, aliases=Aliases("A", "A", include_values=True)) == [one for one in sent if one == WORDING]


def test_removed_alias_of_a_received_value_is_breaking() -> None:
    received = {"sent": False, "received": True}
    assert told_of(VALUES, {}, aliases=Aliases("Colour"), **received) == [("values-no-longer-listed", BREAKING)]
    assert told_of({}, VALUES, aliases=Aliases(None, "Colour"), **received) == [("values-listed", FEATURE)]


def test_facts_are_reported_in_the_order_of_keywords() -> None:
    old = {"maxLength": 5, "minLength": 1, "description": "a"}
    new = {"maxLength": 4, "minLength": 0, "description": "b"}
    assert told_of(old, new) == [WORDING, TIGHTER, LOOSER]


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

SCHEMES = {
    "token": {"type": "http", "scheme": "bearer"},
    "again": {"type": "http", "scheme": "bearer", "description": "The same under another name"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "oauth": {"type": "oauth2", "flows": {}},
}
TOKEN: dict[str, list[str]] = {"token": []}
KEY: dict[str, list[str]] = {"key": []}


def needs(*alternatives: dict[str, list[str]]) -> Spec:
    return {"components": {"securitySchemes": SCHEMES}, "security": list(alternatives)}


@pytest.mark.parametrize(
    ("old", "new", "forth", "back"),
    [
        (needs(TOKEN), needs(TOKEN), None, None),
        (needs(TOKEN), needs({"again": []}), None, None),
        (needs(), needs({}), None, None),
        (needs(), {}, None, None),
        (needs(TOKEN, KEY), needs(KEY, TOKEN), None, None),
        (needs(TOKEN, TOKEN), needs(TOKEN), None, None),
        # A request with both schemes has one of them.
        (needs(TOKEN, {**TOKEN, **KEY}), needs(TOKEN), None, None),
        (needs(TOKEN), needs(KEY), BREAKING, BREAKING),
        (needs(TOKEN), needs(TOKEN, KEY), FEATURE, BREAKING),
        (needs(TOKEN), needs({**TOKEN, **KEY}), BREAKING, FEATURE),
        (needs(TOKEN), needs(TOKEN, {}), FEATURE, BREAKING),
        (needs(TOKEN), needs(), FEATURE, BREAKING),
        (needs(TOKEN), {}, FEATURE, BREAKING),
        (needs({"oauth": ["a"]}), needs({"oauth": ["a", "b"]}), BREAKING, FEATURE),
        (needs({"oauth": ["a", "b"]}), needs({"oauth": ["b", "a"]}), None, None),
        (needs({"oauth": ["a"]}), needs({"oauth": ["b"]}), BREAKING, BREAKING),
        (needs({"oauth": ["a"]}), needs({"oauth": ["a"]}, {"oauth": ["b"]}), FEATURE, BREAKING),
        (needs({"oauth": ["a"]}), needs({"oauth": []}), FEATURE, BREAKING),
        (needs({"oauth": ["a"]}), needs({**TOKEN, "oauth": ["a"]}), BREAKING, FEATURE),
    ],
)
def test_level_of_another_security(old: Spec, new: Spec, forth: Level | None, back: Level | None) -> None:
    for one, other, level in ((old, new, forth), (new, old, back)):
        found = list(compare_default_security(one, other))
        assert [change.level for change in found] == ([level] if level else [])


def test_text_of_another_security() -> None:
    [change] = compare_default_security(needs(TOKEN), needs({**KEY, "oauth": ["b", "a"]}, TOKEN))
    assert (change.rule, change.before) == ("security-loosened", "`http bearer`")
    [change] = compare_default_security(needs(TOKEN), needs({**KEY, "oauth": ["b", "a"]}, {}))
    assert change.level is FEATURE
    [change] = compare_default_security(needs(TOKEN), needs({**KEY, "oauth": ["b", "a"]}))
    assert change.python == "MijnKlantportaal(api_key=)"
    assert change.text == ("requires `apiKey header X-Key` and `oauth2` with `a`, `b` instead of `http bearer`")


def test_another_scheme_definition_is_breaking() -> None:
    old, new = needs(KEY), needs(KEY)
    new["components"] = {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Other"}}}
    [change] = compare_default_security(old, new)
    assert (change.level, change.after) == (BREAKING, "`apiKey header X-Other`")


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
            "headers/X-Count/schema",
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
