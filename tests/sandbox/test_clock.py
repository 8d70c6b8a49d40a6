"""The clock of the sandbox, and in-process clients that wait in its time."""

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
    """Records waits in real time, of which there must be none."""
    real_waits: list[float] = []
    real_asyncio_sleep, real_trio_sleep = asyncio.sleep, trio.sleep

    async def asyncio_sleep(seconds: float) -> None:
        real_waits.extend([seconds] if seconds else [])
        await real_asyncio_sleep(0)

    async def trio_sleep(seconds: float) -> None:
        real_waits.extend([seconds] if seconds else [])
        await real_trio_sleep(0)

    monkeypatch.setattr(time, "sleep", real_waits.append)
    monkeypatch.setattr(asyncio, "sleep", asyncio_sleep)
    monkeypatch.setattr(trio, "sleep", trio_sleep)
    return real_waits


def local(clock: Clock) -> str:
    return clock.now.isoformat()


def test_now_follows_the_system_clock_in_the_portal_zone() -> None:
    before = datetime.now(UTC)
    now = Clock().now
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() in (timedelta(hours=1), timedelta(hours=2))


def test_naive_datetime_is_in_amsterdam() -> None:
    assert local(Clock(datetime(2026, 1, 14, 12))) == "2026-01-14T12:00:00+01:00"
    assert local(Clock(datetime(2026, 7, 14, 12))) == "2026-07-14T12:00:00+02:00"


def test_aware_datetime_is_converted_to_amsterdam() -> None:
    assert local(Clock(datetime(2026, 7, 14, 12, tzinfo=UTC))) == "2026-07-14T14:00:00+02:00"


def test_set_stops_the_clock_until_it_is_advanced() -> None:
    clock = Clock(NOON)
    assert clock.now == clock.now
    clock.advance(timedelta(days=1, seconds=1))
    assert local(clock) == "2026-04-15T12:00:01+02:00"


def test_advance_keeps_an_unset_clock_running() -> None:
    clock = Clock()
    clock.advance(timedelta(days=400))
    before = datetime.now(UTC)
    assert timedelta() <= clock.now - timedelta(days=400) - before < timedelta(days=1)
    assert clock.now <= clock.now


def test_advance_rejects_a_negative_duration_and_set_can_go_back() -> None:
    clock = Clock(NOON)
    with pytest.raises(ValueError, match=r"by must be 0 or more, not .*: use set\(\)"):
        clock.advance(timedelta(seconds=-1))
    assert local(clock) == "2026-04-14T12:00:00+02:00"
    elapsed = clock.elapsed
    clock.set(datetime(2020, 1, 1))
    assert local(clock) == "2020-01-01T00:00:00+01:00"
    assert clock.elapsed >= elapsed


def test_set_rejects_a_time_skipped_by_daylight_saving() -> None:
    skipped = datetime(2026, 3, 29, 2, 30)
    message = "daylight saving time skips 2026-03-29 02:30:00"
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
def test_advance_by_an_hour_across_daylight_saving_changes(start: datetime, after_an_hour: str) -> None:
    clock = Clock(start)
    clock.advance(timedelta(hours=1))
    assert local(clock) == after_an_hour


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        (datetime(2026, 3, 29, 1, 59), datetime(2026, 3, 29, 3, 1), 120),
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 2, 10, fold=1), 2400),
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 3, 30), 10800),
    ],
)
def test_set_forward_advances_elapsed_by_the_real_duration(start: datetime, end: datetime, seconds: float) -> None:
    clock = Clock(start)
    before = clock.elapsed
    clock.set(end)
    # `elapsed` includes the real time that the test takes.
    assert seconds <= clock.elapsed - before < seconds + 60


def test_created_objects_have_the_time_of_the_clock() -> None:
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
        pytest.param(datetime(2026, 3, 29, 1, 58), id="daylight saving begins"),
        pytest.param(datetime(2026, 10, 25, 2, 58), id="daylight saving ends"),
    ],
)
def test_download_link_expires_after_five_minutes_across_daylight_saving_changes(now: datetime) -> None:
    sandbox = Sandbox(now=now)
    client = sandbox.client()
    link = client.files.get_download_link(client.files.upload(file=b"content").id)
    assert link.expires_at is not None
    assert link.expires_at.astimezone(UTC) == sandbox.clock.now.astimezone(UTC) + timedelta(minutes=5)
    sandbox.clock.advance(timedelta(minutes=4, seconds=59))
    assert download(sandbox, link.link) == 200
    sandbox.clock.advance(timedelta(seconds=1))
    assert download(sandbox, link.link) == 403
    again = client.files.get_download_link(link_id(sandbox))
    assert download(sandbox, again.link) == 200


