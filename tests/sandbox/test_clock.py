"""The sandbox's time can be set and moved, and clients in the same process wait in it."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
import trio

from mijnklantportaal import AsyncMijnKlantportaal, InternalServerError, RateLimitError
from mijnklantportaal.sandbox import Clock, Sandbox

NOON = datetime(2026, 4, 14, 12)

RUN: dict[str, Callable[[Callable[[], Any]], Any]] = {
    "asyncio": lambda work: asyncio.run(work()),
    "trio": trio.run,
}


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that cost real time, of which there should be none."""
    waited: list[float] = []
    of_asyncio, of_trio = asyncio.sleep, trio.sleep

    async def asyncio_sleep(seconds: float) -> None:
        waited.extend([seconds] if seconds else [])
        await of_asyncio(0)

    async def trio_sleep(seconds: float) -> None:
        waited.extend([seconds] if seconds else [])
        await of_trio(0)

    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(asyncio, "sleep", asyncio_sleep)
    monkeypatch.setattr(trio, "sleep", trio_sleep)
    return waited


def local(clock: Clock) -> str:
    return clock.now.isoformat()


def test_the_clock_is_that_of_the_machine_in_the_portals_zone() -> None:
    before = datetime.now(UTC)
    now = Clock().now
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() in (timedelta(hours=1), timedelta(hours=2))


def test_a_time_without_a_zone_is_in_amsterdam() -> None:
    assert local(Clock(datetime(2026, 1, 14, 12))) == "2026-01-14T12:00:00+01:00"
    assert local(Clock(datetime(2026, 7, 14, 12))) == "2026-07-14T12:00:00+02:00"


def test_a_time_with_a_zone_is_told_in_amsterdam() -> None:
    assert local(Clock(datetime(2026, 7, 14, 12, tzinfo=UTC))) == "2026-07-14T14:00:00+02:00"


def test_a_clock_that_was_set_stands_still_until_it_is_moved() -> None:
    clock = Clock(NOON)
    assert clock.now == clock.now
    clock.move(timedelta(days=1, seconds=1))
    assert local(clock) == "2026-04-15T12:00:01+02:00"


def test_a_clock_that_goes_goes_on_after_a_move() -> None:
    clock = Clock()
    clock.move(timedelta(days=400))
    before = datetime.now(UTC)
    assert timedelta() <= clock.now - timedelta(days=400) - before < timedelta(days=1)
    assert clock.now <= clock.now


def test_time_does_not_move_back_but_can_be_set_back() -> None:
    clock = Clock(NOON)
    with pytest.raises(ValueError, match="set the clock instead"):
        clock.move(timedelta(seconds=-1))
    assert local(clock) == "2026-04-14T12:00:00+02:00"
    elapsed = clock.elapsed
    clock.set(datetime(2020, 1, 1))
    assert local(clock) == "2020-01-01T00:00:00+01:00"
    assert clock.elapsed >= elapsed


def test_a_time_that_no_clock_shows_is_refused() -> None:
    skipped = datetime(2026, 3, 29, 2, 30)
    message = "now can't be 2026-03-29 02:30:00, which the portal's clocks skip"
    with pytest.raises(ValueError, match=message):
        Clock(skipped)
    clock = Clock(datetime(2026, 3, 29, 1, 30))
    with pytest.raises(ValueError, match=message):
        clock.set(skipped)
    assert local(clock) == "2026-03-29T01:30:00+01:00"


@pytest.mark.parametrize(
    ("start", "after_an_hour"),
    [
        (datetime(2026, 3, 29, 1, 30), "2026-03-29T03:30:00+02:00"),
        (datetime(2026, 10, 25, 2, 30), "2026-10-25T02:30:00+01:00"),
    ],
)
def test_an_hour_takes_an_hour_when_summer_time_begins_or_ends(start: datetime, after_an_hour: str) -> None:
    clock = Clock(start)
    clock.move(timedelta(hours=1))
    assert local(clock) == after_an_hour


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        (datetime(2026, 3, 29, 1, 59), datetime(2026, 3, 29, 3, 1), 120),
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 2, 10, fold=1), 2400),
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 3, 30), 10800),
    ],
)
def test_setting_the_clock_forward_lets_as_much_time_pass_as_really_would(
    start: datetime, end: datetime, seconds: float
) -> None:
    clock = Clock(start)
    before = clock.elapsed
    clock.set(end)
    # Real seconds pass as well, some of them.
    assert seconds <= clock.elapsed - before < seconds + 60


def test_what_is_created_is_of_the_time_of_the_clock() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 23, 30, tzinfo=UTC))
    client = sandbox.client()
    group = client.customer_groups.create(name="Webhosting")
    assert group.created_at == datetime(2026, 4, 14, 23, 30, tzinfo=UTC)
    assert sandbox.customer_offers.add().issued_at == date(2026, 4, 15)


def download(sandbox: Sandbox, link: str) -> int:
    with httpx.Client(transport=sandbox.transport) as browser:
        return browser.get(link).status_code


