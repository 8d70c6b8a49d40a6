"""Faults of webhook calls."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from mijnklantportaal.sandbox import Deliveries, Sandbox
from tests.sandbox.delivery_receivers import (
    HANG_GUARD,
    ReceivedCall,
    Receiver,
    receiver,
    register,
)


def test_duplicate_makes_the_next_call_twice(sandbox: Sandbox, shop: Receiver) -> None:
    secret = register(sandbox, shop.url)
    sandbox.deliveries.duplicate()
    for number in (1, 2):
        sandbox.customers.add(id=f"cst_{number}")
    assert len(sandbox.deliveries) == 3
    assert shop.ids == ["cst_1", "cst_1", "cst_2"]
    assert shop.calls[0].body == shop.calls[1].body
    assert [call.signatures for call in shop.calls] == [[secret]] * 3


def test_drop_makes_no_call_and_logs_it(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    sandbox.deliveries.drop(times=2)
    for number in (1, 2, 3):
        sandbox.customers.add(id=f"cst_{number}")
    assert [(delivery.status, delivery.error) for delivery in sandbox.deliveries] == [
        (None, "not sent: a fault dropped it"),
        (None, "not sent: a fault dropped it"),
        (204, None),
    ]
    assert shop.ids == ["cst_3"]


def test_delay_holds_the_call_and_those_behind_it(
    sandbox: Sandbox, shop: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("mijnklantportaal.sandbox._webhook_calls.time.sleep", slept.append)
    register(sandbox, shop.url)
    sandbox.deliveries.delay(600)
    for number in (1, 2):
        sandbox.customers.add(id=f"cst_{number}")
    assert [delivery.seconds < HANG_GUARD for delivery in sandbox.deliveries] == [True, True]
    assert shop.ids == ["cst_1", "cst_2"]
    assert [seconds for seconds in slept if seconds] == [600]


def test_reader_waits_for_the_delay_beside_its_patience(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    is_released = threading.Event()

    def hold(call: ReceivedCall) -> int:
        return 200 if is_released.wait(HANG_GUARD) else 500

    with receiver(hold) as shop:
        register(sandbox, shop.url)
        sandbox.deliveries.delay(0.1)
        sandbox.customers.add()
        with monkeypatch.context() as patch:
            patch.setattr("mijnklantportaal.sandbox._delivery_queue.READ_TIMEOUT", 0.0)
            with pytest.raises(TimeoutError, match=r"after 0\.1 seconds"):
                list(sandbox.deliveries)
        is_released.set()
        assert [delivery.status for delivery in sandbox.deliveries] == [200]


def test_reordered_call_is_made_after_the_next_one(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    sandbox.deliveries.reorder()
    for number in (1, 2, 3):
        sandbox.customers.add(id=f"cst_{number}")
    assert [delivery.json["data"]["id"] for delivery in sandbox.deliveries] == ["cst_2", "cst_1", "cst_3"]
    assert shop.ids == ["cst_2", "cst_1", "cst_3"]


def test_reordered_call_that_nothing_follows_is_made_when_deliveries_are_read(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    sandbox.deliveries.reorder()
    sandbox.customers.add(id="cst_1")
    assert repr(sandbox.deliveries) == "<Deliveries: 0, and 1 due>"
    assert shop.calls == []
    assert len(sandbox.deliveries) == 1
    assert shop.ids == ["cst_1"]


@pytest.mark.parametrize("secret", ["abc", "aaa", "b", ""])
def test_wrong_signature_differs_from_the_secret(sandbox: Sandbox, shop: Receiver, secret: str) -> None:
    sandbox.webhooks.add(url=shop.url, type_="customer-created", secret=secret)
    sandbox.deliveries.wrong_signature()
    for _ in range(2):
        sandbox.customers.add()
    assert [delivery.error for delivery in sandbox.deliveries] == [None, None]
    (wrong,), right = (call.signatures for call in shop.calls)
    assert wrong != secret
    assert wrong[:-1] == secret[:-1]
    assert right == [secret]


def test_missing_and_doubled_signatures(sandbox: Sandbox, shop: Receiver) -> None:
    secret = register(sandbox, shop.url)
    sandbox.deliveries.missing_signature()
    sandbox.deliveries.doubled_signature()
    for _ in range(3):
        sandbox.customers.add()
    assert len(sandbox.deliveries) == 3
    assert [call.signatures for call in shop.calls] == [[], [secret, secret], [secret]]


def test_faults_apply_to_later_events_in_the_order_in_which_they_were_added(sandbox: Sandbox, shop: Receiver) -> None:
    for _ in range(2):
        register(sandbox, shop.url)
    # Its calls may not be made yet when the faults are added.
    sandbox.customers.add(id="cst_1")
    sandbox.deliveries.drop(times=3)
    sandbox.deliveries.duplicate()
    for number in (2, 3):
        sandbox.customers.add(id=f"cst_{number}")
    outcomes = [(delivery.json["data"]["id"], delivery.status) for delivery in sandbox.deliveries]
    assert outcomes[:2] == [("cst_1", 204)] * 2
    assert outcomes[2:] == [("cst_2", None), ("cst_2", None), ("cst_3", None), ("cst_3", 204), ("cst_3", 204)]


FAULTS: list[Any] = [
    pytest.param(getattr(Deliveries, name), id=name)
    for name in ("doubled_signature", "drop", "duplicate", "missing_signature", "reorder", "wrong_signature")
]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("times", [0, -1])
def test_fault_that_applies_never_is_a_value_error(sandbox: Sandbox, fault: Callable[..., None], times: int) -> None:
    with pytest.raises(ValueError, match=f"times must be at least 1, not {times}"):
        fault(sandbox.deliveries, times=times)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
def test_delay_that_does_not_end_is_a_value_error(sandbox: Sandbox, seconds: float) -> None:
    with pytest.raises(ValueError, match=f"seconds must be 0 or more, not {seconds}"):
        sandbox.deliveries.delay(seconds)
