"""Celery workers that run tasks with the client. Callers get the errors of a task from its stored result."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from celery.signals import setup_logging
from kombu.exceptions import EncodeError

import mijnklantportaal
from mijnklantportaal import (
    APIConnectionError,
    APIStatusError,
    MijnKlantportaal,
    MijnKlantportaalError,
    NotFoundError,
    RateLimitError,
    UnprocessableEntityError,
)
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.celery_tasks import create_app

TASKS = "tests.integrations.programs.celery_tasks"
ROOT = Path(__file__).parents[3]
SECONDS = 60
"""For a task: enough for a busy machine."""

ERROR_CLASSES = [
    error_class
    for name in mijnklantportaal.__all__
    if isinstance(error_class := getattr(mijnklantportaal, name), type)
    and issubclass(error_class, MijnKlantportaalError)
]


@setup_logging.connect
def leave_logging_alone(**_: object) -> None:
    """Celery would configure it for the whole process, and so for the tests that follow."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, str]]:
    sandbox = Sandbox(rate_limit=None)
    with sandbox.serve() as url:
        yield sandbox, url


@dataclass
class Worker:
    """A worker that runs in a thread, and the serializer of its results."""

    app: Celery
    serializer: str

    def run(self, task: str, *arguments: object) -> Any:
        """Return the result of a task, or raise the error that its stored result is."""
        return self.app.tasks[task].delay(*arguments).get(timeout=SECONDS, interval=0.01)

    def failure_of(self, task: str, *arguments: object) -> BaseException:
        try:
            result = self.run(task, *arguments)
        except Exception as error:
            return error
        raise AssertionError(f"{task} returned {result!r}")


@pytest.fixture(scope="module", params=["json", "pickle"])
def worker(request: pytest.FixtureRequest, served: tuple[Sandbox, str]) -> Iterator[Worker]:
    sandbox, url = served
    with MijnKlantportaal(api_key=sandbox.api_key, base_url=url, max_retries=0) as portal:
        app = create_app(portal, request.param)
        running: Any = start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=SECONDS)
        with running:
            yield Worker(app, request.param)


@pytest.mark.parametrize("error_class", ERROR_CLASSES, ids=lambda error_class: error_class.__name__)
def test_result_of_a_failed_task_raises_the_class_of_the_error(
    worker: Worker, error_class: type[MijnKlantportaalError]
) -> None:
    error = worker.failure_of("fail", error_class.__name__)
    assert type(error) is error_class
    assert str(error) == f"message of {error_class.__name__}"


def test_error_of_the_portal_has_its_status_and_message(worker: Worker) -> None:
    error = worker.failure_of("company_name", "cst_unknown")
    assert isinstance(error, NotFoundError)
    assert (error.status_code, error.message) == (404, "There is no customer with the ID cst_unknown.")
    # JSON results keep no more than the message.
    assert error.url == ("" if worker.serializer == "json" else error.request.url)
    assert error.body == (None if worker.serializer == "json" else {"message": error.message})


def test_validation_error_has_its_messages_where_results_are_pickled(worker: Worker) -> None:
    error = worker.failure_of("create_invalid_customer")
    assert isinstance(error, UnprocessableEntityError)
    assert error.message.startswith("primaryEmail")
    assert list(error.errors) == ([] if worker.serializer == "json" else ["primary_email"])


def test_other_status_and_lost_connection_raise_their_classes(worker: Worker, served: tuple[Sandbox, str]) -> None:
    sandbox, _ = served
    sandbox.faults.status(418, "No coffee.")
    error = worker.failure_of("company_name", "cst_1")
    assert (type(error), error.args) == (APIStatusError, ("No coffee.",))
    sandbox.faults.disconnect()
    assert isinstance(worker.failure_of("company_name", "cst_1"), APIConnectionError)


def test_task_is_retried_for_a_rate_limit_error(worker: Worker, served: tuple[Sandbox, str]) -> None:
    sandbox, _ = served
    customer = sandbox.customers.add(company_name="Bakery")
    sandbox.faults.status(429, times=2, headers={"Retry-After": "0"})
    result = worker.run("company_name_with_retries", customer.id)
    assert tuple(result) == ("Bakery", 2)


def test_rate_limit_error_after_all_retries_of_a_task_is_raised(worker: Worker, served: tuple[Sandbox, str]) -> None:
    sandbox, _ = served
    sandbox.faults.status(429, "Too many.", times=4, headers={"Retry-After": "0"})
    error = worker.failure_of("company_name_with_retries", "cst_1")
    assert isinstance(error, RateLimitError)
    assert (error.status_code, error.message) == (429, "Too many.")


def test_expected_error_of_a_task_is_raised(worker: Worker) -> None:
    assert isinstance(worker.failure_of("expected_failure", "cst_unknown"), NotFoundError)


@pytest.mark.parametrize("serializer", ["json", "pickle"])
def test_client_as_an_argument_of_a_task_is_refused(worker: Worker, serializer: str) -> None:
    with MijnKlantportaal(api_key="very-secret") as portal, pytest.raises(EncodeError) as caught:
        worker.app.tasks["company_name"].apply_async((portal,), serializer=serializer)
    assert "MijnKlantportaal" in str(caught.value)
    assert "very-secret" not in str(caught.value)


@contextmanager
def prefork_worker(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    (folder / "queue").mkdir()
    (folder / "control").mkdir()
    arguments = ["--pool=prefork", "--concurrency=2", "--loglevel=INFO", "--without-gossip", "--without-mingle"]
    with (folder / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", TASKS, "worker", *arguments],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(SECONDS)


CALLER = """
import sys
from mijnklantportaal import NotFoundError
from tests.integrations.programs.celery_tasks import app

company_name = app.tasks["company_name"]
results = [company_name.delay(sys.argv[1]) for _ in range(8)]
names = [result.get(timeout=60)[0] for result in results]
try:
    company_name.delay("cst_unknown").get(timeout=60)
except NotFoundError as error:
    print(*set(names), error.message)
"""


def test_client_made_before_a_worker_forks_is_usable_in_its_processes(
    served: tuple[Sandbox, str], tmp_path: Path
) -> None:
    sandbox, url = served
    customer = sandbox.customers.add(company_name="Bakery")
    environment = {
        "MIJNKLANTPORTAAL_API_KEY": sandbox.api_key,
        "MIJNKLANTPORTAAL_BASE_URL": url,
        "CELERY_FOLDER": str(tmp_path),
        "CELERY_BROKER_URL": "filesystem://",
        "CELERY_RESULT_BACKEND": f"file://{tmp_path}",
    }
    with prefork_worker(tmp_path, environment):
        caller = subprocess.run(
            [sys.executable, "-c", CALLER, customer.id],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=2 * SECONDS,
        )
    assert caller.stdout == "Bakery There is no customer with the ID cst_unknown.\n", (
        caller.stderr + (tmp_path / "worker.log").read_text()
    )
