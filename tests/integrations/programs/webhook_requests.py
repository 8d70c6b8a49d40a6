"""Requests of the portal to a receiver that a program of docs/webhooks.md defines, on the server of its framework."""

import logging
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from werkzeug.serving import make_server

SECRETS = {"invoice-paid": ["old-secret", "OUJX2prdBbJxR77BZlGz"], "offer-accepted": ["w3FbKc0PzTqN5mYhV8sD"]}


def post_requests(kind: str, app: Any) -> None:
    """Serve an application, send requests to it, and print the statuses of the responses when all has ended."""
    # Refused requests are logged, which Python prints if there is no handler.
    logging.getLogger().addHandler(logging.NullHandler())
    name = "X-Webhook-Signature"
    with (
        {"asgi": _uvicorn, "flask": _werkzeug, "django": _django}[kind](app) as url,
        httpx.Client(base_url=url) as portal,
    ):
        statuses = [
            portal.post("/webhooks", headers=headers, content=content).status_code
            for content, headers in (
                (b'{"id": 1}', [(name, SECRETS["invoice-paid"][1])]),
                (b'{"id": 2}', [(name, SECRETS["offer-accepted"][0])]),
                (b'{"id": 3}', [(name, "wrong")]),
                (b'{"id": 4}', []),
                (b'{"id": 5}', [(name, SECRETS["invoice-paid"][0])] * 2),
                (b'{"id": 6}', [(name, SECRETS["invoice-paid"][0])]),
            )
        ]
    print(*statuses)


@contextmanager
def _uvicorn(app: Any) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def _werkzeug(app: Any) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app)
    with _serving(server):
        yield f"http://127.0.0.1:{server.port}"


@contextmanager
def _django(app: Any) -> Iterator[str]:
    # Of `manage.py runserver`.
    from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer

    server = WSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(app)
    with _serving(server):
        yield f"http://127.0.0.1:{server.server_port}"


@contextmanager
def _serving(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def configure_django(urlconf: str) -> None:
    from django.conf import settings

    settings.configure(
        SECRET_KEY="for-tests",
        ROOT_URLCONF=urlconf,
        ALLOWED_HOSTS=["*"],
        MIDDLEWARE=["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        WEBHOOK_SECRETS=SECRETS,
        LOGGING_CONFIG=None,
    )
    sys.modules.setdefault(urlconf, sys.modules["__main__"])