@pytest.mark.parametrize(
    "now",
    [
        NOON,
        pytest.param(datetime(2026, 3, 29, 1, 58), id="summer time begins"),
        pytest.param(datetime(2026, 10, 25, 2, 58), id="summer time ends"),
    ],
)
def test_links_to_download_work_for_five_minutes(now: datetime) -> None:
    sandbox = Sandbox(now=now)
    client = sandbox.client()
    link = client.files.download(client.files.upload(file=b"content").id)
    assert link.expires_at is not None
    assert link.expires_at.astimezone(UTC) == sandbox.clock.now.astimezone(UTC) + timedelta(minutes=5)
    sandbox.clock.move(timedelta(minutes=4, seconds=59))
    assert download(sandbox, link.link) == 200
    sandbox.clock.move(timedelta(seconds=1))
    assert download(sandbox, link.link) == 403
    again = client.files.download(link_id(sandbox))
    assert download(sandbox, again.link) == 200


def link_id(sandbox: Sandbox) -> str:
    (file,) = sandbox.files
    return file.id


def test_the_limit_of_calls_follows_the_clock_when_it_is_set() -> None:
    sandbox = Sandbox(now=NOON, rate_limit=1)
    client = sandbox.client(pace=False, max_retries=0)
    client.customers.list()
    with pytest.raises(RateLimitError):
        client.customers.list()
    sandbox.clock.set(NOON + timedelta(seconds=60))
    client.customers.list()


def test_setting_the_clock_back_closes_nobody_out() -> None:
    sandbox = Sandbox(now=NOON, rate_limit=2)
    client = sandbox.client(pace=False, max_retries=0)
    client.customers.list()
    sandbox.clock.set(datetime(2020, 1, 1))
    client.customers.list()
    sandbox.clock.move(timedelta(minutes=1))
    client.customers.list()


def test_a_thousand_calls_keep_to_the_limit_and_cost_minutes_of_the_clock_only(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    client = sandbox.client(max_retries=0)
    before = sandbox.clock.elapsed
    for _ in range(1000):
        client.customers.list()
    assert len(sandbox.requests) == 1000
    # 60 calls in each of 16 minutes, and 40 more.
    assert 16 * 60 <= sandbox.clock.elapsed - before < 18 * 60
    assert waits == []


@pytest.mark.parametrize("library", RUN)
def test_so_do_a_thousand_calls_of_tasks(library: str, waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)

    async def ten_times_a_hundred() -> None:
        async with sandbox.async_client(max_retries=0) as client:

            async def a_hundred() -> None:
                for _ in range(100):
                    await client.customers.list()

            if library == "trio":
                async with trio.open_nursery() as nursery:
                    for _ in range(10):
                        nursery.start_soon(a_hundred)
            else:
                await asyncio.gather(*(a_hundred() for _ in range(10)))

    before = sandbox.clock.elapsed
    RUN[library](ten_times_a_hundred)
    assert len(sandbox.requests) == 1000
    assert sandbox.clock.elapsed - before >= 16 * 60
    assert waits == []


def test_a_client_with_other_options_waits_in_the_same_time(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    sandbox.faults.status(503)
    sandbox.client().with_options(timeout=5).customers.list()
    assert len(sandbox.requests) == 2
    assert sandbox.clock.now > Clock(NOON).now
    assert waits == []


def test_retries_wait_in_the_time_of_the_sandbox(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    sandbox.faults.status(503, times=3)
    with pytest.raises(InternalServerError) as caught:
        sandbox.client(max_retries=2).customers.list()
    assert caught.value.attempts == 3
    assert sandbox.clock.now - Clock(NOON).now == timedelta(seconds=caught.value.waited)
    assert caught.value.waited > 1
    assert waits == []


@pytest.mark.parametrize("library", RUN)
def test_so_do_those_of_tasks(library: str, waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    sandbox.faults.status(429, headers={"Retry-After": "45"})

    async def once() -> None:
        async with sandbox.async_client() as client:
            await client.customers.list()

    RUN[library](once)
    assert len(sandbox.requests) == 2
    assert timedelta(seconds=45) <= sandbox.clock.now - Clock(NOON).now < timedelta(seconds=60)
    assert waits == []


def test_what_the_limit_asks_to_wait_is_waited_in_the_time_of_the_sandbox(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON, rate_limit=1)
    client = sandbox.client(pace=False)
    client.customers.list()
    client.customers.list()
    assert len(sandbox.requests) == 3
    assert sandbox.clock.now - Clock(NOON).now > timedelta(seconds=30)
    assert waits == []


def test_the_same_async_client_works_in_one_loop_after_another() -> None:
    sandbox = Sandbox()
    client: AsyncMijnKlantportaal = sandbox.async_client()

    async def names() -> list[str]:
        return [group.name async for group in client.customer_groups.list()]

    sandbox.customer_groups.add(name="Webhosting")
    for run in (RUN["asyncio"], RUN["trio"], RUN["asyncio"]):
        assert run(names) == ["Webhosting"]
