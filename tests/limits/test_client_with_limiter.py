"""Clients with the caller's rate limiter: the arguments that they pass to it, and how they wait."""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, RateLimitError
from mijnklantportaal.limits import Grant, Outcome, RateLimiter
from mijnklantportaal.sandbox import Sandbox

GRANTED = Grant(0.0, 0.0, "", "grant")


class PlannedLimiter:
    """Returns the planned grants, and then grants all calls; it records the arguments.

    Args:
        planned: The first grants.
        may_return: What `acquire` waits for.
    """

    def __init__(self, *planned: Grant, may_return: threading.Event | None = None) -> None:
        self.planned = deque(planned)
        self.may_return = may_return
        self.acquired: list[tuple[str, float]] = []
        self.released: list[Outcome] = []
        self.is_asked = threading.Event()

    def acquire(self, key: str, lease: float) -> Grant:
        self.is_asked.set()
        assert self.may_return is None or self.may_return.wait(20)
        self.acquired.append((key, lease))
        return self.planned.popleft() if self.planned else GRANTED

    def release(self, key: str, grant: Grant, outcome: Outcome) -> None:
        assert (key, grant) == (self.acquired[-1][0], GRANTED)
        self.released.append(outcome)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def url(sandbox: Sandbox) -> Iterator[str]:
    with sandbox.serve() as url:
        yield url


def test_limiter_gets_a_digest_of_the_token_of_each_call(sandbox: Sandbox) -> None:
    limiter = PlannedLimiter()
    keys = [sandbox.api_key, sandbox.token("customers.read"), sandbox.api_key]
    tokens = iter(keys)
    portal = sandbox.client(auth=lambda: next(tokens), rate_limiter=limiter, timeout=7)
    for _ in keys:
        portal.customers.list()
    digests = [key for key, _ in limiter.acquired]
    assert digests[0] == digests[2] != digests[1]
    assert not set(keys) & set(digests)
    assert {lease for _, lease in limiter.acquired} == {67.0}


def test_limiter_gets_what_responses_show(sandbox: Sandbox) -> None:
    limiter = PlannedLimiter()
    portal = sandbox.client(rate_limiter=limiter, max_retries=0)
    portal.customers.list()
    sandbox.faults.status(429, headers={"Retry-After": "5", "X-RateLimit-Limit": "60"})
    with pytest.raises(RateLimitError):
        portal.customers.list()
    assert limiter.released == [Outcome(True, 60, 59), Outcome(False, 60, None, 5.0)]


def test_refused_token_is_counted_and_the_next_one_has_its_own_limit(sandbox: Sandbox) -> None:
    limiter = PlannedLimiter()
    tokens = iter(["unknown", sandbox.api_key])
    sandbox.client(auth=lambda: next(tokens), rate_limiter=limiter).customers.list()
    assert len({key for key, _ in limiter.acquired}) == len(limiter.released) == 2


def test_wait_is_logged_and_raised_as_it_is_though_the_limiter_is_asked_earlier(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    waits = Grant(42.0, 0.5, "of 60 per minute", "")
    limiter = PlannedLimiter(waits, waits)
    portal = sandbox.client(rate_limiter=limiter)
    with caplog.at_level(logging.INFO, "mijnklantportaal"):
        portal.customers.list()
    assert caplog.messages == ["GET /customers: waiting 42.0 s for the rate limit of 60 per minute"]
    assert len(limiter.acquired) == 3
    limiter.planned.append(waits)
    with pytest.raises(
        RateLimitError, match=r"wait 42.0 s for the rate limit of 60 per minute, longer than the max_wait"
    ) as caught:
        portal.with_options(max_wait=41).customers.list()
    assert caught.value.retry_after == 42.0
    assert len(limiter.released) == 1


def test_limiter_is_not_used_without_throttle(sandbox: Sandbox) -> None:
    limiter = PlannedLimiter()
    sandbox.client(rate_limiter=limiter, throttle=False).customers.list()
    sandbox.client(rate_limiter=limiter).with_options(rate_limiter=None).customers.list()
    assert limiter.acquired == []


@pytest.mark.parametrize("value", [60, "redis://localhost", object()])
def test_value_without_the_methods_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=r"rate_limiter must have a method acquire\(\)"):
        MijnKlantportaal(api_key="key", rate_limiter=value)


def test_tasks_run_while_the_limiter_blocks(sandbox: Sandbox, url: str) -> None:
    has_ticked = threading.Event()
    limiter: RateLimiter = PlannedLimiter(may_return=has_ticked)

    async def main() -> None:
        async with AsyncMijnKlantportaal(api_key=sandbox.api_key, base_url=url, rate_limiter=limiter) as portal:
            call = asyncio.ensure_future(portal.customers.list())
            # Only a task that runs meanwhile lets the limiter return.
            await asyncio.sleep(0.01)
            has_ticked.set()
            await call

    asyncio.run(main())


def test_grant_of_a_canceled_task_is_given_back(sandbox: Sandbox, url: str) -> None:
    is_canceled = threading.Event()
    limiter = PlannedLimiter(may_return=is_canceled)

    async def main() -> None:
        async with AsyncMijnKlantportaal(api_key=sandbox.api_key, base_url=url, rate_limiter=limiter) as portal:
            call = asyncio.ensure_future(portal.customers.get("cst_1"))
            while not limiter.is_asked.is_set():
                await asyncio.sleep(0.01)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call

    asyncio.run(main())
    is_canceled.set()
    end = time.monotonic() + 20
    while not limiter.released:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert limiter.released == [Outcome(is_counted=False)]
    assert sandbox.requests == []
