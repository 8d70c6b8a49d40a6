"""Equal specs in other layouts: no change is reported, and the same package is generated."""

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.diff.versions import Version, read_version
from pipeline.documents import plain, read_document
from pipeline.regenerate import build, compare
from tests.pipeline.diff.diff_samples import OVERLAY, OVERLAY_SOURCE, ROOT, Spec, changed, changes_between, schemas
from tests.pipeline.generation.generation_samples import without_hooks
from tests.pipeline.reordering import reversed_keys, reversed_sets, sorted_keys


def _yaml(spec: Spec, **settings: Any) -> str:
    yaml = YAML(typ="safe", pure=True)
    for name, value in {"sort_base_mapping_type_on_output": False, **settings}.items():
        setattr(yaml, name, value)
    stream = io.StringIO()
    yaml.dump(spec, stream)
    return stream.getvalue()


def _block(spec: Spec) -> str:
    return _yaml(spec, default_flow_style=False)


def _flow(spec: Spec) -> str:
    return _yaml(spec, default_flow_style=True, width=60)


def _commented(spec: Spec) -> str:
    lines = _yaml(spec, default_flow_style=False, width=4096).splitlines()
    return "# About this\n---\n" + "".join(f"{line}  # {number}\n\n" for number, line in enumerate(lines)) + "...\n"


def _quoted(spec: Spec) -> str:
    # JSON strings are valid in YAML; the comment makes the file invalid as JSON.
    return f"# In double quotes\n{json.dumps(spec, indent=1)}"


def _single_quoted(spec: Spec) -> str:
    assert "'" not in json.dumps(spec)
    return "# In single quotes\n" + json.dumps(spec, indent=2).replace('"', "'")


def _anchored(spec: Spec) -> str:
    """Return the spec with extensions whose values are anchors, once as an alias and once as a merge key."""
    shared = "x-text: &text\n  type: string\nx-colour: &colour\n  $ref: '#/components/schemas/Colour'\n"
    text = re.sub(r"colour:\n +\$ref: .*\n", "colour: *colour\n", _block(spec))
    text = re.sub(r"(hue:\n +)type: string\n", r"\1<<: *text\n", text)
    assert (text.count("*colour"), text.count("*text")) == (1, 1)
    return shared + text


def _with_numbers_as_keys(spec: Spec) -> str:
    text = _block(spec)
    assert text.count("'200':") == 3
    return text.replace("'200':", "200:")


WRITTEN: dict[str, Callable[[Spec], str | bytes]] = {
    "JSON": lambda spec: json.dumps(spec),
    "JSON with line ends of Windows": lambda spec: json.dumps(spec, indent=4).replace("\n", "\r\n"),
    "JSON with a byte order mark": lambda spec: b"\xef\xbb\xbf" + json.dumps(spec).encode(),
    "JSON with escapes": lambda spec: json.dumps(spec).replace("a", "\\u0061"),
    "keys in another order": lambda spec: json.dumps(reversed_keys(spec)),
    "keys in alphabetical order": lambda spec: json.dumps(sorted_keys(spec)),
    "sets in another order": lambda spec: json.dumps(reversed_sets(spec)),
    "block style": _block,
    "block style, other indentation, other order": lambda spec: _yaml(
        reversed_keys(spec), default_flow_style=False, indent=7
    ),
    "flow style": _flow,
    "comments": _commented,
    "double quotes": _quoted,
    "single quotes": _single_quoted,
    "numbers as keys": _with_numbers_as_keys,
    "long lines folded": lambda spec: _yaml(spec, default_flow_style=False, width=20),
    "all at once": lambda spec: _commented(reversed_sets(reversed_keys(spec))),
}


def _with_more(spec: Spec) -> None:
    """Add a long text and more parameters."""
    schemas(spec)["Order"]["description"] = "An order of things, at the price of the day, as long as there are any."
    orders = spec["paths"]["/orders"]
    for holder, name in ((orders, "before"), (orders["get"], "after")):
        holder["parameters"].append({"name": name, "in": "query", "schema": {"type": "string"}})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return _read(tmp_path_factory.mktemp("written"), json.dumps(changed(_with_more)))


def _read(folder: Path, content: str | bytes) -> Version:
    path = folder / "openapi.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_version(str(path), OVERLAY_SOURCE, ROOT)


@pytest.mark.parametrize("way", WRITTEN)
def test_other_layout_is_no_change(written: Version, way: str, tmp_path: Path) -> None:
    other = _read(tmp_path, WRITTEN[way](changed(_with_more)))
    assert changes_between(written, other) == []
    assert other.effective.spec == written.effective.spec


def test_anchors_are_resolved(tmp_path: Path) -> None:
    (tmp_path / "extended").mkdir()
    spec = changed(_with_more)
    shared = {"x-text": {"type": "string"}, "x-colour": {"$ref": "#/components/schemas/Colour"}}
    extended = _read(tmp_path / "extended", json.dumps({**spec, **shared}))
    assert changes_between(extended, _read(tmp_path, _anchored(spec))) == []


# Generated package


def _root(folder: Path, content: str | bytes) -> Path:
    """Return a repository whose configuration skips the formatter, which takes most of the time."""
    (folder / "overrides").mkdir(parents=True)
    (folder / "openapi.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "overrides" / "overlay.yaml").write_text(json.dumps(OVERLAY))
    (folder / "overrides" / "templates").symlink_to(ROOT / "overrides" / "templates")
    without_hooks(folder)
    return folder


def _generated(root: Path) -> dict[str, bytes]:
    build(root, root / "generated")
    package = root / "generated" / "mijnklantportaal_api"
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _generated(_root(tmp_path_factory.mktemp("expected"), json.dumps(changed(_with_more))))


@pytest.mark.parametrize("way", WRITTEN)
def test_other_layout_generates_the_same_package(way: str, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert {"resources/orders.py", "models/order.py", "models/order_state.py"} <= expected.keys()
    assert _generated(_root(tmp_path / "root", WRITTEN[way](changed(_with_more)))) == expected


def test_real_spec_with_reversed_keys_generates_the_committed_package(tmp_path: Path) -> None:
    spec = reversed_sets(reversed_keys(plain(read_document(ROOT / "openapi.yaml"))))
    (tmp_path / "overrides").mkdir()
    (tmp_path / "openapi.yaml").write_text(json.dumps(spec))
    shutil.copyfile(ROOT / "generator-config.yaml", tmp_path / "generator-config.yaml")
    shutil.copyfile(ROOT / "overrides" / "overlay.yaml", tmp_path / "overrides" / "overlay.yaml")
    (tmp_path / "overrides" / "templates").symlink_to(ROOT / "overrides" / "templates")
    build(tmp_path, tmp_path / "generated")
    # The lock contains the digest of openapi.yaml.
    assert compare(ROOT / "generated", tmp_path / "generated") == ["generated/lock.yaml (differs)"]
