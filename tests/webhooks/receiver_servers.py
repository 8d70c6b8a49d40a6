"""Servers for receivers, on real sockets, and a client that sends parts of a request."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import pytest
import uvicorn

from mijnklantportaal.webhooks import WebhookASGIApp, WebhookWSGIApp
from tests.tracebacks import traceback_with_locals

HANG_GUARD = 20.0
"""Seconds after which a test counts as hanging."""


@contextmanager
def asgi_server(app: Callable[..., Any]) -> Iterator[str]:
    """Serve an ASGI application with uvicorn, and yield its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, lifespan="on", log_config=None, proxy_headers=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(HANG_GUARD)
            assert not thread.is_alive()


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


@contextmanager
def wsgi_server(app: Callable[..., Any]) -> Iterator[str]:
    """Serve a WSGI application with wsgiref and its validator, and yield its URL."""
    with make_server("127.0.0.1", 0, validator(app), handler_class=QuietHandler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join(HANG_GUARD)
            assert not thread.is_alive()


Receiver = type[WebhookASGIApp] | type[WebhookWSGIApp]
Serve = Callable[[Callable[..., Any]], AbstractContextManager[str]]


class ReplaceableApp:
    """An ASGI application that passes requests to another one, since starting a server for each test takes long."""

    def __init__(self) -> None:
        self.app: Callable[..., Any] = WebhookASGIApp(print, "unused")
        self.calls = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.calls += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.calls -= 1

    @contextmanager
    def replaced(self, app: Callable[..., Any], url: str) -> Iterator[str]:
        """Pass requests to this application. At the end, all of them have ended."""
        self.app = app
        yield url
        end = time.monotonic() + HANG_GUARD
        # One more is that of the lifespan.
        while self.calls > 1:
            assert time.monotonic() < end
            time.sleep(0.001)


def status_of_part(url: str, request: bytes) -> int | None:
    """Send the beginning of a request, and return the status of the response; `None` if there is none."""
    parts = urlsplit(url)
    with socket.create_connection((str(parts.hostname), parts.port or 80), timeout=HANG_GUARD) as connection:
        connection.sendall(request)
        line = connection.makefile("rb").readline()
        return int(line.split()[1]) if line else None


def assert_not_logged(caplog: pytest.LogCaptureFixture, *secrets: str) -> None:
    """Check that no log record shows a secret, nor the variables of its exception."""
    formatter = logging.Formatter()
    for record in caplog.records:
        texts = [formatter.format(record), repr(vars(record))]
        if record.exc_info and record.exc_info[1]:
            texts.append(traceback_with_locals(record.exc_info[1]))
        for secret in secrets:
            assert secret not in "\n".join(texts)
