"""Fixtures: servers for receivers."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import httpx
import pytest

from mijnklantportaal.webhooks import WebhookWSGIApp
from tests.webhooks.receiver_servers import ReplaceableApp, Serve, asgi_server, wsgi_server


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Return a function that serves a receiver, or another ASGI application, and yields its URL."""
    replaceable = ReplaceableApp()
    with asgi_server(replaceable) as url:

        def serve(app: Callable[..., Any]) -> AbstractContextManager[str]:
            return wsgi_server(app) if isinstance(app, WebhookWSGIApp) else replaceable.replaced(app, url)

        yield serve


@pytest.fixture(scope="module")
def portal() -> Iterator[httpx.Client]:
    """Return a client that sends requests as the portal does."""
    with httpx.Client() as portal:
        yield portal
