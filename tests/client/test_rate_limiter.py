"""The decisions of the rate limiter, without a server: how many calls are allowed, and when."""

import heapq
import itertools
import tracemalloc
from collections.abc import Callable
from random import Random
from typing import TypeAlias

import pytest

from mijnklantportaal._http import Response
from mijnklantportaal._rate_limit import RateLimiter
from mijnklantportaal.errors import APIConnectionError, RequestInfo
from tests.client.server_rate_limits import RATE_LIMITS, RateLimitFactory

NOW = 1_700_000_000.0


class EventQueue:
    """Events in the order of their times. The clock passes from one to the next."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._events: list[tuple[float, int, Callable[[], object]]] = []
        self._order = itertools.count()

    def now(self) -> float:
        return NOW + self.seconds

    def schedule(self, seconds: float, event: Callable[[], object]) -> None:
        heapq.heappush(self._events, (self.seconds + seconds, next(self._order), event))

    def run(self, until: float) -> None:
        while self._events[0][0] < until:
            self.seconds, _, event = heapq.heappop(self._events)
            event()


def response(status: int = 200, **headers: str) -> Response:
    return Response(status, {name.replace("_", "-").lower(): value for name, value in headers.items()}, b"")


def limited(limit: int | str, remaining: int | str, status: int = 200, **headers: str) -> Response:
    """Return a response that has these values in the headers of the rate limit."""
    return response(status, X_RateLimit_Limit=str(limit), X_RateLimit_Remaining=str(remaining), **headers)


def lost(sent: bool) -> APIConnectionError:
    return APIConnectionError("m", request=RequestInfo("GET", "https://example.com"), sent=sent)


Outcome: TypeAlias = Response | APIConnectionError | None

MANY = 1000


def finish(limiter: RateLimiter, outcome: Outcome, seconds: float) -> None:
    """End an attempt at this second of the clock."""
    limiter.release(outcome, seconds, NOW + seconds)


def after(*outcomes: Outcome) -> RateLimiter:
    """Return a rate limiter after calls with these outcomes, all of them at second 0."""
    limiter = RateLimiter()
    for outcome in outcomes:
        assert limiter.acquire(0.0) == 0
        finish(limiter, outcome, 0.0)
    return limiter


def allowed(limiter: RateLimiter, seconds: float) -> int:
    """Return how many calls are allowed at this second; `MANY` where there is no limit."""
    return sum(1 for _ in itertools.takewhile(lambda number: limiter.acquire(seconds) == 0, range(MANY)))


@pytest.mark.parametrize(
    ("outcomes", "number"),
    [
        pytest.param([], 60, id="before the first response"),
        pytest.param([response()], MANY, id="no limit header"),
        pytest.param([response(502)], MANY, id="no limit header of an error"),
        pytest.param([response(X_RateLimit_Remaining="5")], MANY, id="no limit header, but a remaining header"),
        pytest.param([response(), limited(60, 58)], 58, id="limit header of the second response"),
        pytest.param(
            [limited(60, 59), response(502)], 58, id="limit header, and then a response of a gateway without one"
        ),
        pytest.param([limited(100, 99)], 99, id="a higher limit"),
        pytest.param([limited(10, 9)], 9, id="a lower limit"),
        pytest.param([limited(10, 9), limited(100, 98)], 98, id="raised"),
        pytest.param([limited(100, 99), limited(10, 8)], 8, id="lowered"),
        pytest.param([limited(60, 59)] * 3 + [limited(2, 0)], 0, id="lowered below what is used"),
        pytest.param([response(X_RateLimit_Limit="60")], 59, id="no remaining header"),
        pytest.param([limited(60, 19)], 19, id="used by other clients"),
        pytest.param([limited(60, 59), limited(60, 18)], 18, id="used by other clients in the meantime"),
        pytest.param([limited(60, 19), limited(60, 49)], 49, id="used by other clients a minute ago"),
        pytest.param([limited(60, 0)], 0, id="used up by other clients"),
        pytest.param([limited(60, 70)], 59, id="more remains than is allowed"),
        pytest.param([limited(60, 59), limited(60, 0, 429)], 59, id="a refused call does not count"),
        pytest.param([lost(sent=False)], 60, id="a call that was not sent"),
        pytest.param([lost(sent=True)], 59, id="a call without a response"),
        pytest.param([None], 59, id="a call that was interrupted"),
        pytest.param([limited(1, 0)], 0, id="a limit of one"),
    ],
)
def test_number_of_calls_allowed_after_responses(outcomes: list[Outcome], number: int) -> None:
    assert allowed(after(*outcomes), 0.0) == number


INVALID = ["", "-5", "many", "1" + "0" * 30, "6.0", "1e1", "+9", "1_0", "9, 9", "٦٠", "²", "\udcff", "nan", "0x9"]


@pytest.mark.parametrize("value", [*INVALID, "0"])
def test_invalid_limit_header_is_ignored(value: str) -> None:
    assert allowed(after(response(X_RateLimit_Limit=value)), 0.0) == MANY
    assert allowed(after(limited(10, 9), limited(value, 8)), 0.0) == 8


@pytest.mark.parametrize("value", INVALID)
def test_invalid_remaining_header_is_ignored(value: str) -> None:
    assert allowed(after(limited(60, 39), limited(60, value)), 0.0) == 38


def test_call_counts_for_a_minute_after_its_response() -> None:
    limiter = RateLimiter()
    assert limiter.acquire(0.0) == 0
    finish(limiter, limited(1, 0), 20.0)
    assert limiter.acquire(20.0) == 60
    assert limiter.acquire(79.5) == 0.5
    assert allowed(limiter, 80.0) == 1


def test_call_in_flight_counts_until_it_ends() -> None:
    limiter = after(limited(1, 0))
    assert limiter.acquire(60.0) == 0
    assert limiter.acquire(500.0) > 0
    finish(limiter, lost(sent=False), 500.0)
    assert limiter.acquire(500.0) == 0


@pytest.mark.parametrize(
    "outcome", [limited(60, 0), lost(sent=True), None], ids=["response", "connection lost", "interrupted"]
)
def test_all_calls_are_allowed_again_after_a_minute(outcome: Outcome) -> None:
    limiter = RateLimiter()
    assert allowed(limiter, 0.0) == 60
    for _ in range(60):
        finish(limiter, outcome, 5.0)
    assert allowed(limiter, 64.9) == 0
    assert allowed(limiter, 65.0) == 60


def test_calls_of_other_clients_count_for_a_minute() -> None:
    limiter = after(limited(60, 10))
    assert allowed(limiter, 59.9) == 10
    for _ in range(10):
        finish(limiter, lost(sent=False), 59.9)
    assert allowed(limiter, 60.0) == 60


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Retry_After": "7"}, 7.0, id="seconds"),
        pytest.param({"Retry_After": "60"}, 60.0, id="a minute"),
        pytest.param({"X_RateLimit_Reset": str(NOW + 7)}, 7.0, id="a timestamp"),
        pytest.param({"Retry_After": "0"}, 0.0, id="zero"),
        pytest.param({}, 0.0, id="no header"),
        # Each call that gets it raises at once, and none of them hangs.
        pytest.param({"Retry_After": "3600"}, 0.0, id="an hour"),
        pytest.param({"Retry_After": "-7"}, 0.0, id="negative"),
        pytest.param({"Retry_After": "soon"}, 0.0, id="not a number"),
    ],
)
def test_429_delays_all_calls_until_its_retry_after(headers: dict[str, str], seconds: float) -> None:
    limiter = after(limited(60, 0, 429, **headers))
    assert limiter.acquire(0.0) == seconds
    assert limiter.acquire(seconds) == 0


def test_429_delays_calls_without_a_limit_header() -> None:
    limiter = after(response(429, Retry_After="7"))
    assert limiter.acquire(6.5) == 0.5
    assert allowed(limiter, 7.0) == MANY


def test_second_429_does_not_shorten_the_wait() -> None:
    limiter = RateLimiter()
    assert (limiter.acquire(0.0), limiter.acquire(0.0)) == (0, 0)
    finish(limiter, limited(60, 0, 429, Retry_After="30"), 0.0)
    finish(limiter, limited(60, 0, 429, Retry_After="5"), 0.0)
    assert limiter.acquire(5.0) == 25


def test_server_without_limit_uses_no_memory_per_call() -> None:
    limiter = after(response())
    tracemalloc.start()
    try:
        for number in range(20_000):
            assert limiter.acquire(float(number)) == 0
            finish(limiter, response(), float(number))
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # A float for each call would be 600,000 bytes.
    assert size < 50_000


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rate_limit", RATE_LIMITS)
def test_random_delays_never_lead_to_a_429(rate_limit: RateLimitFactory, seed: int) -> None:
    """Thirty callers, whose requests and responses overtake each other, for 20 minutes."""
    random, events, limiter = Random(seed), EventQueue(), RateLimiter()
    limit = rate_limit(events.now)

    def delay() -> float:
        return random.choice((0.0, 0.01, 0.2, 10.0)) * random.random()

    def call() -> None:
        wait = limiter.acquire(events.seconds)
        events.schedule(wait, call) if wait > 0 else events.schedule(delay(), arrive)

    def arrive() -> None:
        decision = limit.decide()
        events.schedule(delay(), lambda: end(response(decision.status, **decision.headers)))

    def end(outcome: Response) -> None:
        finish(limiter, outcome, events.seconds)
        call()

    for _ in range(30):
        call()
    events.run(until=20 * 60)
    assert limit.statuses.keys() == {200}
    # A call may take 20 seconds, and counts during that time.
    assert limit.statuses[200] > 20 * 60 * 0.75


def limited_at(seconds: float, outcome: Outcome) -> RateLimiter:
    """Return a rate limiter after 60 calls at this second of the clock, the last of which had this outcome."""
    limiter = RateLimiter()
    for number in range(60):
        assert limiter.acquire(seconds) == 0
        limiter.release(response() if number < 59 else outcome, seconds, NOW)
    return limiter


@pytest.mark.parametrize("outcome", [limited(60, 0), limited(60, 0, status=429, Retry_After="30")])
@pytest.mark.parametrize("earlier", [11.0, 100.0, 1_700_000_000.0])
def test_times_of_a_clock_that_was_set_back_are_forgotten(outcome: Response, earlier: float) -> None:
    limiter = limited_at(1_700_000_100.0, outcome)
    assert limiter.acquire(1_700_000_100.0) > 0
    assert limiter.acquire(1_700_000_100.0 - earlier) == 0


def test_reading_of_a_slow_thread_is_not_another_clock() -> None:
    limiter = limited_at(100.0, limited(60, 0))
    assert limiter.acquire(99.5) == 60.0
    assert limiter.acquire(100.0) == 60.0


def test_call_in_flight_while_the_clock_is_set_back_is_counted_by_the_new_clock() -> None:
    limiter = RateLimiter()
    for _ in range(60):
        limiter.acquire(1_700_000_000.0)
    for _ in range(60):
        limiter.release(limited(60, 0), 5.0, NOW)
    assert limiter.acquire(6.0) == 59.0
