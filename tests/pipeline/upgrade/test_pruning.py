"""Deletion of overlay actions."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.overlay import read_overlay
from pipeline.upgrade.pruning import described, idle_actions, prune
from tests.pipeline.upgrade.upgrade_trees import FROZEN

# A digit at the start of a line is the number of its action.
NUMBERED = """\
 overlay: 1.1.0
 info: {title: An overlay, version: 1.0.0}
 actions:
   # The first two

1  - target: $.a  # of the first
1    description: >-
1      Folded text, and
1
1      # no comment
1    # of the first, too
1    update:
1      text: |
1        # no comment
1        Text

   # About the second

2  - target: $.b
2    remove: true
3  - target: $.c
3    update: {x: 1}

   # The last

4  - target: >-
4      $.d
4    description: '# no comment
4
4      but a string'
4    update:
4      - - 1

 # The end
"""
LINES = [(line[:1], line[1:]) for line in NUMBERED.splitlines()]


def overlay_text(without: set[int], line_end: str = "\n") -> str:
    return "".join(f"{line}{line_end}" for number, line in LINES if not (number.strip() and int(number) in without))


def pruned(folder: Path, text: str, *numbers: int) -> str:
    path = folder / "overlay.yaml"
    path.write_bytes(text.encode())
    prune(path, list(numbers))
    return path.read_bytes().decode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("numbers", [{1}, {2}, {3}, {4}, {1, 2}, {2, 3}, {3, 4}, {1, 4}, {2, 4}, {1, 2, 3}, {2, 3, 4}])
def test_prune_keeps_all_other_lines(tmp_path: Path, numbers: set[int], line_end: str) -> None:
    text = pruned(tmp_path, overlay_text(set(), line_end), *numbers)
    assert text == overlay_text(numbers, line_end)
    left = read_overlay(tmp_path / "overlay.yaml")["actions"]
    assert [one["target"] for one in left] == [f"$.{'abcd'[n - 1]}" for n in (1, 2, 3, 4) if n not in numbers]


HEAD = "overlay: 1.1.0\ninfo: {title: An overlay, version: 1.0.0}\n"
ACTIONS = "actions:\n  - target: $.a\n    remove: true\n  - target: $.b\n    remove: true\n"


@pytest.mark.parametrize(
    ("before", "number", "expected"),
    [
        pytest.param(
            f"{HEAD}{ACTIONS}\n# More\nextends: openapi.yaml\n",
            2,
            f"{HEAD}actions:\n  - target: $.a\n    remove: true\n\n# More\nextends: openapi.yaml\n",
            id="actions are not last",
        ),
        pytest.param(
            f"{HEAD}actions:\n- target: $.a\n  remove: true\n# Next\n- target: $.b\n",
            1,
            f"{HEAD}actions:\n# Next\n- target: $.b\n",
            id="no indentation",
        ),
        pytest.param(
            f"{HEAD}actions:\n  - {{target: $.a,\n     remove: true}}\n  - target: $.b\n",
            1,
            f"{HEAD}actions:\n  - target: $.b\n",
            id="each in a line of its own",
        ),
        pytest.param(
            f"{HEAD}{ACTIONS}".removesuffix("\n"),
            2,
            f"{HEAD}actions:\n  - target: $.a\n    remove: true\n",
            id="no line end",
        ),
        pytest.param(
            f"{HEAD}actions:\n  - target: $.a\n    description: |\n      Text\n      # no comment\n  - target: $.b\n",
            1,
            f"{HEAD}actions:\n  - target: $.b\n",
            id="ends as a comment would",
        ),
        pytest.param(
            f'{HEAD}actions:\n  - target: $.a\n    description: "\x85\u2028\u2029é\U0001f600"\n  - target: $.b\n',
            2,
            f'{HEAD}actions:\n  - target: $.a\n    description: "\x85\u2028\u2029é\U0001f600"\n',
            id="odd line ends",
        ),
        pytest.param(
            f"\ufeff{HEAD}{ACTIONS}",
            1,
            f"\ufeff{HEAD}actions:\n  - target: $.b\n    remove: true\n",
            id="byte order mark",
        ),
        pytest.param(
            f"{HEAD}actions:\n  - target: $.a\n    update: &same {{x: 1}}\n  - target: $.b\n    update: *same\n",
            2,
            f"{HEAD}actions:\n  - target: $.a\n    update: &same {{x: 1}}\n",
            id="alias",
        ),
    ],
)
def test_prune_supports_other_layouts(tmp_path: Path, before: str, number: int, expected: str) -> None:
    assert pruned(tmp_path, before, number) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(f"{HEAD}actions: [{{target: $.a, remove: true}}, {{target: $.b}}]\n", [1], id="one line"),
        pytest.param(f"{HEAD}actions: [{{target: $.a}},\n  {{target: $.b}}]\n", [2], id="shared lines"),
        pytest.param(f"{HEAD}actions:\n  -\n    target: $.a\n  -\n    target: $.b\n", [2], id="lonely dashes"),
        pytest.param(
            f"{HEAD}actions:\n  - target: $.a\n    update: &same {{x: 1}}\n  - target: $.b\n    update: *same\n",
            [1],
            id="anchor",
        ),
        pytest.param(
            f"{HEAD}actions:\n  - target: $.a\n    update: |+\n      x\n  - target: $.b\n\n  - target: $.c\n",
            [2],
            id="a blank line would get another meaning",
        ),
        pytest.param(f"{HEAD}{ACTIONS}", [1, 2], id="all"),
        pytest.param(f"{HEAD}{ACTIONS}".replace("\n", "\r\n"), [1, 2], id="all, with other line ends"),
    ],
)
def test_prune_rejects_flow_style(tmp_path: Path, text: str, numbers: list[int]) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(PipelineError, match=r"^overlay\.yaml .* by hand\.$"):
        prune(path, numbers)
    assert path.read_bytes() == text.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_prune_can_delete_each_action_of_the_real_overlay(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    text = (FROZEN / "overlay.yaml").read_text(encoding="utf-8")
    actions = read_overlay(FROZEN / "overlay.yaml")["actions"]
    path.write_text(text, encoding="utf-8")
    odd = list(range(1, len(actions) + 1, 2))
    prune(path, odd)
    assert read_overlay(path)["actions"] == actions[1::2]
    left = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in left if line.startswith(("#", "  #"))] == [
        line for line in text.splitlines() if line.startswith(("#", "  #"))
    ]
    # The other actions keep their order.
    lines = iter(text.splitlines())
    assert all(line in lines for line in left)


DOCUMENT: dict[str, Any] = {"a": {"x": 1}, "b": [1], "c": "text"}


def overlay_of(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"overlay": "1.1.0", "info": {"title": "An overlay", "version": "1.0.0"}, "actions": list(actions)}


def test_idle_actions_have_no_effect() -> None:
    overlay = overlay_of(
        {"target": "$.gone", "remove": True},
        {"target": "$.a", "update": {"x": 1}},
        {"target": "$.a", "update": {"y": 2}},
        {"target": "$.c", "remove": True},
        {"target": "$.c", "update": "more"},
        {"target": "$.a.y", "update": 3},
    )
    assert idle_actions(DOCUMENT, overlay) == [1, 2, 5]
    assert DOCUMENT == {"a": {"x": 1}, "b": [1], "c": "text"}


def test_idle_actions_raises_other_errors() -> None:
    with pytest.raises(PipelineError, match=r"^Overlay action 2, \$\.a:"):
        idle_actions(DOCUMENT, overlay_of({"target": "$.gone", "remove": True}, {"target": "$.a", "update": "text"}))


@pytest.mark.parametrize(
    ("action", "places", "expected"),
    [
        (
            {"target": "$.a", "remove": True, "description": "It is\n  wrong."},
            1,
            "removed `$.a` in one place of the present spec, and has no effect on the new one: It is wrong.",
        ),
        (
            {"target": "$..[?@.x == '`']", "update": {"x": [1, "`"]}, "description": "As before."},
            12,
            "updated `$..[?@.x == ''']` with `{\"x\": [1, \"'\"]}` in 12 places of the present spec, "
            "and has no effect on the new one: As before.",
        ),
    ],
)
def test_described(action: dict[str, Any], places: int, expected: str) -> None:
    overlay = overlay_of({"target": "$"}, action)
    assert described(2, overlay, places) == f"Overlay action 2 {expected}"
