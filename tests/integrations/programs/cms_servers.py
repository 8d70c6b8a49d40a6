"""Servers for applications with endpoints for the CMS: each prints its port, and serves until its process ends."""

import socket
from typing import Any

import uvicorn
from flask import Flask
from werkzeug.serving import make_server


def serve_flask(app: Flask) -> None:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(server.port, flush=True)
    server.serve_forever()


def serve_fastapi(app: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])


def serve_django(module: str) -> None:
    """Serve the `urlpatterns` of a module, with the server of `manage.py runserver`."""
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY="for-tests",
        ROOT_URLCONF=module,
        ALLOWED_HOSTS=["*"],
        MIDDLEWARE=["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
    )
    django.setup()
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    application: Any = WSGIHandler()
    server.set_app(application)
    print(server.server_port, flush=True)
    server.serve_forever()
