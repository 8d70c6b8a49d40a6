"""Fixtures: servers for receivers."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import httpx
import pytest

from mijnklantportaal.webhooks import WebhookASGIApp, WebhookWSGIApp
from tests.webhooks.receiver_servers import ReplaceableApp, Serve, asgi_server, wsgi_server


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """What serves a receiver, and yields its URL."""
    replaceable = ReplaceableApp()
    with asgi_server(replaceable) as url:

        def serve(app: WebhookASGIApp | WebhookWSGIApp) -> AbstractContextManager[str]:
            return replaceable.replaced(app, url) if isinstance(app, WebhookASGIApp) else wsgi_server(app)

        yield serve


@pytest.fixture(scope="session")
def portal() -> Iterator[httpx.Client]:
    """What sends requests as the portal does."""
    with httpx.Client() as portal:
        yield portal
