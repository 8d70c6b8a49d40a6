"""Programs whose tests freeze or move the clock. freezegun replaces `monotonic()` too, time-machine does not."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import freezegun
import pytest
import time_machine

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, RateLimitError, ResponseEvent
from mijnklantportaal.sandbox import Sandbox

Freeze = Callable[[], AbstractContextManager[Any]]

HOURS_AHEAD = datetime.now(UTC) + timedelta(hours=5)
FREEZES: list[Any] = [
    pytest.param(lambda: freezegun.freeze_time("2020-01-01"), id="freezegun, past"),
    pytest.param(lambda: freezegun.freeze_time("1970-01-01"), id="freezegun, 1970"),
    pytest.param(lambda: freezegun.freeze_time("2099-01-01"), id="freezegun, future"),
    pytest.param(lambda: freezegun.freeze_time(HOURS_AHEAD), id="freezegun, in some hours"),
    pytest.param(lambda: freezegun.freeze_time("2020-01-01", tick=True), id="freezegun, ticking"),
    pytest.param(lambda: freezegun.freeze_time("2020-01-01", auto_tick_seconds=15), id="freezegun, jumping"),
    pytest.param(lambda: freezegun.freeze_time("2020-01-01", tz_offset=-8), id="freezegun, another zone"),
    pytest.param(lambda: time_machine.travel("2020-01-01"), id="time-machine, past"),
    pytest.param(lambda: time_machine.travel("2099-01-01"), id="time-machine, future"),
    pytest.param(lambda: time_machine.travel("2020-01-01", tick=False), id="time-machine, still"),
]
freezes = pytest.mark.parametrize("freeze", FREEZES)

MAX_WAIT = 3.0
"""Seconds: a call that waits for a reading of a frozen clock would fail."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, str]]:
    sandbox = Sandbox(rate_limit=None)
    with sandbox.serve() as url:
        yield sandbox, url


@pytest.fixture
def sandbox(served: tuple[Sandbox, str]) -> Sandbox:
    sandbox, _ = served
    sandbox.requests.clear()
    return sandbox


@pytest.fixture
def url(served: tuple[Sandbox, str]) -> str:
    return served[1]


@pytest.fixture
def portal(sandbox: Sandbox, url: str) -> Iterator[MijnKlantportaal]:
    with MijnKlantportaal(api_key=sandbox.api_key, base_url=url, max_wait=MAX_WAIT) as portal:
        yield portal


def refuse(sandbox: Sandbox, seconds: float) -> None:
    """Refuse the next call with 429 and these seconds to wait."""
    sandbox.faults.status(429, headers={"Retry-After": str(seconds)})


@freezes
def test_rate_limit_error_while_the_clock_is_frozen_does_not_delay_later_calls(
    sandbox: Sandbox, portal: MijnKlantportaal, freeze: Freeze
) -> None:
    with freeze():
        refuse(sandbox, 1)
        with pytest.raises(RateLimitError) as caught:
            portal.customers.list(max_retries=0)
        assert caught.value.retry_after == 1
    portal.customers.list()


@freezes
def test_rate_limit_error_before_the_clock_is_frozen_does_not_delay_calls_within(
    sandbox: Sandbox, portal: MijnKlantportaal, freeze: Freeze
) -> None:
    refuse(sandbox, 1)
    with pytest.raises(RateLimitError):
        portal.customers.list(max_retries=0)
    with freeze():
        portal.customers.list()
    portal.customers.list()


@freezes
def test_calls_that_use_up_the_limit_while_the_clock_is_frozen_do_not_delay_later_calls(freeze: Freeze) -> None:
    with (
        Sandbox(rate_limit=3).serve() as url,
        MijnKlantportaal(api_key="sandbox-key", base_url=url, max_wait=0) as portal,
    ):
        with freeze():
            for _ in range(3):
                portal.customers.list()
        if isinstance(freeze(), time_machine.travel):
            # It leaves monotonic() alone, so that the limit is really used up.
            with pytest.raises(RateLimitError):
                portal.customers.list()
        else:
            portal.customers.list()


@freezes
def test_retry_after_a_server_error_while_the_clock_is_frozen(
    sandbox: Sandbox, portal: MijnKlantportaal, freeze: Freeze
) -> None:
    sandbox.faults.status(503)
    with freeze():
        portal.customers.list()
    assert len(sandbox.requests) == 2


@freezes
def test_retry_after_a_rate_limit_error_while_the_clock_is_frozen(
    sandbox: Sandbox, portal: MijnKlantportaal, freeze: Freeze
) -> None:
    refuse(sandbox, 0)
    with freeze():
        portal.customers.list()
    assert len(sandbox.requests) == 2


def test_nested_freezes_do_not_delay_calls(sandbox: Sandbox, portal: MijnKlantportaal) -> None:
    for outer, inner in [("2020-01-01", "2099-01-01"), ("2099-01-01", "2020-01-01")]:
        with freezegun.freeze_time(outer):
            refuse(sandbox, 1)
            with pytest.raises(RateLimitError):
                portal.customers.list(max_retries=0)
            with freezegun.freeze_time(inner) as frozen:
                portal.customers.list()
                frozen.tick(timedelta(days=1))
                portal.customers.list()
                frozen.move_to("2010-01-01")
                portal.customers.list()
        portal.customers.list()


