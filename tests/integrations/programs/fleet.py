"""Processes that share the rate limit of one token, and what they measure."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from mijnklantportaal.sandbox import Sandbox
from tests.redis_server import RedisServer

SPEED = 10
WINDOW = 60 / SPEED
LIMIT = 60
HANG_GUARD = 90

# Prints when each call ended, the number of responses with 429, and what was logged.
PROGRAM = """
import sys
if sys.argv[1] == "gevent":
    from gevent import monkey
    monkey.patch_all()
import asyncio, json, logging, os, threading, time

# The clocks of another machine.
real_monotonic, real_time, real_gettime, ahead = time.monotonic, time.time, time.clock_gettime, float(sys.argv[4])
time.time = lambda: real_time() + ahead
time.clock_gettime = lambda clock: real_gettime(clock) + ahead
from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, RateLimitError
from mijnklantportaal.limits import RedisRateLimiter

kind, workers, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
RedisRateLimiter._window = float(os.environ["WINDOW"])
limiter = RedisRateLimiter(os.environ["REDIS_URL"])
times, refused, logged = [], [], []

class Handler(logging.Handler):
    def emit(self, record):
        if record.levelno >= logging.WARNING or "again" in record.msg:
            logged.append(record.getMessage())

logging.getLogger("mijnklantportaal").addHandler(Handler())
logging.getLogger("mijnklantportaal").setLevel(logging.INFO)

def record(error):
    if error is None:
        times.append(real_monotonic())
    elif error.attempts:
        refused.append(real_monotonic())
    else:
        return False
    return True

def in_thread(portal, end):
    error = None
    while (left := end - time.monotonic()) > 0:
        try:
            portal.customers.list(max_wait=left)
            error = None
        except RateLimitError as caught:
            error = caught
        if not record(error):
            break

async def in_task(portal, end):
    error = None
    while (left := end - time.monotonic()) > 0:
        try:
            await portal.customers.list(max_wait=left)
            error = None
        except RateLimitError as caught:
            error = caught
        if not record(error):
            break

async def in_tasks(end):
    async with AsyncMijnKlantportaal(rate_limiter=limiter, max_retries=0) as portal:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(workers):
                tasks.create_task(in_task(portal, end))

print("ready", flush=True)
sys.stdin.readline()
end = time.monotonic() + seconds
if kind == "asyncio":
    asyncio.run(in_tasks(end))
else:
    with MijnKlantportaal(rate_limiter=limiter, max_retries=0) as portal:
        threads = [threading.Thread(target=in_thread, args=(portal, end)) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
print(json.dumps([times, refused, logged]))
"""


@dataclass(frozen=True)
class Measured:
    """What a fleet has done. Times are seconds of the clock that all processes of the machine share."""

    times: list[float]
    refused: list[float]
    logged: list[str]

    @property
    def share_of_the_limit(self) -> float:
        """The rate of calls, as a share of the allowed one: how long each call comes after the 60th before it."""
        cycles = [later - earlier for earlier, later in zip(self.times, self.times[LIMIT:], strict=False)]
        return WINDOW * len(cycles) / sum(cycles)

    def __str__(self) -> str:
        return f"{len(self.times)} calls, {len(self.refused)} refused, {self.share_of_the_limit:.3f} of the rate"


class Fleet:
    def __init__(self, processes: list[subprocess.Popen[str]]) -> None:
        self.processes = processes

    def go(self) -> None:
        for process in self.processes:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()

    def measured(self) -> Measured:
        times, refused, logged = [], [], []
        for process in self.processes:
            printed, errors = process.communicate(timeout=HANG_GUARD)
            assert (errors, process.returncode) == ("", 0), errors
            values = json.loads(printed)
            times += values[0]
            refused += values[1]
            logged += values[2]
        return Measured(sorted(times), sorted(refused), logged)


@contextmanager
def started_fleet(
    redis: RedisServer,
    url: str,
    kinds: tuple[str, ...],
    workers: int,
    seconds: float,
) -> Iterator[Fleet]:
    """Start processes, each with another clock, wait until they are ready, and kill those that still run in the end."""
    environment = {
        **os.environ,
        "MIJNKLANTPORTAAL_BASE_URL": url,
        "MIJNKLANTPORTAAL_API_KEY": Sandbox().api_key,
        "REDIS_URL": redis.url,
        "WINDOW": str(WINDOW),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        processes = []
        for number, kind in enumerate(kinds):
            command = [sys.executable, "-c", PROGRAM, kind, str(workers), str(seconds), str(1000 * number)]
            process = stack.enter_context(
                subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
            )
            stack.callback(process.kill)
            processes.append(process)
        for process in processes:
            assert process.stdout
            assert process.stderr
            assert process.stdout.readline(), process.stderr.read()
        yield Fleet(processes)
