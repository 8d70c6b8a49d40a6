"""docs/guides/fleet.md, examples/celery_tasks.py and examples/rq_jobs.py with real workers and a real Redis."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.docs_examples import BLOCKS, Block, demo_portal, run
from tests.redis_server import RedisServer, running_redis

EXAMPLES = Path(__file__).parents[3] / "examples"
SECONDS = 60

CELERY_CALLER = """
import sys
from celery_tasks import company_name
results = [company_name.delay(id) for id in sys.argv[1:]]
print(*(result.get(timeout=50) for result in results))
"""
RQ_CALLER = """
import sys, time
from redis import Redis
from rq import Queue
import rq_jobs

queue = Queue(connection=Redis.from_url(rq_jobs.REDIS_URL))
jobs = [queue.enqueue(rq_jobs.company_name, id) for id in sys.argv[1:]]
end = time.monotonic() + 50
while any(not job.is_finished for job in jobs) and time.monotonic() < end:
    time.sleep(0.1)
    [job.refresh() for job in jobs]
print(*(job.return_value() for job in jobs))
"""


@dataclass
class Queues:
    """A Redis and a sandbox, and the environment that leads to both."""

    redis: RedisServer
    sandbox: Sandbox
    environment: dict[str, str]
    folder: Path

    @contextmanager
    def worker(self, *command: str) -> Iterator[None]:
        with (self.folder / "worker.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=EXAMPLES, env=self.environment, stdout=log, stderr=log
            )
            try:
                yield
            finally:
                process.terminate()
                process.wait(SECONDS)

    def run(self, caller: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", caller, *arguments],
            cwd=EXAMPLES,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        return done.stdout or done.stderr + (self.folder / "worker.log").read_text()


@pytest.fixture
def queues(tmp_path: Path) -> Iterator[Queues]:
    sandbox = Sandbox()
    with running_redis(tmp_path) as redis, sandbox.serve() as url:
        environment = {
            **os.environ,
            "MIJNKLANTPORTAAL_API_KEY": sandbox.api_key,
            "MIJNKLANTPORTAAL_BASE_URL": url,
            "REDIS_URL": redis.url,
            "PYTHONPATH": os.pathsep.join([str(EXAMPLES), *sys.path]),
        }
        yield Queues(redis, sandbox, environment, tmp_path)


def assert_tasks_are_run_again_after_a_429(queues: Queues, caller: str) -> None:
    ids = [queues.sandbox.customers.add(company_name=name).id for name in ("Bakery", "Butcher", "Florist")]
    # Longer than max_wait, so that tasks end, and start again when a call is possible.
    queues.sandbox.faults.status(429, headers={"Retry-After": "4"})
    assert queues.run(caller, *ids) == "Bakery Butcher Florist\n"
    # The others have waited too: three calls, and one that was refused.
    assert len(queues.sandbox.requests) == 4


def test_celery_tasks_share_the_limit_and_are_retried(queues: Queues) -> None:
    with queues.worker("celery", "-A", "celery_tasks", "worker", "--pool=prefork", "--concurrency=2"):
        assert_tasks_are_run_again_after_a_429(queues, CELERY_CALLER)


def test_rq_jobs_share_the_limit_and_are_retried(queues: Queues) -> None:
    with queues.worker("rq.cli", "worker", "--with-scheduler", "--url", queues.redis.url):
        assert_tasks_are_run_again_after_a_429(queues, RQ_CALLER)


@pytest.mark.parametrize(
    "block",
    [block for block in BLOCKS if block.page.name == "fleet.md" and block.needs],
    ids=lambda block: block.heading,
)
def test_example_of_the_page_runs(tmp_path: Path, block: Block) -> None:
    (tmp_path / "program.py").write_text(block.code, encoding="utf-8")
    with running_redis(tmp_path) as redis, demo_portal() as environment:
        printed = run("program.py", folder=tmp_path, REDIS_URL=redis.url, **environment)
        if block.heading:
            assert printed == ""
        else:
            assert "cst_abc12345def678" in printed
