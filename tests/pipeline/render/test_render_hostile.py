"""Hostile text in a spec: it must neither become code nor deceive a reader of the code."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.render import render_package
from pipeline.render.code import docstring, literal, prose
from tests.pipeline.hostile_texts import HOSTILE_TEXTS
from tests.pipeline.render.hostile_samples import complete_api, with_texts
from tests.pipeline.render.render_samples import TEMPLATES

PAYLOADS = {
    **HOSTILE_TEXTS,
    "lone surrogate": "a\ud800b",
    "a name of this pipeline": " _models.Canary, '_codecs.CANARY', _builtins.list[_typing.Any] ",
    "very long": "word " * 500,
    "backtick": "`a``",
}


def skeleton(package: Path) -> dict[str, str]:
    """Return the code of each module without the content of its strings, after a check of its characters."""
    dumps: dict[str, str] = {}
    for path in package.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not [character for character in source if character != "\n" and not character.isprintable()]
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        dumps[path.relative_to(package).as_posix()] = ast.dump(tree)
    return dumps


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    package = tmp_path_factory.mktemp("harmless") / "package"
    render_package(complete_api(), TEMPLATES, package, hooks=[])
    return skeleton(package)


AROUND: dict[str, Callable[[str, str], str]] = {
    "around": lambda payload, text: f"{payload}{text}{payload}",
    "before": lambda payload, text: f"{payload}{text}",
    "behind": lambda payload, text: f"{text}{payload}",
}


@pytest.mark.parametrize("place", AROUND)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_is_only_in_strings(payload: str, place: str, tmp_path: Path, harmless: dict[str, str]) -> None:
    api = with_texts(complete_api(), lambda text: AROUND[place](payload, text))
    render_package(api, TEMPLATES, tmp_path / "package", hooks=[])
    assert skeleton(tmp_path / "package") == harmless


@given(st.lists(st.text() | st.text("\"\\\\\n' {}"), max_size=3), st.sampled_from([0, 4, 8]))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_docstring_is_one_string(paragraphs: list[str], indent: int) -> None:
    text = "\n".join(prose(paragraph) for paragraph in paragraphs)
    code = docstring(text, indent)
    assert isinstance(ast.literal_eval(code), str)
    assert all(character == "\n" or character.isprintable() for character in code)
    words = ast.literal_eval(code).split()
    assert "".join(words) == "".join(text.replace("\\\\", "\\").split())


@given(st.text(st.characters()))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_literal_evaluates_to_the_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text
    assert literal(text).isascii()
    assert literal(text).isprintable()
