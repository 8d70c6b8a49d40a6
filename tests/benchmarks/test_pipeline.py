"""The commands of the pipeline, measured in turns."""

import subprocess

import pytest

from benchmarks.pipeline import interleaved_cpu_seconds


def test_interleaved_cpu_seconds_have_a_sample_of_each_round() -> None:
    slow = ["timeit", "--number=1", "--repeat=1", "sum(range(10**7))"]
    seconds = interleaved_cpu_seconds({"fast": ["keyword"], "slow": slow}, rounds=3)
    assert [len(samples) for samples in seconds.values()] == [3, 3]
    assert min(seconds["slow"]) > max(seconds["fast"])


def test_interleaved_cpu_seconds_of_command_that_fails_raise() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        interleaved_cpu_seconds({"fails": ["no_such_module"]}, rounds=1)
