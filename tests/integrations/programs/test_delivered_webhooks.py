"""Receivers of webhooks in FastAPI and Flask, which the sandbox calls in process, without a server."""

import hmac
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Header, HTTPException
from flask import Flask, abort, request

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.fastapi_test_client import TestClient

URL = "https://shop.example/webhook"


class Shop:
    """The part of a program that a webhook changes."""

    def __init__(self, portal: MijnKlantportaal) -> None:
        self.portal = portal
        self.secret = portal.webhooks.create(url=URL, type_="customer-created").secret
        self.customers: list[str] = []

    def is_genuine(self, signature: str) -> bool:
        return hmac.compare_digest(signature.encode(), self.secret.encode())

    def add(self, customer: dict[str, Any]) -> None:
        # It calls the sandbox while the sandbox waits for the response.
        self.customers.append(self.portal.customers.get(customer["id"]).company_name)


def fastapi_client(shop: Shop) -> AbstractContextManager[Any]:
    app = FastAPI()

    @app.post("/webhook")
    def receive(call: dict[str, Any], x_webhook_signature: Annotated[str, Header()] = "") -> None:
        if not shop.is_genuine(x_webhook_signature):
            raise HTTPException(403)
        shop.add(call["data"])

    return nullcontext(TestClient(app))


def fastapi_client_of_a_running_application(shop: Shop) -> AbstractContextManager[Any]:
    app = FastAPI()

    @app.post("/webhook", status_code=204)
    async def receive(call: dict[str, Any], x_webhook_signature: Annotated[str, Header()] = "") -> None:
        if not shop.is_genuine(x_webhook_signature):
            raise HTTPException(403)
        shop.add(call["data"])

    return TestClient(app)


def flask_client(shop: Shop) -> AbstractContextManager[Any]:
    app = Flask(__name__)

    @app.post("/webhook")
    def receive() -> str:
        if not shop.is_genuine(request.headers.get("X-Webhook-Signature", "")):
            abort(403)
        shop.add(request.get_json()["data"])
        return "received"

    return httpx.Client(transport=httpx.WSGITransport(app=app))


@pytest.fixture
def shop(sandbox: Sandbox) -> Iterator[Shop]:
    with sandbox.client() as portal:
        yield Shop(portal)


@pytest.mark.parametrize("create", [fastapi_client, fastapi_client_of_a_running_application, flask_client])
def test_webhook_reaches_an_application_in_process(
    sandbox: Sandbox, shop: Shop, create: Callable[[Shop], AbstractContextManager[Any]]
) -> None:
    with create(shop) as sandbox.deliveries.client:
        sandbox.customers.add(company_name="Bakkerij Jansen")
        sandbox.deliveries.wrong_signature()
        sandbox.deliveries.missing_signature()
        sandbox.deliveries.doubled_signature()
        for _ in range(3):
            sandbox.customers.add(company_name="Unknown")
        statuses = [delivery.status for delivery in sandbox.deliveries]
    assert [delivery.error for delivery in sandbox.deliveries] == [None] * 4
    assert statuses[0] in (200, 204)
    assert statuses[1:3] == [403, 403]
    assert shop.customers[0] == "Bakkerij Jansen"


def test_exception_of_a_fastapi_application_is_logged(sandbox: Sandbox, shop: Shop) -> None:
    app = FastAPI()

    @app.post("/webhook")
    def receive() -> None:
        raise RuntimeError("no database")

    sandbox.deliveries.client = TestClient(app)
    sandbox.customers.add()
    assert [delivery.error for delivery in sandbox.deliveries] == ["RuntimeError: no database"]
