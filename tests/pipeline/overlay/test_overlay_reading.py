"""Validation of overlays."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.overlay import apply_overlay, check_overlay, read_overlay


def overlay(**changes: Any) -> dict[str, Any]:
    spec = {"overlay": "1.1.0", "info": {"title": "T", "version": "1"}, "actions": [{"target": "$"}]} | changes
    return {key: value for key, value in spec.items() if value is not ...}


@pytest.mark.parametrize(
    "spec",
    [
        overlay(),
        overlay(overlay="1.0.0"),
        overlay(overlay="1.0.12"),
        overlay(overlay="1.1.7"),
        overlay(extends="./openapi.yaml"),
        overlay(**{"x-anything": {"goes": 1}}),
        overlay(info={"title": "T", "version": "1", "description": "D", "x-more": 1}),
        overlay(actions=[{"target": "$", "description": "D", "update": None, "remove": True, "x-more": []}]),
        overlay(actions=[{"target": "$.b", "copy": "$.a"}]),
        overlay(actions=[{"target": "$.a", "remove": True}, {"target": "$.b", "remove": True}]),
    ],
)
def test_valid(spec: dict[str, Any]) -> None:
    check_overlay(spec)


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (overlay(overlay=...), "the top has a missing key: 'overlay' is a required property."),
        (overlay(info=...), "the top has a missing key: 'info' is a required property."),
        (overlay(actions=...), "the top has a missing key: 'actions' is a required property."),
        (
            overlay(overlay="1.1"),
            "`overlay` is '1.1'; it must be a version 1.0.x or 1.1.x of the Overlay specification.",
        ),
        (overlay(overlay="1.2.0"), "`overlay` is '1.2.0'; it must be a version"),
        (overlay(overlay="2.1.0"), "`overlay` is '2.1.0'; it must be a version"),
        (overlay(overlay=1.1), "`overlay` is not valid: 1.1 is not of type 'string'."),
        (overlay(info="T"), "`info` is not valid: 'T' is not of type 'object'."),
        (overlay(info={"version": "1"}), "`info` has a missing key: 'title' is a required property."),
        (overlay(info={"title": "T"}), "`info` has a missing key: 'version' is a required property."),
        (overlay(info={"title": 1, "version": "1"}), "`info`, `title` is not valid: 1 is not of type 'string'."),
        (overlay(info={"title": "T", "version": 1.0}), "`info`, `version` is not valid: 1.0 is not of type 'string'."),
        (overlay(info={"title": "T", "version": "1", "licence": 1}), "`info` has the unknown key `licence`."),
        (overlay(extends={}), "`extends` is not valid: {} is not of type 'string'."),
        (overlay(action=[]), "the top has the unknown key `action`; perhaps you mean `actions`"),
        (overlay(actions={}), "`actions` is not valid: {} is not of type 'array'."),
        (overlay(actions=[]), "`actions` is not valid: [] should be non-empty."),
        (overlay(actions=[{"target": "$"}, "x"]), "action 2 is not valid: 'x' is not of type 'object'."),
        (overlay(actions=[{"remove": True}]), "action 1 has a missing key: 'target' is a required property."),
        (overlay(actions=[{"target": 1}]), "action 1, `target` is not valid: 1 is not of type 'string'."),
        (overlay(actions=[{"target": "info"}]), "action 1, `target` is 'info'; a JSONPath must start with `$`."),
        (
            overlay(actions=[{"target": "$", "copy": "info"}]),
            "action 1, `copy` is 'info'; a JSONPath must start with `$`.",
        ),
        (overlay(actions=[{"target": "$", "copy": 1}]), "action 1, `copy` is not valid: 1 is not of type 'string'."),
        (
            overlay(actions=[{"target": "$", "remove": "yes"}]),
            "action 1, `remove` is not valid: 'yes' is not of type 'boolean'.",
        ),
        (
            overlay(actions=[{"target": "$", "description": 1}]),
            "action 1, `description` is not valid: 1 is not of type 'string'.",
        ),
        (
            overlay(actions=[{"target": "$", "updates": {}}]),
            "action 1 has the unknown key `updates`; perhaps you mean `update`",
        ),
        (
            overlay(actions=[{"target": "$.a"}, {"target": "$.b"}, {"target": "$.a"}]),
            "`actions` has the same action twice, as number 1 and as number 3.",
        ),
        (
            overlay(overlay="1.0.0", actions=[{"target": "$", "copy": "$.a"}]),
            "action 1, `copy` is new in version 1.1.0",
        ),
        (
            overlay(overlay="1.0.0", info={"title": "T", "version": "1", "description": "D"}),
            "`info`, `description` is new in version 1.1.0",
        ),
    ],
)
def test_invalid(spec: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PipelineError) as caught:
        check_overlay(spec, "o.yaml")
    assert str(caught.value).startswith(f"o.yaml: {sentence}")
    assert "\n" not in str(caught.value)
    with pytest.raises(PipelineError, match="The overlay: "):
        apply_overlay({}, spec, strict=False)


def test_all_errors_are_reported_together() -> None:
    spec = overlay(info=..., actions=[{"target": "$", "foo": 1, "removed": True}])
    with pytest.raises(PipelineError) as caught:
        check_overlay(spec)
    assert len(str(caught.value).splitlines()) == 3


def test_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(
        "overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions:\n"
        "  - target: $.responses\n    update:\n      404:\n        example: '2024-04-30'\n"
    )
    read = read_overlay(path)
    assert read["actions"] == [{"target": "$.responses", "update": {"404": {"example": "2024-04-30"}}}]
    assert isinstance(read, dict)
    assert type(read["actions"][0]["target"]) is str


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions: []\n", r"overlay\.yaml: `actions` is not valid"),
        ("- target: $\n", r"overlay\.yaml contains a list; an"),
        ("overlay: [\n", r"overlay\.yaml is not valid YAML"),
        ("overlay: " + "[" * 150 + "]" * 150, r"overlay\.yaml is nested more than 100 levels deep"),
    ],
)
def test_bad_file(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(content)
    with pytest.raises(PipelineError, match=sentence):
        read_overlay(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be read"):
        read_overlay(tmp_path / "none.yaml")
