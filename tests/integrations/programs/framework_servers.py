"""The development server of each web framework. It handles one request at a time."""

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import uvicorn
from werkzeug.serving import make_server


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


SERVERS: dict[str, Callable[[Any], AbstractContextManager[str]]] = {
    "fastapi": _uvicorn,
    "flask": _werkzeug,
    "django": _django,
}
"""Each serves an application, and yields its URL."""


def serve(framework: str, app: Any) -> None:
    """Print the URL of an application, and serve it until the process ends."""
    with SERVERS[framework](app) as url:
        print(url, flush=True)
        threading.Event().wait()


def configure_django(urlconf: str, **settings_of_the_test: Any) -> None:
    """Configure Django for a program that defines its `urlpatterns` itself, and calls the module of them `urlconf`."""
    from django.conf import settings

    settings.configure(
        SECRET_KEY="for-tests",
        ROOT_URLCONF=urlconf,
        ALLOWED_HOSTS=["*"],
        MIDDLEWARE=["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
        LOGGING_CONFIG=None,
        **settings_of_the_test,
    )
    sys.modules.setdefault(urlconf, sys.modules["__main__"])
