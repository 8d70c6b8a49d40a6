"""The rows of specs with several times the operations."""

import pytest

from benchmarks.growth import client_rows, pipeline_rows
from benchmarks.multiplied import PipelineSeconds
from benchmarks.rows import Measure

COPIES = (1, 10, 30)


@pytest.mark.parametrize(("seconds", "over"), [((1.0, 10.0, 30.0), 0), ((1.0, 12.9, 38.9), 0), ((1.0, 13.1, 39.1), 2)])
def test_pipeline_rows_beyond_linear_are_over_budget(seconds: tuple[float, float, float], over: int) -> None:
    linear = [[1.0 * copies] * 3 for copies in COPIES]
    rows = pipeline_rows(dict(zip(COPIES, map(PipelineSeconds, seconds, linear), strict=True)))
    assert [row.case for row in rows if row.is_over_budget] == [
        "regenerate, 10 times the operations",
        "regenerate, 30 times the operations",
    ][:over]


def test_pipeline_rows_of_diff_have_the_median() -> None:
    rows = pipeline_rows({copies: PipelineSeconds(1.0, [1.0, 2.0, 9.0]) for copies in COPIES})
    (diff,) = [row for row in rows if row.case == "diff, warm, 10 times the operations"]
    assert diff.measures["this"].value == 2.0
    assert diff.measures["linear"].value == 20.0
    assert diff.ratio("this") == pytest.approx(0.1)


def test_client_rows_that_grow_are_over_budget() -> None:
    ten, thirty = client_rows("start, client, first call", {1: Measure(100), 10: Measure(101), 30: Measure(120)})
    assert (ten.ratio("this"), ten.is_over_budget) == (1.01, False)
    assert (thirty.ratio("this"), thirty.is_over_budget) == (1.2, True)
