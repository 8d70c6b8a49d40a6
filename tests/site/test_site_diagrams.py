"""Mermaid diagrams become lists."""

import pytest

from pipeline.errors import PipelineError
from pipeline.site.diagrams import with_lists
from tests.site.rendering import ROOT, rendered


def _diagram(*lines: str) -> str:
    return "\n".join(["before", "", "```mermaid", *lines, "```", "", "after"])


def test_sequence_is_a_numbered_list_with_its_loop_inside() -> None:
    text = _diagram(
        "sequenceDiagram",
        "    participant A as first (a.py)",
        "    A->>B: load()",
        "    loop until it is done",
        "        B-->>A: a value",
        "        Note over A: sleep",
        "    end",
        "    A->>B: save()",
    )
    page = rendered(with_lists(text, "page.md"))
    assert page.tags.count("ol") == 2
    assert [line for line in page.text.split("\n") if line] == [
        "before",
        "first (a.py) → B: load()",
        "Repeated until it is done:",
        "B → first (a.py): a value",
        "first (a.py): sleep",
        "first (a.py) → B: save()",
        "after",
    ]


def test_flowchart_is_a_list_of_its_edges() -> None:
    text = _diagram("flowchart LR", '    a["one &lt;x&gt;"] -- "by" --> b["two"]', "    b --> c")
    page = rendered(with_lists(text, "page.md"))
    assert [line for line in page.text.split("\n") if line] == ["before", "one <x> → two: by", "two → c", "after"]


@pytest.mark.parametrize("lines", [["pie"], ["flowchart LR", "a ==> b"], ["sequenceDiagram", "alt a"], ["x", "end"]])
def test_unknown_line_is_an_error_that_names_it(lines: list[str]) -> None:
    with pytest.raises(PipelineError, match=r"^page\.md has a diagram with the line "):
        with_lists(_diagram(*lines), "page.md")


def test_diagrams_of_this_repository_are_lists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert "mermaid" in text
    assert "mermaid" not in with_lists(text, "ARCHITECTURE.md")
