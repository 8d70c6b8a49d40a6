"""The receivers of docs/guides/webhooks.md in FastAPI, Flask and Django, each on the server of its framework."""

import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from flask import Flask
from starlette.routing import Route
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.webhooks import (
    EventType,
    Secrets,
    WebhookASGIApp,
    WebhookEvent,
    WebhookWSGIApp,
    ensure,
    secrets_of,
)
from tests.docs_examples import BLOCKS, ROOT, Block, run
from tests.integrations.programs.fastapi_test_client import TestClient
from tests.integrations.programs.webhook_requests import SECRETS

Handler = Callable[[WebhookEvent], object]
RECEIVERS = {
    f"{block.heading}, {block.needs}": block
    for block in BLOCKS
    if block.page.name == "webhooks.md" and block.needs is not None
}
REQUESTS = "from tests.integrations.programs.webhook_requests import SECRETS, post_requests\n"
BEFORE = {
    "django": f"""{REQUESTS}
from tests.integrations.programs.framework_servers import configure_django
database = {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
configure_django("shop_urls", DATABASES={{"default": database}}, WEBHOOK_SECRETS=SECRETS)
"""
}
AFTER = {
    "fastapi": f"{REQUESTS}post_requests('fastapi', app)\n",
    "flask": f"{REQUESTS}post_requests('flask', app)\n",
    "django": """
from django.urls import path
if "receive" in globals():
    from django.core.wsgi import get_wsgi_application
    urlpatterns, application = [path("webhooks", receive)], get_wsgi_application()
else:
    urlpatterns = []
post_requests("django", application)
""",
}


def test_page_has_the_receivers_of_each_framework() -> None:
    headings = ["FastAPI, fastapi", "Flask, flask", "Django, django"]
    ready = [f"Respond first, work later, {name}" for name in ("fastapi", "flask", "django")]
    assert list(RECEIVERS) == headings + ready


@pytest.mark.parametrize("name", RECEIVERS)
def test_receiver_prints_the_events_that_are_signed(tmp_path: Path, name: str) -> None:
    block = RECEIVERS[name]
    needs = str(block.needs)
    (tmp_path / "program.py").write_text(BEFORE.get(needs, "") + block.code + AFTER[needs], encoding="utf-8")
    environment = {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "WEBHOOK_SECRETS": json.dumps(SECRETS)}
    printed = run("program.py", folder=tmp_path, **environment)
    assert sorted(printed.splitlines()) == [
        "204 204 403 403 403 204",
        "invoice-paid {'id': 1}",
        "invoice-paid {'id': 6}",
        "offer-accepted {'id': 2}",
    ]


def lines_of(block: Block) -> list[str]:
    """Return the lines that a user writes: without imports and blank lines."""
    return [line for line in block.code.splitlines() if line and not re.match(r"(from \S+ )?import ", line)]


@pytest.mark.parametrize("name", RECEIVERS)
def test_receiver_has_at_most_eight_lines(name: str) -> None:
    assert len(lines_of(RECEIVERS[name])) <= 8


def fastapi_client(receive: Handler, secrets: Secrets) -> AbstractContextManager[Any]:
    return TestClient(FastAPI(routes=[Route("/webhooks", WebhookASGIApp(receive, secrets))]))


def flask_client(receive: Handler, secrets: Secrets) -> AbstractContextManager[Any]:
    app: Any = Flask(__name__)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/webhooks": WebhookWSGIApp(receive, secrets)})
    return httpx.Client(transport=httpx.WSGITransport(app=app))


@pytest.mark.parametrize("create", [fastapi_client, flask_client])
def test_events_of_the_sandbox_reach_a_ready_receiver(
    sandbox: Sandbox, create: Callable[[Handler, Secrets], AbstractContextManager[Any]]
) -> None:
    events: list[WebhookEvent] = []
    portal = sandbox.client()
    types = [EventType.CUSTOMER_CREATED, EventType.INVOICE_PAID]
    secrets = secrets_of(ensure(portal, url="https://shop.example/webhooks", types=types))
    with create(events.append, secrets) as sandbox.deliveries.client:
        invoice = sandbox.customer_invoices.add()
        sandbox.deliveries.missing_signature()
        sandbox.deliveries.wrong_signature()
        for _ in range(2):
            sandbox.customers.add()
        portal.customer_invoices.mark_paid(invoice.id, paid_at=sandbox.clock.now)
        assert [delivery.status for delivery in sandbox.deliveries] == [204, 403, 403, 204]
    assert [event.type for event in events] == types
    data: Any = events[-1].json()
    assert data["data"]["id"] == invoice.id