def link_id(sandbox: Sandbox) -> str:
    (file,) = sandbox.files
    return file.id


def test_set_forward_starts_a_new_rate_limit_window() -> None:
    sandbox = Sandbox(now=NOON, rate_limit=1)
    client = sandbox.client(throttle=False, max_retries=0)
    client.customers.list()
    with pytest.raises(RateLimitError):
        client.customers.list()
    sandbox.clock.set(NOON + timedelta(seconds=60))
    client.customers.list()


def test_set_back_does_not_extend_the_rate_limit_window() -> None:
    sandbox = Sandbox(now=NOON, rate_limit=2)
    client = sandbox.client(throttle=False, max_retries=0)
    client.customers.list()
    sandbox.clock.set(datetime(2020, 1, 1))
    client.customers.list()
    sandbox.clock.advance(timedelta(minutes=1))
    client.customers.list()


def test_sync_client_throttles_in_sandbox_time(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    client = sandbox.client(max_retries=0)
    before = sandbox.clock.elapsed
    for _ in range(130):
        client.customers.list()
    assert len(sandbox.requests) == 130
    # 60 calls in each of 2 minutes, and 10 more.
    assert sandbox.clock.elapsed - before >= 2 * 60
    assert sandbox.clock.now - Clock(NOON).now < timedelta(minutes=3)
    assert waits == []


@pytest.mark.parametrize("library", RUN)
def test_concurrent_tasks_throttle_in_sandbox_time(library: str, waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)

    async def ten_tasks() -> None:
        async with sandbox.async_client(max_retries=0) as client:

            async def list_repeatedly() -> None:
                for _ in range(13):
                    await client.customers.list()

            if library == "trio":
                async with trio.open_nursery() as nursery:
                    for _ in range(10):
                        nursery.start_soon(list_repeatedly)
            else:
                await asyncio.gather(*(list_repeatedly() for _ in range(10)))

    before = sandbox.clock.elapsed
    RUN[library](ten_tasks)
    assert len(sandbox.requests) == 130
    assert sandbox.clock.elapsed - before >= 2 * 60
    assert waits == []


def test_with_options_keeps_sandbox_time(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    sandbox.faults.status(503)
    sandbox.client().with_options(timeout=5).customers.list()
    assert len(sandbox.requests) == 2
    assert sandbox.clock.now > Clock(NOON).now
    assert waits == []


def test_sync_retries_wait_in_sandbox_time(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    sandbox.faults.status(503, times=3)
    with pytest.raises(InternalServerError) as caught:
        sandbox.client(max_retries=2).customers.list()
    assert caught.value.attempts == 3
    assert (sandbox.clock.now - Clock(NOON).now).total_seconds() == pytest.approx(caught.value.waited, abs=1e-5)
    assert caught.value.waited > 1
    assert waits == []


@pytest.mark.parametrize("library", RUN)
def test_async_retries_wait_in_sandbox_time(library: str, waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON)
    sandbox.faults.status(429, headers={"Retry-After": "45"})

    async def once() -> None:
        async with sandbox.async_client() as client:
            await client.customers.list()

    RUN[library](once)
    assert len(sandbox.requests) == 2
    assert timedelta(seconds=45) <= sandbox.clock.now - Clock(NOON).now < timedelta(seconds=60)
    assert waits == []


def test_retry_after_of_the_rate_limit_is_waited_in_sandbox_time(waits: list[float]) -> None:
    sandbox = Sandbox(now=NOON, rate_limit=1)
    client = sandbox.client(throttle=False)
    client.customers.list()
    client.customers.list()
    assert len(sandbox.requests) == 3
    assert sandbox.clock.now - Clock(NOON).now > timedelta(seconds=30)
    assert waits == []


def test_async_client_works_in_successive_event_loops() -> None:
    sandbox = Sandbox()
    client: AsyncMijnKlantportaal = sandbox.async_client()

    async def names() -> list[str]:
        return [group.name async for group in client.customer_groups.list()]

    sandbox.customer_groups.add(name="Webhosting")
    for run in (RUN["asyncio"], RUN["trio"], RUN["asyncio"]):
        assert run(names) == ["Webhosting"]
