"""What is measured of peers. They are not installed here: a run checks that they return what they received."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.interpreters import over_start
from benchmarks.peer_contenders import payloads
from benchmarks.rows import Measure


@pytest.mark.parametrize(
    "payload", [payloads.openai_batch, payloads.stripe_customer, payloads.hcloud_server, payloads.github_milestone]
)
def test_payloads_of_two_objects_differ(payload: Callable[[int], dict[str, Any]]) -> None:
    one, other = payload(1), payload(2)
    assert one.keys() == other.keys()
    assert one != other


def test_over_start_keeps_the_absolute_spread() -> None:
    over = over_start(Measure(10.0, 0.1), Measure(6.0))
    assert over.value == 4.0
    assert over.value * over.spread == pytest.approx(1.0)
