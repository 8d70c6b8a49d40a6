"""Rows, and what is made of them: tables, JSON, a chart, and a page of the documentation."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import docs
from benchmarks.cases import CASES, row
from benchmarks.chart import chart
from benchmarks.report import as_json, as_markdown, over_budget
from benchmarks.rows import Measure, Row
from benchmarks.timing import measure

GET = Row("get", "instructions", "plain", {"plain": Measure(700_000), "this": Measure(770_000)}, 1.15)
SLOW = Row("list <&> of 100", "s", "plain", {"plain": Measure(0.004, 0.03), "this": Measure(0.02, 0.04)}, 1.7)
REPORTED = Row("peer", "bytes", "plain", {"plain": Measure(2048), "stock": Measure(40.96)})


def test_ratio_is_relative_to_reference() -> None:
    assert GET.ratio("this") == pytest.approx(1.1)
    assert GET.ratio("plain") == 1


def test_ratio_spread_combines_both_measures() -> None:
    assert SLOW.ratio_spread("this") == pytest.approx(0.05)
    assert SLOW.ratio_spread("plain") == 0


def test_is_over_budget_only_above_budget() -> None:
    at_budget = Row("get", "s", "plain", {"plain": Measure(2), "this": Measure(3)}, 1.5)
    assert [row.is_over_budget for row in (GET, at_budget, SLOW, REPORTED)] == [False, False, True, False]


def test_over_budget_names_case_and_budget() -> None:
    assert over_budget([GET, SLOW]) == ["list <&> of 100: 5 times plain (s), the budget is 1.7"]


def test_measure_is_median_and_its_confidence() -> None:
    assert measure([5.0] * 4).spread == 0
    # Near zero, differences of times can be negative.
    assert measure([-5.0, -1.0, -1.0, 2.0]).spread > 0
    result = measure([1.0, 2.0, 3.0, 4.0, 100.0])
    assert result.value == 3
    assert result.spread > 0
    assert measure([1.0, 2.0, 3.0, 4.0, 100.0] * 100).spread < result.spread / 5


def test_row_of_case_has_budget_of_run() -> None:
    measures = {"plain": Measure(1), "this": Measure(1)}
    case = CASES["sequential calls"]
    assert row("sequential calls", "s", measures, short=False).budget == case.budget
    assert row("sequential calls", "s", measures, short=True).budget == case.short_budget
    assert row("sequential calls", "s", measures, short=True, has_budget=False).budget is None


def test_markdown_has_a_table_for_each_unit() -> None:
    text = as_markdown([GET, SLOW, REPORTED])
    assert text.count("| case") == 3
    assert "plain: 700 k" in text
    assert "plain: 4 ms" in text
    assert "5.00 ± 0.25" in text
    assert "1.7 BROKEN" in text
    # Small ratios must not become zero.
    assert "stock 0.02" in text


def test_markdown_columns_are_aligned() -> None:
    lines = as_markdown([GET]).splitlines()[2:]
    assert len({len(line) for line in lines}) == 1


def test_json_has_values_and_ratios() -> None:
    result = json.loads(as_json([SLOW], "with a computer"))
    assert result["environment"] == "with a computer"
    (slow,) = result["rows"]
    assert slow["is_over_budget"]
    assert slow["contenders"]["this"] == {"value": 0.02, "spread": 0.04, "ratio": 5, "ratio_spread": 0.05}


def test_chart_is_svg_with_text_for_those_who_do_not_see_it() -> None:
    root = ElementTree.fromstring(chart([GET, SLOW, REPORTED]))
    names = {"svg": "http://www.w3.org/2000/svg"}
    description = root.findtext("svg:desc", namespaces=names)
    assert description == "get: this 1.10 times plain; list <&> of 100: this 5.00 times plain."
    bars = [float(bar.attrib["width"]) for bar in root.findall("svg:rect", names) if bar.attrib["class"] == "this"][1:]
    assert len(bars) == 2
    assert 0 < bars[0] < bars[1]
    width = float(root.attrib["viewBox"].split()[2])
    assert all(float(element.attrib.get("x", 0)) < width for element in root.iter())


def test_docs_replace_only_what_is_between_markers(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"# Before\n\n{docs.BEGIN}\nold\n{docs.END}\n\nAfter.\n", encoding="utf-8")
    docs.write([GET], "Measured.", tmp_path)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# Before\n\n{docs.BEGIN}\n\nMeasured.\n\n**Instructions")
    assert text.endswith(f"\n\n{docs.END}\n\nAfter.\n")
    assert "old" not in text
    docs.write([GET], "Measured.", tmp_path)
    assert page.read_text(encoding="utf-8") == text
    assert (tmp_path / "performance.svg").read_text(encoding="utf-8").startswith("<svg")


def test_docs_without_markers_raise() -> None:
    with pytest.raises(ValueError, match="must contain the lines"):
        docs.replaced("# Performance\n", "results")
