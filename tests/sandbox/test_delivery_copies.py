"""Webhook calls of copies, in forked processes, and while the clock is frozen."""

import asyncio
import copy
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

import freezegun
import httpx
import pytest
import time_machine

from mijnklantportaal import AsyncMijnKlantportaal
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.delivery_receivers import (
    HANG_GUARD,
    ReceivedCall,
    Receiver,
    in_process,
    is_idle,
    raw_receiver,
    receiver,
    register,
    settles,
    stay_silent,
)


def test_copy_has_the_log_and_a_queue_of_its_own(sandbox: Sandbox) -> None:
    is_released = threading.Event()

    def hold(call: ReceivedCall) -> int:
        return 200 if call.json["data"]["id"] != "cst_2" or is_released.wait(HANG_GUARD) else 500

    with receiver(hold) as shop:
        register(sandbox, shop.url)
        sandbox.deliveries.duplicate(times=2)
        sandbox.customers.add(id="cst_1")
        assert len(sandbox.deliveries) == 2
        sandbox.deliveries.drop(times=2)
        sandbox.deliveries.clear()
        sandbox.customers.add(id="cst_2")
        duplicate = copy.deepcopy(sandbox)
        duplicate.customers.add(id="cst_3")
        assert [delivery.json["data"]["id"] for delivery in duplicate.deliveries] == ["cst_3"]
        assert repr(sandbox.deliveries) == "<Deliveries: 0, and 2 due>", "it waits for its own receiver"
        is_released.set()
        assert [delivery.status for delivery in sandbox.deliveries] == [200, 200]
        assert shop.ids.count("cst_2") == 2


def test_copy_shares_the_client_and_counts_faults_by_itself(sandbox: Sandbox) -> None:
    register(sandbox, "https://shop.example/")
    with in_process(lambda request: httpx.Response(200)) as sandbox.deliveries.client:
        sandbox.deliveries.drop()
        sandbox.customers.add()
        assert len(sandbox.deliveries) == 1
        sandbox.deliveries.duplicate()
        duplicate = copy.deepcopy(sandbox)
        for part in (sandbox, duplicate):
            assert len(part.deliveries) == 1
            part.customers.add()
            assert [delivery.status for delivery in part.deliveries] == [None, 200, 200]


def child_of_a_fork(sandbox: Sandbox, sending: Any) -> None:
    sandbox.customers.add(id="cst_child")
    sending.send([delivery.json["data"]["id"] for delivery in sandbox.deliveries])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_forked_process_makes_its_own_calls_only(sandbox: Sandbox) -> None:
    is_released = threading.Event()

    def hold(call: ReceivedCall) -> int:
        return 200 if call.json["data"]["id"] != "cst_due" or is_released.wait(HANG_GUARD) else 500

    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    with receiver(hold) as shop, receiving, sending:
        register(sandbox, shop.url)
        sandbox.customers.add(id="cst_before")
        assert len(sandbox.deliveries) == 1
        sandbox.customers.add(id="cst_due")
        assert settles(lambda: len(shop.calls) == 2)
        process = context.Process(target=child_of_a_fork, args=(sandbox, sending), daemon=True)
        process.start()
        try:
            assert receiving.poll(HANG_GUARD), "the forked process hangs"
            assert receiving.recv() == ["cst_before", "cst_child"]
            process.join(HANG_GUARD)
            assert process.exitcode == 0
        finally:
            process.kill()
            process.join()
        is_released.set()
        assert [delivery.json["data"]["id"] for delivery in sandbox.deliveries] == ["cst_before", "cst_due"]
        assert shop.ids == ["cst_before", "cst_due", "cst_child"]


FREEZES: list[Any] = [
    pytest.param(lambda: freezegun.freeze_time("2020-01-01"), id="freezegun, past"),
    pytest.param(lambda: freezegun.freeze_time("2099-01-01"), id="freezegun, future"),
    pytest.param(lambda: freezegun.freeze_time("2020-01-01", auto_tick_seconds=15), id="freezegun, jumping"),
    pytest.param(lambda: time_machine.travel("2020-01-01", tick=False), id="time-machine, still"),
]


@pytest.mark.parametrize("freeze", FREEZES)
def test_webhooks_are_called_while_the_clock_is_frozen(shop: Receiver, freeze: Callable[[], Any]) -> None:
    sandbox = Sandbox()
    register(sandbox, shop.url)
    with freeze():
        sandbox.customers.add()
        assert sandbox.deliveries[0].status == 204
        assert sandbox.deliveries[0].json["createdAt"][:4] in ("2020", "2098", "2099")
    sandbox.customers.add()
    assert [delivery.status for delivery in sandbox.deliveries] == [204, 204]


@pytest.mark.parametrize("freeze", FREEZES[::2])
def test_reader_gives_up_while_the_clock_is_frozen(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, freeze: Callable[[], Any]
) -> None:
    monkeypatch.setattr("mijnklantportaal.sandbox._delivery_queue.READ_TIMEOUT", 0.02)
    monkeypatch.setattr("mijnklantportaal.sandbox._webhook_transport.TIMEOUT", 0.4)
    with raw_receiver(stay_silent) as url, freeze():
        register(sandbox, url)
        sandbox.customers.add()
        with pytest.raises(TimeoutError):
            list(sandbox.deliveries)
        assert settles(is_idle)
        (delivery,) = sandbox.deliveries
        assert "Timeout" in (delivery.error or "")


def test_async_client_causes_the_same_calls(sandbox: Sandbox, shop: Receiver) -> None:
    async def create(portal: AsyncMijnKlantportaal) -> str:
        customer = await portal.customers.create(
            company_name="a", address="a", zip_code="z", city="c", primary_email="a@b.nl"
        )
        await asyncio.to_thread(list, sandbox.deliveries)
        return customer.id

    register(sandbox, shop.url)
    assert asyncio.run(create(sandbox.async_client())) == shop.ids[0]
