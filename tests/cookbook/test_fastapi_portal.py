"""examples/cookbook/fastapi_portal.py on its own server: pages of customers, and webhooks that the sandbox sends."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from time import sleep

import httpx
import pytest

from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.webhooks import EventType
from tests.cookbook.recipes import Recipe, demo_sandbox, served, shown, shows_program

NAME = "fastapi_portal"
ACCESS_KEY = {"ACCESS_KEY": "a key of these tests, and of nothing else"}


@dataclass
class Application:
    """The application, and the sandbox that it shows."""

    recipe: Recipe
    url: str
    log: Path

    @property
    def sandbox(self) -> Sandbox:
        return self.recipe.sandbox

    def code(self, customer_id: str) -> str:
        return self.recipe.run("--code", customer_id, **ACCESS_KEY).output.strip()

    def invoices(self, customer_id: str, login: tuple[str, str] | None) -> httpx.Response:
        return httpx.get(f"{self.url}/customers/{customer_id}/invoices", auth=login, timeout=30)

    def calls(self) -> list[str]:
        """Return the operations that the application has called since this was last asked for."""
        operations = [str(request.operation) for request in self.sandbox.requests]
        self.sandbox.requests.clear()
        return operations


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(recipe: Recipe) -> Iterator[Application]:
    port, log = unused_port(), recipe.folder / "server.log"
    url = f"http://127.0.0.1:{port}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", f"{NAME}.py", "--port", str(port)],
            cwd=recipe.folder,
            env={**recipe.environment, **ACCESS_KEY, "PUBLIC_URL": url},
            stdout=output,
            stderr=output,
        )
    try:
        wait_until_it_responds(process, url, log)
        yield Application(recipe, url, log)
    finally:
        process.terminate()
        process.wait(30)


def wait_until_it_responds(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    while True:
        assert process.poll() is None, log.read_text()
        try:
            httpx.get(url)
        except httpx.ConnectError:
            sleep(0.05)
        else:
            return


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with (
        served(NAME, tmp_path_factory.mktemp(NAME), Sandbox(rate_limit=None)) as recipe,
        running(recipe) as application,
    ):
        application.sandbox.customers.add(id="cst_baker", company_name="Bakery")
        application.sandbox.customers.add(id="cst_butcher", company_name="Butcher")
        yield application


@pytest.fixture(scope="module")
def login(application: Application) -> tuple[str, str]:
    return "cst_baker", application.code("cst_baker")


def test_application_creates_its_webhooks_when_it_starts(application: Application) -> None:
    webhooks = list(application.sandbox.webhooks)
    assert {webhook.url for webhook in webhooks} == {f"{application.url}/webhooks"}
    assert sorted(webhook.type_ for webhook in webhooks) == sorted(
        [EventType.INVOICE_CREATED, EventType.INVOICE_PAID, EventType.INVOICE_CHARGEBACK, EventType.INVOICE_DELETED]
    )


def test_customer_sees_no_page_but_the_own_one(application: Application, login: tuple[str, str]) -> None:
    customer, code = login
    refused = [
        application.invoices(customer, None),
        application.invoices(customer, (customer, code[:-1])),
        application.invoices(customer, ("cst_butcher", code)),
        application.invoices("cst_butcher", login),
        application.invoices("cst_butcher", ("cst_butcher", code)),
        application.invoices(customer, (customer, "é")),
    ]
    assert [response.status_code for response in refused] == [401] * len(refused)
    assert all(response.headers["WWW-Authenticate"].startswith("Basic") for response in refused)
    assert "list-customer-invoices" not in application.calls()


def test_invoices_come_from_the_cache_until_a_webhook_arrives(application: Application, login: tuple[str, str]) -> None:
    sandbox = application.sandbox
    sandbox.customer_invoices.add(customer_id="cst_butcher")
    invoice = sandbox.customer_invoices.add(customer_id="cst_baker", amount=Decimal("12.10"))
    assert [delivery.status for delivery in sandbox.deliveries] == [204, 204]
    application.calls()

    (shown_invoice,) = application.invoices("cst_baker", login).json()
    assert (shown_invoice["id"], shown_invoice["amount"], shown_invoice["paidAt"]) == (invoice.id, "12.10", None)
    assert application.invoices("cst_baker", login).headers["Cache-Control"] == "no-store"
    assert application.calls() == ["list-customer-invoices"]

    # A request that is not signed invalidates nothing.
    assert httpx.post(f"{application.url}/webhooks").status_code == 403
    application.invoices("cst_baker", login)
    assert application.calls() == []

    sandbox.client().customer_invoices.mark_paid(invoice.id, paid_at=datetime(2026, 4, 14, 9))
    assert sandbox.deliveries[-1].status == 204
    (shown_invoice,) = application.invoices("cst_baker", login).json()
    assert shown_invoice["paidAt"] == "2026-04-14T09:00:00+02:00"


def test_visitors_share_a_list_and_an_event_during_it_is_not_lost(
    application: Application, login: tuple[str, str]
) -> None:
    sandbox = application.sandbox
    sandbox.customer_invoices.add(customer_id="cst_baker")
    assert sandbox.deliveries[-1].status == 204
    application.calls()
    # The list is made at once, and received later.
    sandbox.faults.delay(1.5, path="/customer-invoices")
    with ThreadPoolExecutor(3) as threads:
        visits = [threads.submit(application.invoices, "cst_baker", login) for _ in range(3)]
        while not sandbox.requests:
            sleep(0.01)
        new = sandbox.customer_invoices.add(customer_id="cst_baker")
        assert sandbox.deliveries[-1].status == 204
    assert [visit.result().status_code for visit in visits] == [200, 200, 200]
    assert new.id in [invoice["id"] for invoice in application.invoices("cst_baker", login).json()]
    assert application.calls() == ["list-customer-invoices"] * 2


def test_customer_that_has_been_deleted_is_not_found(application: Application) -> None:
    response = application.invoices("cst_gone", ("cst_gone", application.code("cst_gone")))
    assert (response.status_code, response.json()) == (404, {"detail": "There is no such customer."})


def test_failure_of_the_portal_is_reported_and_not_cached(application: Application, login: tuple[str, str]) -> None:
    sandbox = application.sandbox
    sandbox.customer_invoices.add(customer_id="cst_baker")
    assert sandbox.deliveries[-1].status == 204
    sandbox.faults.status(401, "a message for the log")
    sandbox.faults.status(429, headers={"Retry-After": "3"})
    failed = application.invoices("cst_baker", login)
    assert (failed.status_code, failed.json()) == (502, {"detail": "The portal does not respond."})
    assert "a message for the log" in application.log.read_text()
    busy = application.invoices("cst_baker", login)
    assert (busy.status_code, busy.headers["Retry-After"]) == (429, "3")
    # Until the client would wait for no longer than two seconds.
    while (response := application.invoices("cst_baker", login)).status_code == 429:
        sleep(0.1)
    assert response.status_code == 200


def test_access_key_that_is_too_short_is_refused(application: Application) -> None:
    result = application.recipe.run("--code", "cst_baker", ACCESS_KEY="short")
    assert (result.code, result.errors) == (1, "ACCESS_KEY must have 32 characters or more\n")


def test_page_shows_the_program_and_what_it_prints(tmp_path: Path) -> None:
    assert shows_program(NAME)
    (command,) = shown(NAME)
    with served(NAME, tmp_path, demo_sandbox()) as recipe:
        result = recipe.run(*command.arguments, ACCESS_KEY="only for the sandbox, of 32 characters or more")
    assert result.output == command.output
