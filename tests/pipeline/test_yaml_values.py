"""Values of YAML documents, compared with those of ruamel.yaml."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.documents import dump_yaml, parse_document, parse_values, plain
from pipeline.errors import PipelineError
from pipeline.yaml_events import has_aliases, item_lines
from pipeline.yaml_values import MAX_VALUES

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in (".", ".github", "overrides", "tests", "docs")
    for pattern in ("*.yaml", "*.yml", "*.json")
    for path in ((ROOT / folder).rglob(pattern) if folder != "." else ROOT.glob(pattern))
)


def by_ruamel(content: bytes) -> Any:
    return plain(parse_document(content, "a.yaml"))


def values(text: str) -> Any:
    return parse_values(text.encode(), "a.yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_parse_values_of_a_file_returns_the_values_of_ruamel(path: Path) -> None:
    content = path.read_bytes()
    assert repr(parse_values(content, path.name)) == repr(by_ruamel(content))


def test_files_for_the_comparison_include_the_spec_and_the_overlay() -> None:
    assert {ROOT / "openapi.yaml", ROOT / "overrides" / "overlay.yaml"} <= set(FILES)


# ruamel does not write these in a form that it reads again.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(texts, children, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(texts, json_values, max_size=5))
@settings(max_examples=60, deadline=None)
@example({"a": "\ufeff", "b": "2024-04-31", "c": "0o17", "d": "yes", "e": "1_000", "f": "~", "g": "="})
def test_parse_values_of_written_values_returns_them(document: dict[str, Any]) -> None:
    assert parse_values(json.dumps(document).encode(), "a.json") == document
    content = dump_yaml(document)
    assert repr(parse_values(content, "a.yaml")) == repr(by_ruamel(content)) == repr(document)


plain_scalars = st.from_regex(r"[-+.0-9_eExXob~a-fA-FnulNtruTyYsS:=<]{0,8}", fullmatch=True)


@given(plain_scalars)
@settings(max_examples=120, deadline=None)
@example("1e3")
@example("017")
@example("1:30")
@example("2024-04-31")
def test_parse_values_of_a_scalar_differs_from_ruamel_only_where_the_core_schema_does(text: str) -> None:
    content = f"a: {text}\n".encode()
    try:
        expected = by_ruamel(content)
    except PipelineError:
        return
    try:
        value = parse_values(content, "a.yaml")
    except PipelineError:
        # Such as `.5e400`.
        assert isinstance(expected["a"], str)
        return
    if repr(value) != repr(expected):
        # ruamel takes `1_000`, `0b1`, `+0x1` and `.5e3` for something else than YAML 1.2 does.
        assert "_" in text or "0b" in text or "0x" in text or "0o" in text or "." in text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("Null", None),
        ("nil", "nil"),
        ("true", True),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        *((word, word) for word in ("yes", "no", "on", "off", "y", "N", "=", "2024-04-30", "2024-04-31T10:00:00Z")),
        *((word, word) for word in ("1_000", "0b11", "12:30", "0o8", "0x", "1e", "+", "-x", ".", "e3", "+0x1")),
        ("12", 12),
        ("-012", -12),
        ("+7", 7),
        ("0o17", 15),
        ("0xFf", 255),
        ("1.", 1.0),
        (".5", 0.5),
        ("-1.5E-3", -0.0015),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ('"true"', "true"),
        ("! 12", "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!!float 1", 1),
        ("!!timestamp 2024-04-30", "2024-04-30"),
    ],
)
def test_parse_values_of_a_scalar_returns_what_the_core_schema_says(text: str, value: Any) -> None:
    assert repr(values(f"a: {text}\n")) == repr({"a": value})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("404: a\n1.5: b\ntrue: c\n~: d\n2024-04-30: e\n", {"404": "a", "1.5": "b", "true": "c", "null": "d"}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n", {"a": {"k": 1, "l": 2}, "b": {"k": 3, "l": 2}}),
        ("a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc: {<<: [*x, *y]}\n", {"c": {"k": 1, "l": 2}}),
        ("a: {'<<': 1}\nb: <<\n", {"a": {"<<": 1}, "b": "<<"}),
        ("\ufeffa: 1\n", {"a": 1}),
        ("%YAML 1.2\n---\na: 1\n...\n", {"a": 1}),
        ('{"a": "\\ud83d\\ude00", "b": 1e2}', {"a": "\N{GRINNING FACE}", "b": 100.0}),
        ("{a: 1, b: [x, 'y']}", {"a": 1, "b": ["x", "y"]}),
    ],
)
def test_parse_values_of_unusual_documents_returns_plain_values(text: str, expected: dict[str, Any]) -> None:
    read = values(text)
    assert read | expected == read


@pytest.mark.parametrize(
    "text", ["a: x\x85y\u2028z\u2029\ue000", 'a: "x\x85y\u2028z\u2029\\ue000"', "a: |-\n  x\x85y\u2028z\u2029\ue000"]
)
def test_parse_values_of_line_ends_of_yaml_1_1_keeps_them(text: str) -> None:
    assert values(text) == {"a": "x\x85y\u2028z\u2029\ue000"}


def test_parse_values_of_aliases_shares_nothing() -> None:
    read = values("a: &x [1]\nb: *x\n")
    read["a"].append(2)
    assert read["b"] == [1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\nb: 2\na: 3\n", 'a.yaml is not valid YAML, line 3: found duplicate key "a".'),
        ("404: 1\n'404': 2\n", 'a.yaml is not valid YAML, line 2: found duplicate key "404".'),
        ('{"a": 1, "a": 2}', 'a.yaml is not valid JSON: an object has the key "a" twice.'),
        ('{"a": NaN}', "a.yaml is not valid JSON: NaN is not a valid number."),
        ('{"a": 1e400}', "a.yaml is not valid JSON: 1e400 is too large a number."),
        ("a: .nan\n", "a.yaml, line 1, contains .nan or .inf, which JSON does not have"),
        ("a:\n  b: -1e400\n", "a.yaml, line 2, contains .nan or .inf, which JSON does not have"),
        ("a: [\n", "a.yaml is not valid YAML, line 2: "),
        ("a: b: c\n", "a.yaml is not valid YAML, line 1: mapping values are not allowed"),
        ("a: *x\n", "a.yaml is not valid YAML, line 1: found undefined alias 'x'."),
        ("a: &x {b: *x}\n", "a.yaml is not valid YAML: the alias *x is inside its own anchor; write that part out."),
        ("a: {<<: 1}\n", "a.yaml is not valid YAML, line 1: the value of the merge key `<<` is not a mapping."),
        ("a: 1\n---\nb: 1\n", "a.yaml is not valid YAML, line 2: the file has another document, and must have one."),
        ("? [a]\n: 1\n", "a.yaml, line 1, has a list or a mapping as a key; keys must be strings."),
        ("a: !thing 1\n", "a.yaml has the YAML tag !thing for a value that does not have that type in JSON, line 1"),
        ("a: !!set {x, y}\n", "a.yaml has the YAML tag !!set for a value"),
        ("a: !!int x\n", "a.yaml has the YAML tag !!int for a value"),
        ("a: !!binary eA==\n", "a.yaml has the YAML tag !!binary for a value"),
        ('a: 1\nb: "\\ud83d\\ude00"\n', r"a.yaml contains the lone surrogate \ud83d, line 2: write the character"),
        ("a: \x01\n", "a.yaml is not valid YAML: unacceptable character #x0001, line 1."),
        ("a: " + "9" * 5000, "a.yaml is not valid YAML: Exceeds the limit"),
        ("[" * 100_000, "a.yaml is nested too deeply to be an API spec."),
        ("- " * 100_000, "a.yaml is nested too deeply to be an API spec."),
        ("{a: " * 100_000, "a.yaml is nested too deeply to be an API spec."),
        ('{"a": ' * 100_000, "a.yaml is nested too deeply to be an API spec."),
        ("- a\n", "a.yaml contains a list; an"),
        ("", "a.yaml contains nothing; an"),
    ],
)
def test_parse_values_of_an_invalid_document_raises(text: str, sentence: str) -> None:
    with pytest.raises(PipelineError) as caught:
        values(text)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_parse_values_of_aliases_that_expand_endlessly_raises() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(PipelineError, match=f"more than {MAX_VALUES:,} values"):
        values("\n".join(lines))


def test_parse_values_of_aliases_that_nest_endlessly_raises() -> None:
    lines = [f"a0: &a0 {'[' * 500}{']' * 500}"]
    lines += [f"a{n}: &a{n} {'[' * 500}*a{n - 1}{']' * 500}" for n in range(1, 20)]
    with pytest.raises(PipelineError, match="nested too deeply"):
        values("\n".join(lines))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nactions:\n  # first\n  - x\n\n  - y: [1,\n     2]\n", [4, 6]),
        ("actions: [x,\n y]\nother: [z]\n", [1, 2]),
        ("other: {actions: [z]}\nactions: z\n", []),
        ('{"actions": [\n{"a": []}]}', [2]),
        ("actions: &a [z]\n? actions2\n: *a\n", [1]),
    ],
)
def test_item_lines_of_a_list_returns_the_line_of_each_item(text: str, expected: list[int]) -> None:
    assert item_lines(text, "actions") == expected


@pytest.mark.parametrize(("text", "expected"), [("a: &x 1\nb: *x\n", True), ("a: '*x'\n", False), ("a: 2 *b\n", False)])
def test_has_aliases_of_a_document(text: str, expected: bool) -> None:
    assert has_aliases(text) is expected
