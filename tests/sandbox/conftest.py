"""Fixtures: a sandbox with a fixed clock, and clients for it."""

from collections.abc import Iterator
from datetime import datetime

import httpx
import pytest

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.models import Customer
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.delivery_receivers import Receiver, receiver


@pytest.fixture
def sandbox() -> Sandbox:
    """An empty sandbox at noon on Monday 2 March 2026 in Amsterdam."""
    return Sandbox(now=datetime(2026, 3, 2, 12))


@pytest.fixture
def client(sandbox: Sandbox) -> MijnKlantportaal:
    return sandbox.client()


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    return sandbox.customers.add(company_name="Bakkerij Jansen", primary_email="info@bakkerij-jansen.nl")


@pytest.fixture
def browser(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """An HTTP client without a token."""
    with httpx.Client(transport=sandbox.transport) as browser:
        yield browser


@pytest.fixture
def shop() -> Iterator[Receiver]:
    """A receiver of webhook calls on this machine."""
    with receiver() as shop:
        yield shop
