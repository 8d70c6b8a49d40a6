"""What the pacer decides, without a server: how many calls may leave, and when."""

import heapq
import itertools
import tracemalloc
from collections.abc import Callable
from random import Random
from typing import TypeAlias

import pytest

from mijnklantportaal._http import Answer, Moment
from mijnklantportaal._rate_limit import Pacer
from mijnklantportaal.errors import APIConnectionError, RequestInfo
from tests.client.rate_limits import MODELS, Model

NOW = 1_700_000_000.0


class Agenda:
    """Time that passes from one event to the next."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._events: list[tuple[float, int, Callable[[], object]]] = []
        self._order = itertools.count()

    def time(self) -> float:
        return NOW + self.seconds

    def after(self, seconds: float, event: Callable[[], object]) -> None:
        heapq.heappush(self._events, (self.seconds + seconds, next(self._order), event))

    def run(self, until: float) -> None:
        while self._events[0][0] < until:
            self.seconds, _, event = heapq.heappop(self._events)
            event()


def moment(clock: float) -> Moment:
    return Moment(NOW + clock, clock, 0.5)


def answer(status: int = 200, **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-").lower(): value for name, value in headers.items()}, b"")


def told(limit: int | str, remaining: int | str, status: int = 200, **headers: str) -> Answer:
    return answer(status, X_RateLimit_Limit=str(limit), X_RateLimit_Remaining=str(remaining), **headers)


def lost(sent: bool) -> APIConnectionError:
    return APIConnectionError("m", request=RequestInfo("GET", "https://example.com"), sent=sent)


Outcome: TypeAlias = Answer | APIConnectionError | None

MANY = 1000


def after(*outcomes: Outcome) -> Pacer:
    """One that has seen a call for each of these end, all of them at once."""
    pacer = Pacer()
    for outcome in outcomes:
        assert pacer.wait(0.0) == 0
        pacer.arrived(outcome, moment(0.0))
    return pacer


def leaving(pacer: Pacer, clock: float) -> int:
    """How many calls may leave now; `MANY` where nothing holds them back."""
    return sum(1 for _ in itertools.takewhile(lambda number: pacer.wait(clock) == 0, range(MANY)))


@pytest.mark.parametrize(
    ("outcomes", "number"),
    [
        pytest.param([], 60, id="nothing known"),
        pytest.param([answer()], MANY, id="no limit told"),
        pytest.param([answer(502)], MANY, id="no limit told by an error"),
        pytest.param([answer(X_RateLimit_Remaining="5")], MANY, id="no limit told, and yet what remains of it"),
        pytest.param([answer(), told(60, 58)], 58, id="told by the second answer"),
        pytest.param([told(60, 59), answer(502)], 58, id="told once, and then by an answer of somebody else's not"),
        pytest.param([told(100, 99)], 99, id="a higher limit"),
        pytest.param([told(10, 9)], 9, id="a lower limit"),
        pytest.param([told(10, 9), told(100, 98)], 98, id="raised"),
        pytest.param([told(100, 99), told(10, 8)], 8, id="lowered"),
        pytest.param([told(60, 59)] * 3 + [told(2, 0)], 0, id="lowered below what is used"),
        pytest.param([answer(X_RateLimit_Limit="60")], 59, id="what remains not told"),
        pytest.param([told(60, 19)], 19, id="used by others"),
        pytest.param([told(60, 59), told(60, 18)], 18, id="used by others meanwhile"),
        pytest.param([told(60, 19), told(60, 49)], 49, id="used by others, whose minute is over"),
        pytest.param([told(60, 0)], 0, id="used up by others"),
        pytest.param([told(60, 70)], 59, id="more remains than is allowed"),
        pytest.param([told(60, 59), told(60, 0, 429)], 59, id="a refused call does not count"),
        pytest.param([lost(sent=False)], 60, id="a call that never left"),
        pytest.param([lost(sent=True)], 59, id="a call without an answer"),
        pytest.param([None], 59, id="a call that was interrupted"),
        pytest.param([told(1, 0)], 0, id="a limit of one"),
    ],
)
def test_number_of_calls_allowed_after_responses(outcomes: list[Outcome], number: int) -> None:
    assert leaving(after(*outcomes), 0.0) == number


ABSURD = ["", "-5", "many", "1" + "0" * 30, "6.0", "1e1", "+9", "1_0", "9, 9", "٦٠", "²", "\udcff", "nan", "0x9"]


@pytest.mark.parametrize("value", [*ABSURD, "0"])
def test_invalid_limit_header_is_ignored(value: str) -> None:
    assert leaving(after(answer(X_RateLimit_Limit=value)), 0.0) == MANY
    assert leaving(after(told(10, 9), told(value, 8)), 0.0) == 8


@pytest.mark.parametrize("value", ABSURD)
def test_invalid_remaining_header_is_ignored(value: str) -> None:
    assert leaving(after(told(60, 39), told(60, value)), 0.0) == 38


def test_call_counts_for_a_minute_after_its_response() -> None:
    pacer = Pacer()
    assert pacer.wait(0.0) == 0
    pacer.arrived(told(1, 0), moment(20.0))
    assert pacer.wait(20.0) == 60
    assert pacer.wait(79.5) == 0.5
    assert leaving(pacer, 80.0) == 1


def test_call_in_flight_counts_until_it_ends() -> None:
    pacer = after(told(1, 0))
    assert pacer.wait(60.0) == 0
    assert pacer.wait(500.0) > 0
    pacer.arrived(lost(sent=False), moment(500.0))
    assert pacer.wait(500.0) == 0


@pytest.mark.parametrize("outcome", [told(60, 0), lost(sent=True), None], ids=["answered", "lost", "interrupted"])
def test_all_calls_are_allowed_again_after_a_minute(outcome: Outcome) -> None:
    pacer = Pacer()
    assert leaving(pacer, 0.0) == 60
    for _ in range(60):
        pacer.arrived(outcome, moment(5.0))
    assert leaving(pacer, 64.9) == 0
    assert leaving(pacer, 65.0) == 60


def test_calls_of_other_clients_count_for_a_minute() -> None:
    pacer = after(told(60, 10))
    assert leaving(pacer, 59.9) == 10
    for _ in range(10):
        pacer.arrived(lost(sent=False), moment(59.9))
    assert leaving(pacer, 60.0) == 60


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Retry_After": "7"}, 7.0, id="seconds"),
        pytest.param({"Retry_After": "60"}, 60.0, id="a minute"),
        pytest.param({"X_RateLimit_Reset": str(NOW + 7)}, 7.0, id="a time"),
        pytest.param({"Retry_After": "0"}, 0.0, id="none"),
        pytest.param({}, 0.0, id="nothing said"),
        # Each call that meets it is an error at once: none of them hangs.
        pytest.param({"Retry_After": "3600"}, 0.0, id="an hour"),
        pytest.param({"Retry_After": "-7"}, 0.0, id="less than nothing"),
        pytest.param({"Retry_After": "soon"}, 0.0, id="no number"),
    ],
)
def test_429_delays_all_calls_until_its_retry_after(headers: dict[str, str], seconds: float) -> None:
    pacer = after(told(60, 0, 429, **headers))
    assert pacer.wait(0.0) == seconds
    assert pacer.wait(seconds) == 0


def test_429_delays_calls_without_a_limit_header() -> None:
    pacer = after(answer(429, Retry_After="7"))
    assert pacer.wait(6.5) == 0.5
    assert leaving(pacer, 7.0) == MANY


def test_second_429_does_not_shorten_the_wait() -> None:
    pacer = Pacer()
    assert (pacer.wait(0.0), pacer.wait(0.0)) == (0, 0)
    pacer.arrived(told(60, 0, 429, Retry_After="30"), moment(0.0))
    pacer.arrived(told(60, 0, 429, Retry_After="5"), moment(0.0))
    assert pacer.wait(5.0) == 25


def test_server_without_limit_uses_no_memory_per_call() -> None:
    pacer = after(answer())
    tracemalloc.start()
    try:
        for number in range(20_000):
            assert pacer.wait(float(number)) == 0
            pacer.arrived(answer(), moment(float(number)))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # A number for each call would be 600 000 bytes.
    assert held < 50_000


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("model", MODELS)
def test_random_delays_never_lead_to_a_429(model: Model, seed: int) -> None:
    """Thirty callers, whose requests and answers overtake each other, for 20 minutes."""
    random, agenda, pacer = Random(seed), Agenda(), Pacer()
    limit = model(agenda.time)

    def delay() -> float:
        return random.choice((0.0, 0.01, 0.2, 10.0)) * random.random()

    def ask() -> None:
        wait = pacer.wait(agenda.seconds)
        agenda.after(wait, ask) if wait > 0 else agenda.after(delay(), arrive)

    def arrive() -> None:
        verdict = limit.judge()
        agenda.after(delay(), lambda: end(answer(verdict.status, **verdict.headers)))

    def end(outcome: Answer) -> None:
        pacer.arrived(outcome, moment(agenda.seconds))
        ask()

    for _ in range(30):
        ask()
    agenda.run(until=20 * 60)
    assert limit.statuses.keys() == {200}
    # A call may take 20 seconds, and holds its place meanwhile.
    assert limit.statuses[200] > 20 * 60 * 0.75
