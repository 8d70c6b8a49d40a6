"""The rows of the pipeline."""

import sys

import pytest

from benchmarks.multiplied import PipelineSeconds
from benchmarks.pipeline import interleaved_cpu_seconds, measure, pipeline_growth


@pytest.mark.parametrize(("seconds", "over"), [((1.0, 10.0, 30.0), 0), ((1.0, 12.9, 38.9), 0), ((1.0, 13.1, 39.1), 2)])
def test_growth_beyond_linear_is_over_budget(seconds: tuple[float, float, float], over: int) -> None:
    rows = pipeline_growth(
        {copies: PipelineSeconds(taken, [1.0 * copies] * 3) for copies, taken in zip((1, 10, 30), seconds, strict=True)}
    )
    assert [row.case for row in rows if row.is_over_budget] == [
        "regenerate, 10 times the operations",
        "regenerate, 30 times the operations",
    ][:over]


def test_growth_of_diff_is_measured_by_its_median() -> None:
    rows = pipeline_growth({copies: PipelineSeconds(1.0, [1.0, 2.0, 9.0]) for copies in (1, 10, 30)})
    (diff,) = [row for row in rows if row.case == "diff, warm, 10 times the operations"]
    assert diff.measures["this"].value == 2.0
    assert diff.measures["linear"].value == 20.0
    assert diff.ratio("this") == pytest.approx(0.1)


def test_measure_of_samples_has_median_and_relative_spread() -> None:
    measured = measure([1.0, 2.0, 3.0, 4.0, 5.0])
    assert measured.value == 3.0
    assert measured.spread == pytest.approx(0.5)


def test_commands_in_turns_have_a_sample_of_each_round() -> None:
    seconds = interleaved_cpu_seconds({"fast": ["keyword"], "slow": ["timeit", "-n", "1", "-r", "1", "sum(range(10**7))"]}, 3)
    assert [len(samples) for samples in seconds.values()] == [3, 3]
    assert min(seconds["slow"]) > max(seconds["fast"])


def test_command_that_fails_is_reported() -> None:
    with pytest.raises(Exception, match=sys.executable):
        interleaved_cpu_seconds({"fails": ["no_such_module"]}, 1)
