"""A server that responds to every path of the spec with JSON that a test changes, whatever the IDs in the path are."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.verification import verify
from mijnklantportaal.verification._known_objects import read_operations
from tests.planted_deviations import ChangingTransport, JsonObject, complete_sandbox


@dataclass(frozen=True)
class FakeRequest:
    """The requests that the server received."""

    path: str
    """The path, with the query."""
    template: str
    """The path template of the spec that it has."""
    token: str


@dataclass(frozen=True)
class FakeResponse:
    """A response of the server."""

    body: object
    """JSON; bytes are sent as they are."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


@cache
def recorded_bodies() -> dict[str, JsonObject]:
    """Return the body of a response of a sandbox for each path template."""
    sandbox = complete_sandbox()
    bodies: dict[str, JsonObject] = {}

    def record(path: str, body: JsonObject) -> JsonObject:
        # Later ones are those of pages that do not exist.
        bodies.setdefault(path, body)
        return body

    client = MijnKlantportaal(
        api_key=sandbox.api_key,
        base_url=sandbox.base_url,
        http_client=ChangingTransport(sandbox, record),
        throttle=False,
    )
    verify(client)
    return {
        operation.path: body
        for operation in read_operations(client)
        # The first object of a kind has the most.
        for path, body in reversed(bodies.items())
        if re.fullmatch(re.sub(r"\{.*?\}", "[^/]+", operation.path), path)
    }


@dataclass
class FakePortal:
    """A server that is running."""

    base_url: str
    requests: list[tuple[str, str]] = field(default_factory=list)
    """The method and the path of each request."""


@contextmanager
def fake_portal(respond: Callable[[FakeRequest, Any], FakeResponse]) -> Iterator[FakePortal]:
    """Serve on a loopback port.

    Args:
        respond: Returns the response from the request and the recorded body for its path template.
    """
    bodies = recorded_bodies()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            portal.requests.append((self.command, self.path))
            path = self.path.partition("?")[0].removeprefix("/v1")
            template = next(one for one in bodies if re.fullmatch(re.sub(r"\{.*?\}", "[^/]+", one), path))
            token = self.headers["Authorization"].removeprefix("Bearer ")
            response = respond(FakeRequest(self.path, template, token), bodies[template])
            content = response.body if isinstance(response.body, bytes) else json.dumps(response.body).encode()
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_GET

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        portal = FakePortal(f"http://127.0.0.1:{server.server_port}/v1")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield portal
        finally:
            server.shutdown()
            thread.join()
