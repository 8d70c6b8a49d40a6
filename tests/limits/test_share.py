"""The calls that a process grants while Redis is unavailable."""

from mijnklantportaal.limits._protocol import Outcome
from mijnklantportaal.limits._share import Share


def after_reply(processes: int, limit: int = 60, calls: int = 0, others: int = 0) -> Share:
    """Return the share of a process after a reply that came at 1000 s; its calls count for 10 seconds more."""
    share = Share("process", 60.0)
    reply = {
        "epoch": "epoch",
        "limit": limit,
        "calls": {f"call {number}": 10_000 for number in range(calls)},
        "others": others,
        "others_left": 30_000,
        "blocked": 0,
        "processes": processes,
    }
    share.update(share.request(1000.0, restores=True), reply, 1000.0)
    return share


def granted(share: Share, now: float) -> int:
    number = 0
    while share.acquire(f"{now} {number}", now, 90.0) <= 0:
        number += 1
    return number


def test_processes_divide_the_free_slots() -> None:
    assert granted(after_reply(1), 1001.0) == 60
    assert granted(after_reply(4), 1001.0) == 15
    assert granted(after_reply(7), 1001.0) == 8
    assert granted(after_reply(4, calls=20, others=8), 1001.0) == 8
    assert granted(after_reply(4, calls=60), 1001.0) == 0


def test_slots_become_free_while_redis_is_away() -> None:
    share = after_reply(4, calls=40)
    assert granted(share, 1001.0) == 5
    assert share.acquire("next", 1001.0, 90.0) == 9.0
    assert granted(share, 1011.0) == 10
    for number in range(5):
        share.release(f"1001.0 {number}", Outcome(True), 1012.0)
    assert granted(share, 1071.0) == 0
    assert granted(share, 1072.5) == 5


def test_more_processes_than_slots_do_not_wait_forever() -> None:
    share = after_reply(100, calls=1)
    assert granted(share, 1001.0) == 0
    assert granted(share, 1011.0) == 1


def test_server_without_a_limit_has_no_shares() -> None:
    assert all(after_reply(4, limit=-1).acquire(str(number), 1001.0, 90.0) == 0 for number in range(100))


def test_redis_gets_what_was_granted_without_it() -> None:
    share = after_reply(2)
    share.is_out = True
    share.acquire("in flight", 1001.0, 90.0)
    share.acquire("finished", 1001.0, 90.0)
    share.release("finished", Outcome(True, 30, 3), 1002.0)
    share.acquire("not sent", 1001.0, 90.0)
    share.release("not sent", Outcome(False), 1002.0)
    request = share.request(1002.0, restores=False)
    assert request["calls"] == {"in flight": 89_000, "finished": 60_000}
    assert (request["removed"], request["limit"], request["is_back"]) == (["not sent"], 30, True)
    # Redis lacks the calls of the others, which would count as those of other programs.
    assert request["remaining"] == -1