def test_client_made_while_the_clock_is_frozen_works_afterwards(sandbox: Sandbox, url: str) -> None:
    with freezegun.freeze_time("2020-01-01"):
        portal = MijnKlantportaal(api_key=sandbox.api_key, base_url=url, max_wait=MAX_WAIT)
        refuse(sandbox, 1)
        with pytest.raises(RateLimitError):
            portal.customers.list(max_retries=0)
    with portal:
        portal.customers.list()


def test_clock_that_is_frozen_during_a_call_of_another_thread(sandbox: Sandbox, url: str) -> None:
    events: list[ResponseEvent] = []
    is_sent = threading.Event()
    with MijnKlantportaal(
        api_key=sandbox.api_key,
        base_url=url,
        max_wait=MAX_WAIT,
        on_request=lambda event: is_sent.set(),
        on_response=events.append,
    ) as portal:
        for freeze in (freezegun.freeze_time("1970-01-01"), freezegun.freeze_time("2099-01-01")):
            is_sent.clear()
            sandbox.faults.delay(0.3)
            thread = threading.Thread(target=portal.customers.list)
            thread.start()
            assert is_sent.wait(5)
            with freeze:
                thread.join()
            sandbox.faults.delay(0.3)
            is_sent.clear()
            with freeze:
                thread = threading.Thread(target=portal.customers.list)
                thread.start()
                assert is_sent.wait(5)
            thread.join()
        portal.customers.list()
    assert len(events) == 5
    assert all(event.seconds >= 0 and event.error is None for event in events)


@freezes
def test_duration_of_an_attempt_is_never_negative(sandbox: Sandbox, url: str, freeze: Freeze) -> None:
    events: list[ResponseEvent] = []
    with ExitStack() as frozen:
        with MijnKlantportaal(
            api_key=sandbox.api_key,
            base_url=url,
            on_request=lambda event: frozen.enter_context(freeze()),
            on_response=events.append,
        ) as portal:
            portal.customers.list()
        assert events[0].seconds >= 0


@freezes
def test_sandbox_made_while_the_clock_is_frozen_counts_calls_anew_afterwards(freeze: Freeze) -> None:
    with freeze():
        sandbox = Sandbox(rate_limit=3)
        portal = sandbox.client(throttle=False, max_retries=0)
        for _ in range(3):
            portal.customers.list()
    if isinstance(freeze(), time_machine.travel):
        # It leaves monotonic() alone, so that these calls count.
        sandbox.clock.advance(timedelta(seconds=60))
    for _ in range(3):
        portal.customers.list()
    with pytest.raises(RateLimitError) as caught:
        portal.customers.list()
    assert 0 < (caught.value.retry_after or 0) <= 60


@freezes
def test_throttled_client_of_a_sandbox_made_while_the_clock_is_frozen_works_afterwards(freeze: Freeze) -> None:
    with freeze():
        sandbox = Sandbox(rate_limit=3)
        portal = sandbox.client()
        for _ in range(4):
            portal.customers.list()
    before = sandbox.clock.now
    for _ in range(4):
        portal.customers.list()
    assert sandbox.clock.now - before < timedelta(minutes=3)


@freezes
def test_sandbox_follows_the_frozen_clock(freeze: Freeze) -> None:
    sandbox = Sandbox()
    with freeze():
        year = datetime.now(UTC).year
        assert sandbox.clock.now.astimezone(UTC).year == year
        created = sandbox.client().customer_groups.create(name="Group")
        assert created.id
    assert abs(sandbox.clock.now - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("delay", [0.0, 0.3])
@freezes
def test_sandbox_is_served_while_the_clock_is_frozen(freeze: Freeze, delay: float) -> None:
    with freeze():
        sandbox = Sandbox()
        sandbox.faults.delay(delay)
        with (
            sandbox.serve() as url,
            MijnKlantportaal(api_key=sandbox.api_key, base_url=url, max_wait=MAX_WAIT) as portal,
        ):
            portal.customers.list()


@pytest.mark.parametrize(
    "freeze",
    [
        pytest.param(lambda: freezegun.freeze_time("2020-01-01", real_asyncio=True), id="freezegun"),
        pytest.param(lambda: time_machine.travel("2020-01-01", tick=False), id="time-machine"),
    ],
)
def test_async_client_retries_and_forgets_a_frozen_limit(sandbox: Sandbox, url: str, freeze: Freeze) -> None:
    async def call() -> None:
        async with AsyncMijnKlantportaal(api_key=sandbox.api_key, base_url=url, max_wait=MAX_WAIT) as portal:
            with freeze():
                sandbox.faults.status(503)
                await portal.customers.list()
                refuse(sandbox, 1)
                with pytest.raises(RateLimitError):
                    await portal.customer_groups.get("cgr_1", max_retries=0)
            await portal.customers.list()

    asyncio.run(call())


def test_fixtures_of_the_plugin_work_in_a_frozen_test(
    mijnklantportaal_sandbox: Sandbox, mijnklantportaal_server: str
) -> None:
    with freezegun.freeze_time("2020-01-01"), MijnKlantportaal(max_wait=MAX_WAIT) as portal:
        portal.customers.list()
    assert len(mijnklantportaal_sandbox.requests) == 1
