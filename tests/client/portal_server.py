"""An HTTP server that sends the responses that a test has planned, and records the requests."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from tests.client.http_server import Handler, serving


@dataclass
class ReceivedRequest:
    method: str
    path: str
    query: str
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class PlannedResponse:
    status: int
    body: bytes
    headers: dict[str, str]


@dataclass
class PortalServer:
    """Responses are sent in the order in which they were added; the last one is sent again and again."""

    url: str = ""
    requests: list[ReceivedRequest] = field(default_factory=list)
    responses: list[PlannedResponse] = field(default_factory=list)

    def add_response(self, body: Any = None, status: int = 200, **headers: str) -> None:
        """Plan a response.

        Args:
            body: Bytes, or a JSON value.
            status: Its status.
            headers: With underscores in place of hyphens.
        """
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.responses.append(PlannedResponse(status, content, {"Content-Type": "application/json", **named}))

    @property
    def request(self) -> ReceivedRequest:
        """The only request."""
        (only,) = self.requests
        return only


def reach_limit(portal: PortalServer, body: Any, status: int = 200, **headers: str) -> None:
    """Plan a response after which the limit of 60 calls per minute is reached."""
    portal.add_response(body, status, X_RateLimit_Limit="60", X_RateLimit_Remaining="0", **headers)


@contextmanager
def portal_server() -> Iterator[PortalServer]:
    state = PortalServer()

    class PortalHandler(Handler):
        def handle_any(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Transfer-Encoding") == "chunked":
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
            state.requests.append(ReceivedRequest(self.command, path, query, self.headers, body))
            response = state.responses.pop(0) if len(state.responses) > 1 else state.responses[0]
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

        do_GET = do_POST = do_PATCH = do_DELETE = handle_any

    with serving(PortalHandler) as url:
        state.url = url
        yield state
